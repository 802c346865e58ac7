using System.Text.RegularExpressions;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class PageWriterTests
{
    private static readonly DataNote Mnist = new("MNIST: 60,000 training and 10,000 test digits.", IsMnist: true);
    private static readonly DataNote Drawn = new("Digits drawn by the library.", IsMnist: false);

    private static readonly NotebookFile Before = SampleLesson.Other("02-one-record", "02 · One record & more");
    private static readonly NotebookFile After = SampleLesson.Other("04-backward", "04 · The backward pass");

    private static string Lesson(TemporaryFolder folder, DataNote data, NotebookFile? previous = null, NotebookFile? next = null) =>
        File.ReadAllText(
            new PageWriter(folder["out"], data).WriteLesson(folder["03-forward.ipynb"], SampleLesson.Notebook, previous, next).Path);

    [Fact]
    public void A_lesson_needs_no_other_file_but_plotly()
    {
        using var folder = new TemporaryFolder();
        string html = Lesson(folder, Mnist);
        Assert.DoesNotMatch("<link(?! rel=\"icon\" href=\"data:)|<script[^>]* src=|@import|url\\(", html);
        Assert.DoesNotContain("plot.ly", html, StringComparison.Ordinal);
        Assert.Equal(["03-forward.html", "plotly.min.js"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
        Assert.Equal(File.ReadAllBytes(PlotlyScript.Path), File.ReadAllBytes(Path.Combine(folder["out"], "plotly.min.js")));
    }

    [Fact]
    public void The_steps_and_the_data_stand_below_the_title_and_drawn_digits_are_marked()
    {
        const string Title = "<h1[^>]*>.*</h1>\n<p class=\"steps-of\">T14–T15: steps of the tutorial that this series follows.</p>\n";
        using var folder = new TemporaryFolder();
        Assert.Matches(Title + "<p class=\"data\"><strong>Data</strong> MNIST: 60,000 training", Lesson(folder, Mnist));
        Assert.Matches(Title + "<p class=\"data drawn\"><strong>Drawn digits, not MNIST</strong> Digits drawn", Lesson(folder, Drawn));
    }

    [Theory]
    [InlineData("02-one-record", "T7–T13: steps of the tutorial that this series follows.")]
    [InlineData("11-losses-and-slopes", "C1–C6: steps of the text that this lesson follows.")]
    [InlineData("12-neurons-and-penalties", "C7–C9: steps of the text that this lesson follows.")]
    [InlineData("14-the-laboratory", null)]
    public void A_lesson_names_its_steps_if_it_has_some_and_the_data_if_it_uses_them(string name, string? steps)
    {
        NotebookFile lesson = StoredLessons.Read(name);
        lesson = lesson with { Cells = [.. lesson.Cells.Select(cell => cell with { Outputs = [] })] };
        bool usesDigits = lesson.Cells.Any(
            cell => cell.Kind == CellKind.Code && cell.Source.Contains("Mnist.Load", StringComparison.Ordinal));
        string html = new LessonPage(new(lesson), null, null, Mnist, new(".", ".")).ToHtml();
        Assert.Equal(usesDigits ? 1 : 0, Regex.Count(html, "<p class=\"data\">"));
        Assert.Equal(steps, Regex.Match(html, "<p class=\"steps-of\">(.*)</p>") is { Success: true } line ? line.Groups[1].Value : null);
    }

    [Fact]
    public void What_is_said_of_the_data_is_short_and_has_no_path()
    {
        MnistData digits = DrawnDigits.Create(train: 20, test: 10);
        Assert.Equal("MNIST was not found: 20 + 10 digits, made by this library. The numbers in the text are MNIST's.",
            DataNote.Of(digits).Sentence);
        Assert.Equal(
            new("MNIST, 20 + 10 digits.", IsMnist: true), DataNote.Of(digits with { Source = new(true, "20 digits (from MNIST_DIR).") }));
    }

    [Fact]
    public void Lessons_link_to_their_neighbours_the_index_and_their_notebook()
    {
        using var folder = new TemporaryFolder();
        string html = Lesson(folder, Mnist, Before, After);
        Assert.Contains(
            "<a rel=\"prev\" href=\"02-one-record.html\" title=\"02 · One record &amp; more\">", html, StringComparison.Ordinal);
        Assert.Contains(
            "<a class=\"next\" rel=\"next\" href=\"04-backward.html\"><small>Next</small>04 · The backward pass</a>",
            html,
            StringComparison.Ordinal);
        Assert.Contains("href=\"index.html\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"03-forward.ipynb\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", Lesson(folder, Mnist, null, After), StringComparison.Ordinal);
    }

    [Fact]
    public void The_contents_list_every_section()
    {
        using var folder = new TemporaryFolder();
        string html = Lesson(folder, Mnist);
        string contents = Regex.Match(html, "<nav aria-label=\"Contents\">.*?</nav>", RegexOptions.Singleline).Value;
        string[] anchors = [.. Regex.Matches(contents, "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(["the-hidden-layer", "t14--hidden-inputs", "t15--hidden-outputs", "where-to-go-next"], anchors);
        Assert.All(anchors, anchor => Assert.Contains($" id=\"{anchor}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_run_is_said_at_the_top_and_at_the_cell()
    {
        using var folder = new TemporaryFolder();
        string html = Lesson(folder, Mnist);
        Assert.Contains("<strong>The run failed</strong> in <a href=\"#cell-code-7\">cell [7]</a>", html, StringComparison.Ordinal);
        Assert.Contains("<section class=\"cell\" id=\"cell-code-7\">", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<p class=\"note\">not run</p>"));
        Assert.Contains("at cell [7], line 1", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quotes", "Markdown elements in the input are too deeply nested")]
    [InlineData("elements", "its HTML is nested more than 200 levels deep.")]
    [InlineData("attachment", "the attachment 'a.png' is not a picture.")]
    public void A_cell_that_cannot_be_shown_is_shown_as_its_source_and_said_in_one_line(string what, string why)
    {
        string source = what switch
        {
            "quotes" => new string('>', 3000) + " a",
            "elements" => string.Concat(Enumerable.Repeat("<b>", 1000)),
            _ => "![](attachment:a.png)",
        };
        var bad = new NotebookCell("bad", CellKind.Markdown, source)
        {
            Attachments = System.Text.Json.JsonElement.Parse("""{ "a.png": 5 }"""),
        };
        // At the beginning, where the title is looked for, also by the lessons beside it and by the index.
        NotebookFile notebook = Before with { Name = "03-bad", Cells = [bad, .. Before.Cells] };
        using var folder = new TemporaryFolder();
        var pages = new PageWriter(folder["out"], Mnist);
        WrittenPage page = pages.WriteLesson(folder["03-bad.ipynb"], notebook, notebook, notebook);
        string fault = Assert.Single(page.Faults);
        Assert.StartsWith($"03-bad, cell 1: the page shows only its source: {why}", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
        string html = File.ReadAllText(page.Path);
        Assert.Contains($"<code>{source.Replace("<", "&lt;").Replace(">", "&gt;")}</code>", html, StringComparison.Ordinal);
        Assert.Contains("<h1 id=\"02--one-record--more\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"03-bad.html\"", File.ReadAllText(pages.WriteIndex([notebook])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_notebook_gives_the_same_page()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Lesson(folder, Mnist, Before, After), Lesson(folder, Mnist, Before, After));
    }

    [Fact]
    public void The_program_has_the_plotly_that_figures_ask_for() =>
        Assert.Equal(["/**", $"* plotly.js v{Figure.PlotlyVersion}"], File.ReadLines(PlotlyScript.Path).Take(2));

    [Fact]
    public void Formulas_of_a_notebook_can_be_checked_without_writing_a_page()
    {
        Assert.Empty(MnistNotebooks.Runner.Pages.Lesson.FormulaProblems(SampleLesson.Notebook));
        Assert.Single(MnistNotebooks.Runner.Pages.Lesson.FormulaProblems(SampleLesson.Other("x", @"$\foo$")));
    }
}
