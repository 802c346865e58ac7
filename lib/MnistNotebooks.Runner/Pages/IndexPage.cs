using System.Globalization;
using System.Text;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The page that invites readers to the lessons, and says at its end how their run went.</summary>
/// <param name="lessons">In reading order.</param>
/// <param name="data">The data of the run.</param>
/// <param name="syllabus">How they belong together; null when nothing says so.</param>
/// <param name="covers">Addresses of the lessons' pictures, by name.</param>
internal sealed class IndexPage(
    IReadOnlyList<Lesson> lessons, DataNote data, Syllabus? syllabus, IReadOnlyDictionary<string, string> covers)
{
    private const string WelcomeElement = "mnist-glass-network";

    private const string Lead = "A network that reads handwritten digits, opened until nothing in it is hidden: every array is printed and "
        + "drawn, every weight is a picture, a mistake is followed to its last pixel. In C#, and you can change every line.";

    // Whoever has just come touches at once what the lessons are about: the first that one of them shows.
    private readonly PageInstrument? _welcome = lessons.SelectMany(lesson => lesson.Notebook.Cells).SelectMany(cell => cell.Outputs)
        .OfType<DisplayOutput>().Select(output => PageInstrument.Of(output.Data)).OfType<PageInstrument>()
        .FirstOrDefault(instrument => instrument.Html.StartsWith($"<{WelcomeElement} ", StringComparison.Ordinal));

    /// <param name="problems">A sentence for each notebook that can't be shown.</param>
    public string ToHtml(IReadOnlyList<string>? problems = null)
    {
        string notes = string.Concat((problems ?? []).Select(problem => $"<p class=\"note\">{HtmlText.Escape(problem)}</p>\n"));
        return PageShell.Wrap(PageShell.Series, $"""
            <div class="page index">
            <main>
            <header>
            <h1>{PageShell.Series}</h1>
            <p class="lead">{Lead}</p>
            </header>
            {Welcome()}{Routes()}{Parts()}{notes}<footer>
            {(syllabus is null ? "" : $"<p>For classes: <a href=\"{TeacherPage.FileName}\">the teacher's page</a>, with minutes, "
                + "questions to ask aloud, usual mistakes, sheets to print and a key.</p>\n")}{data.Html}
            <p class="state">{State()}</p>
            </footer>
            </main>
            </div>
            {PageInstrument.Tags(_welcome?.Files.Select(file => file.Key) ?? [])}
            """);
    }

    private string Welcome() => _welcome is null ? "" : $"<section class=\"welcome\">\n{_welcome.Html}\n</section>\n";

    // A route needs all of its lessons.
    private string Routes()
    {
        Route[] whole = [.. (syllabus?.Routes ?? []).Where(route => route.Lessons.All(name => Find(name) is not null))];
        return whole is [] ? "" : $"""
            <section class="routes" aria-label="Ways through the lessons">
            {string.Concat(whole.Select(RouteHtml))}</section>

            """;
    }

    private string RouteHtml(Route route)
    {
        Lesson[] steps = [.. route.Lessons.Select(name => Find(name)!)];
        string links = string.Join(" → ", steps.Select(step =>
            $"<a href=\"{Address(step)}\" title=\"{HtmlText.Escape(step.Title)}\">{HtmlText.Escape(step.Number ?? step.Title)}</a>"));
        int minutes = steps.Sum(step => step.Minutes ?? 0);
        return $"""
            <div class="route">
            <h2>{HtmlText.Escape(route.Title)}</h2>
            <p>{HtmlText.Escape(route.About)}</p>
            <p class="way">{links} <span class="minutes">{Time(minutes)}</span></p>
            </div>

            """;
    }

    private string Parts()
    {
        var parts = new StringBuilder();
        foreach (SyllabusPart part in syllabus?.Parts ?? [])
        {
            Lesson[] inPart = [.. part.Lessons.Select(lesson => Find(lesson.Name)).OfType<Lesson>()];
            if (inPart.Length > 0)
                parts.Append(CultureInfo.InvariantCulture,
                    $"<section class=\"part\">\n<h2>{HtmlText.Escape(part.Title)}</h2>\n<p>{HtmlText.Escape(part.About)}</p>\n"
                        + $"{Cards(inPart, "h3")}</section>\n");
        }
        Lesson[] others = [.. lessons.Where(lesson => syllabus?.Find(lesson.Notebook.Name) is null)];
        return parts.Append(others is [] ? "" : Cards(others, "h2")).ToString();
    }

    private string Cards(IReadOnlyList<Lesson> some, string heading) =>
        $"<ol class=\"lessons\">\n{string.Concat(some.Select(lesson => Card(lesson, heading)))}</ol>\n";

    private string Card(Lesson lesson, string heading)
    {
        string name = lesson.Notebook.Name;
        string cover = covers.TryGetValue(name, out string? address)
            ? $"<a class=\"cover\" href=\"{Address(lesson)}\" tabindex=\"-1\" aria-hidden=\"true\"><img src=\"{address}\" alt=\"\"></a>\n"
            : "";
        string see = syllabus?.Find(name) is { } said ? HtmlText.Escape(said.See)
            : lesson.Summary is { } paragraph ? LessonMarkdown.InlineHtml(paragraph) : "";
        string title = $"<a href=\"{Address(lesson)}\">{HtmlText.Escape(lesson.Title)}</a>{(OwnNotebook.Is(name) ? " · yours" : "")}";
        return $"""
            <li class="{(lesson.FailedCell is null ? "ran" : "failed")}">
            {cover}<{heading}>{title}</{heading}>
            {(see.Length == 0 ? "" : $"<p>{see}</p>\n")}<p class="facts">{Facts(lesson)}</p>
            </li>

            """;
    }

    private static string Facts(Lesson lesson)
    {
        string time = lesson.Minutes is { } minutes ? $"<span>{Time(minutes)}</span>" : "";
        string notebook = $"<a href=\"{Uri.EscapeDataString(lesson.NotebookName)}\">Notebook</a>";
        if (lesson.FailedCell is not { } cell)
            return $"{time}{notebook}{(lesson.HasRun ? "" : "<span class=\"outcome\">Not run</span>")}";
        var error = (ErrorOutput)cell.Outputs[^1];
        string place = $"{Address(lesson)}#{Lesson.Anchor(cell)}";
        return $"{time}{notebook}<a class=\"outcome\" href=\"{place}\">Failed in cell {Lesson.Label(cell)}</a> "
            + $"<code>{HtmlText.Escape($"{error.Name}: {error.Message}")}</code>";
    }

    private static string Address(Lesson lesson) => Uri.EscapeDataString(lesson.PageName);

    private static string Time(int minutes) => minutes < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0:0.#} h");

    private Lesson? Find(string name) => lessons.FirstOrDefault(lesson => lesson.Notebook.Name == name);

    private string State()
    {
        int failed = lessons.Count(lesson => lesson.FailedCell is not null);
        string count = lessons.Count == 1 ? "1 lesson" : $"{lessons.Count} lessons";
        return failed > 0 ? $"{count}, {failed} failed." : lessons.All(lesson => lesson.HasRun) ? $"{count}; all cells ran." : $"{count}.";
    }
}
