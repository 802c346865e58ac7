using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The page of one executed notebook.</summary>
/// <param name="lesson">The notebook.</param>
/// <param name="previous">The lesson before it in the series, if any.</param>
/// <param name="next">The lesson after it in the series, if any.</param>
/// <param name="data">The data of the run.</param>
/// <param name="links">Where the notebook's links lead.</param>
internal sealed class LessonPage(Lesson lesson, Lesson? previous, Lesson? next, DataNote data, PageLinks links)
{
    private const string Everywhere = "<a href=\"index.html\">All lessons</a>"
        + "<a class=\"classroom\" href=\"?present\" title=\"One step a screen (key p)\">Classroom</a>";

    // Its state is the reader's and kept by the browser, so predict.js says what it is.
    private const string Switch = "<button type=\"button\" class=\"switch\" role=\"switch\" aria-checked=\"true\" "
        + "title=\"Whether what follows a question is covered until it is answered\">Predictions: <span>on</span></button>";

    private readonly LessonMarkdown _markdown = new(links);
    private readonly List<string> _faults = [];
    private bool _asks;

    /// <summary>
    /// Set for a page whose cells can be run: what makes an element of HTML that holds scripts, which may not run in such a page.
    /// </summary>
    public Func<string, string>? Frame { get; init; }

    /// <summary>
    /// A line for each cell that the page could only show as its source, or whose prediction can't be used; complete after
    /// <see cref="ToHtml"/>.
    /// </summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The files of the instruments, which lie beside the page; complete after <see cref="ToHtml"/>.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; private set; } = new Dictionary<string, byte[]>();

    public string ToHtml()
    {
        var outputs = new OutputHtml(_markdown, Frame);
        Files = outputs.Files;
        var cells = new StringBuilder();
        foreach ((int i, NotebookCell cell) in lesson.Notebook.Cells.Index())
            cells.Append(Cell(cell, i + 1, outputs));
        string everywhere = Everywhere + (_asks ? Switch : "");
        string body = $"""
            <a class="skip" href="#content-start">Skip to the lesson</a>
            <header class="top">
            <a class="series" href="index.html">{PageShell.Series}</a>
            <nav aria-label="Lessons">{Step(previous, "←", "prev")}{everywhere}{Step(next, "→", "next")}</nav>
            </header>
            <div class="page">
            {Contents(_markdown.Headings)}
            <main id="content-start" tabindex="-1" data-notebook="{HtmlText.Escape(lesson.Notebook.Name)}">
            {WithNotes(cells.ToString(), outputs.HasFigures)}
            <footer>
            <nav class="steps" aria-label="Previous and next lesson">{Card(previous, "Previous", "prev")}{Card(next, "Next", "next")}</nav>
            <p><a href="{HtmlText.Escape(Uri.EscapeDataString(lesson.NotebookName))}">This lesson as an executed notebook</a></p>
            </footer>
            </main>
            </div>
            {PageInstrument.Tags(Files.Keys)}
            """;
        return PageShell.Wrap($"{lesson.Title} · {PageShell.Series}", body, Frame is null ? null : lesson.Notebook.Name);
    }

    // What the packages throw depends on what is wrong with the cell; the rest of the page is as good as ever.
    private string Cell(NotebookCell cell, int number, OutputHtml outputs)
    {
        try
        {
            return cell.Kind switch
            {
                CellKind.Markdown => $"<section class=\"prose\">\n{Prose(cell, number)}</section>\n",
                CellKind.Code => CodeCell(cell, outputs),
                _ => "",
            };
        }
        catch (Exception e)
        {
            string why = e.Message.ReplaceLineEndings(" ").TrimEnd('.');
            _faults.Add(string.Create(CultureInfo.InvariantCulture,
                $"{lesson.Notebook.Name}, cell {number}: the page shows only its source: {why}."));
            return $"""
                <section class="cell">
                <p class="note">This cell can't be shown: {HtmlText.Escape(why)}. Its source:</p>
                <div class="input"><pre class="code" tabindex="0"><code>{HtmlText.Escape(cell.Source)}</code></pre></div>
                </section>

                """;
        }
    }

    private string Prose(NotebookCell cell, int number)
    {
        string html = _markdown.ToHtml(cell.Source, cell.Attachments);
        bool asks = PredictionForm.Asks(html);
        _asks |= asks;
        Prediction? prediction = null;
        try
        {
            prediction = Prediction.Read(cell.Metadata);
            if (prediction is not null && !asks)
                throw new InvalidDataException("has no question: no paragraph of the cell begins with '**Predict.**'");
        }
        catch (InvalidDataException e)
        {
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{lesson.Notebook.Name}, cell {number}: its prediction {e.Message}."));
        }
        return asks ? new PredictionForm(_markdown).Insert(html, cell.Id, prediction) : html;
    }

    // What the steps are, the data and the fate of the run stand below the title, which is the first heading of the notebook.
    private string WithNotes(string cells, bool hasFigures)
    {
        string note = LessonSteps.Line(_markdown.Headings) is { } steps ? $"<p class=\"steps-of\">{steps}</p>\n" : "";
        if (lesson.UsesDigits)
            note += data.Html + "\n";
        if (lesson.FailedCell is { } cell)
            note += "<p class=\"data failed\"><strong>The run failed</strong> in "
                + $"<a href=\"#{Lesson.Anchor(cell)}\">cell {Lesson.Label(cell)}</a>; what follows it was not run.</p>\n";
        if (hasFigures)
            note += "<p class=\"data offline\"><strong>Figures as text</strong> "
                + "plotly.js could not be loaded, so each figure is described in words.</p>\n";
        const string EndOfTitle = "</h1>\n";
        int end = cells.IndexOf(EndOfTitle, StringComparison.Ordinal);
        return end < 0
            ? $"<h1>{HtmlText.Escape(lesson.Title)}</h1>\n{note}{cells}"
            : cells.Insert(end + EndOfTitle.Length, note);
    }

    private string CodeCell(NotebookCell cell, OutputHtml outputs)
    {
        string below = cell.Outputs.Count > 0 ? $"<div class=\"outputs\">\n{outputs.Of(cell.Outputs)}</div>\n"
            : lesson.FailedCell is not null && cell.ExecutionCount is null ? "<p class=\"note\">not run</p>\n" : "";
        string code = CSharpHighlighter.ToHtml(cell.Source.TrimEnd());
        string count = $"<span class=\"count\" aria-hidden=\"true\">{Lesson.Label(cell)}</span>";
        return $"""
            <section class="cell" id="{Lesson.Anchor(cell)}"{Knobs(cell)}>
            <div class="input">{count}<pre class="code" tabindex="0"><code>{code}</code></pre></div>
            {below}</section>

            """;
    }

    // The numbers of the cell's code that a live page has controls for.
    private static string Knobs(NotebookCell cell) => cell.Metadata.TryGetProperty("laboratory", out JsonElement knobs)
        ? $" data-knobs=\"{HtmlText.Escape(Encoding.UTF8.GetString(Json.Compact(knobs)))}\"" : "";

    private static string Contents(IReadOnlyList<Heading> headings)
    {
        var items = new StringBuilder();
        foreach (Heading heading in headings.Where(heading => heading.Level is 2 or 3))
            items.Append(CultureInfo.InvariantCulture,
                $"<li class=\"level-{heading.Level}\"><a href=\"#{HtmlText.Escape(heading.Anchor)}\">{heading.Html}</a></li>\n");
        return items.Length == 0 ? "" : $"""
            <details class="contents" open><summary>Contents</summary>
            <nav aria-label="Contents"><ol>
            {items}</ol></nav></details>
            """;
    }

    private static string Step(Lesson? to, string arrow, string relation) => to is null ? ""
        : $"<a rel=\"{relation}\" href=\"{Uri.EscapeDataString(to.PageName)}\" title=\"{HtmlText.Escape(to.Title)}\">"
            + $"{(relation == "prev" ? $"{arrow} Previous" : $"Next {arrow}")}</a>";

    private static string Card(Lesson? to, string label, string relation) => to is null ? ""
        : $"<a class=\"{relation}\" rel=\"{relation}\" href=\"{Uri.EscapeDataString(to.PageName)}\">"
            + $"<small>{label}</small>{HtmlText.Escape(to.Title)}</a>";
}
