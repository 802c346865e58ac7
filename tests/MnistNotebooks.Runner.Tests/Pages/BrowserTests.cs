using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class BrowserTests
{
    // Says what can be seen: for each selector, how many elements of it take up room in the window.
    private const string Probe = """
        <script>
        setInterval(() => {
          for (const [name, selector] of [['words', '.figure .words'], ['plots', '.figure .plot'],
        """ + """
         ['formulas', 'math'], ['notice', '.offline']])
            document.documentElement.dataset[name] = [...document.querySelectorAll(selector)]
        """ + """
        .filter(element => element.getBoundingClientRect().height > 5).length;
        }, 100);
        addEventListener('error', event => { document.documentElement.dataset.error = event.message; });
        </script>
        </head>
        """;

    private static string Open(TemporaryFolder folder, bool hasPlotly)
    {
        var pages = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        string page = pages.WriteLesson(folder["03-forward.ipynb"], SampleLesson.Notebook, null, null).Path;
        File.WriteAllText(page, File.ReadAllText(page).Replace("</head>", Probe, StringComparison.Ordinal));
        if (!hasPlotly)
            File.Delete(Path.Combine(folder["out"], PlotlyScript.Name));
        string document = Chromium.Document(page, "?predict=off");
        Assert.DoesNotContain("data-error=", document, StringComparison.Ordinal);
        return document;
    }

    private static int Seen(string document, string name) =>
        int.Parse(Regex.Match(document, $"data-{name}=\"(\\d+)\"").Groups[1].ValueSpan, provider: null);

    [BrowserFact]
    public void Every_figure_is_drawn_whether_it_is_in_the_window_or_not()
    {
        using var folder = new TemporaryFolder();
        string document = Open(folder, hasPlotly: true);
        string[] figures =
            [.. Regex.Matches(document, "<figure class=\"figure.*?</figure>", RegexOptions.Singleline).Select(match => match.Value)];
        Assert.Equal(SampleLesson.Figures, figures.Length);
        Assert.All(figures, figure => Assert.Contains("class=\"main-svg\"", figure, StringComparison.Ordinal));
        Assert.Contains("Hidden inputs &lt;/script&gt;", figures[0], StringComparison.Ordinal);
        Assert.Contains("slider-container", figures[2], StringComparison.Ordinal);
        Assert.Equal((SampleLesson.Figures, 0, 0), (Seen(document, "plots"), Seen(document, "words"), Seen(document, "notice")));
    }

    [BrowserFact]
    public void Without_plotly_every_figure_is_readable_as_text_and_formulas_are_drawn_in_any_case()
    {
        using var folder = new TemporaryFolder();
        string document = Open(folder, hasPlotly: false);
        Assert.Equal((0, SampleLesson.Figures, 1), (Seen(document, "plots"), Seen(document, "words"), Seen(document, "notice")));
        Assert.Contains(SampleLesson.HeatmapText, document, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(document, "<math"), Seen(document, "formulas"));
    }
}
