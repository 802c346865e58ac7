using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>What holds for a figure of any kind.</summary>
public sealed class FigureTests
{
    // Beside the one of their kind.
    private static readonly string[] _furtherSamples =
        ["HeatmapStrip", "HeatmapPixels", "ScatterPairs", "ScatterEqual", "DecisionPanels", "NodeMapsOfFive", "CurvesOfSix"];

    [Fact]
    public void Every_kind_of_chart_has_a_sample() =>
        Assert.Equal(
            typeof(Chart).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(method => method.ReturnType == typeof(Figure)).Select(method => method.Name).Distinct().Order(),
            Samples.All.Keys.Except(_furtherSamples).Order());

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_alternative_text_is_one_sentence_that_starts_with_the_title(string kind)
    {
        var figure = Samples.All[kind]();
        string title = figure.Layout["title"]!["text"]!.GetValue<string>();
        Assert.StartsWith(title + ": ", figure.AlternativeText, StringComparison.Ordinal);
        Assert.EndsWith(".", figure.AlternativeText, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", figure.AlternativeText, StringComparison.Ordinal);
        Assert.Equal(figure.AlternativeText, figure.Layout["meta"]!["alternativeText"]!.GetValue<string>());
        Assert.Equal(figure.AlternativeText, figure.ToText().Split('\n')[0]);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_json_has_data_layout_and_config_and_is_the_same_every_time(string kind)
    {
        string json = Samples.All[kind]().ToJson();
        Assert.Equal(json, Samples.All[kind]().ToJson());
        // JsonDocument takes neither NaN nor Infinity.
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(JsonValueKind.Array, parsed.RootElement.GetProperty("data").ValueKind);
        Assert.Equal(JsonValueKind.Object, parsed.RootElement.GetProperty("layout").ValueKind);
        Assert.True(parsed.RootElement.GetProperty("config").GetProperty("responsive").GetBoolean());
        Assert.Equal(kind is "Film" or "DecisionFilm" or "Graph", parsed.RootElement.TryGetProperty("frames", out _));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Figures_fit_a_page_and_a_screen(string kind)
    {
        var layout = Samples.All[kind]().Layout;
        // 784 numbers that can be read need more.
        Assert.InRange(layout["height"]!.GetValue<int>(), 100, kind == "Pixels" ? 820 : 620);
        Assert.InRange(layout["width"]?.GetValue<int>() ?? 760, 200, 760);
        Assert.True(layout["font"]!["size"]!.GetValue<int>() >= 14);
    }

    [Theory]
    [InlineData("Heatmap", "hidden node", "output node")]
    [InlineData("HeatmapStrip", "hidden node", null)]
    [InlineData("Bars", "output node", "activation")]
    [InlineData("Scatter", "hidden node", "error")]
    [InlineData("ScatterPairs", "y", "y²")]
    [InlineData("Curve", "x", "sigmoid(x)")]
    [InlineData("Curves", "epoch", "error")]
    [InlineData("LogarithmicCurves", "products", "accuracy")]
    [InlineData("Histogram", "weight", "count")]
    [InlineData("Histograms", "weight", "count")]
    [InlineData("ConfusionMatrix", "predicted label", "true label")]
    [InlineData("DecisionRegions", "first input", "second input")]
    [InlineData("ErrorBars", "hidden nodes", "accuracy")]
    [InlineData("Table", "learning rate", "hidden nodes")]
    public void Axes_are_titled(string kind, string x, string? y)
    {
        var layout = Samples.All[kind]().Layout;
        Assert.Equal(x, layout["xaxis"]!["title"]!["text"]!.GetValue<string>());
        Assert.Equal(y, layout["yaxis"]!["title"]?["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Heatmap", 0, "weight")]
    [InlineData("HeatmapStrip", 0, "value")]
    [InlineData("Images", 0, "weight")]
    [InlineData("Film", 0, "weight")]
    [InlineData("ConfusionMatrix", 1, "mistakes")]
    [InlineData("DecisionRegions", 0, "class,<br>pale where<br>in doubt")]
    [InlineData("DecisionPanels", 0, "class,<br>pale where<br>in doubt")]
    [InlineData("DecisionFilm", 0, "class,<br>pale where<br>in doubt")]
    [InlineData("Table", 0, "accuracy")]
    public void Colour_bars_are_titled(string kind, int trace, string title) =>
        Assert.Equal(title, Samples.All[kind]().Data[trace]!["colorbar"]!["title"]!["text"]!.GetValue<string>());

    [Fact]
    public void Titles_are_text_and_never_markup()
    {
        var figure = Chart.Bars([1, 2], "a < b & c > d", "x<y", "</script>");
        Assert.Equal("a &lt; b &amp; c &gt; d", figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.StartsWith("a < b & c > d: 2 bars (x<y)", figure.AlternativeText, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", figure.ToJson(), StringComparison.Ordinal);
        Assert.Equal(1, figure.ToHtml().Split("</script>").Length - 1);
    }

    [Fact]
    public void A_long_title_is_broken_into_lines_that_the_figure_makes_room_for()
    {
        string title = string.Join(' ', Enumerable.Repeat("weights", 12));
        var wide = Chart.Bars([1], title, "x", "y").Layout;
        var narrow = Chart.Digit(Samples.Digits[0], title).Layout;
        Assert.Equal(2, Lines(wide));
        Assert.Equal(3, Lines(narrow));
        Assert.True(wide["margin"]!["t"]!.GetValue<int>() > Chart.Bars([1], "w", "x", "y").Layout["margin"]!["t"]!.GetValue<int>());

        static int Lines(JsonObject layout) => layout["title"]!["text"]!.GetValue<string>().Split("<br>").Length;
    }

    [Fact]
    public void A_notebook_can_make_a_figure_of_its_own()
    {
        var figure = new Figure([new JsonObject { ["type"] = "pie" }], [], "A pie.");
        Assert.Equal("pie", figure.Data[0]!["type"]!.GetValue<string>());
        Assert.Equal("A pie.", figure.ToText());
        Assert.Null(figure.Frames);
        Assert.Throws<ArgumentException>(() => new Figure([], [], " "));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_html_holds_the_json_the_text_and_one_source_of_plotly(string kind)
    {
        var figure = Samples.All[kind]();
        string html = figure.ToHtml();
        Assert.Equal(html, figure.ToHtml());
        string line = html.Split('\n').Single(line => line.Contains("const figure = ", StringComparison.Ordinal));
        Assert.Equal(figure.ToJson(), line.Trim()["const figure = ".Length..^1]);
        Assert.Contains($"<pre>{WebUtility.HtmlEncode(figure.ToText())}</pre>", html, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"{WebUtility.HtmlEncode(figure.AlternativeText)}\"", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split($"https://cdn.plot.ly/plotly-{Figure.PlotlyVersion}.min.js").Length - 1);
    }
}
