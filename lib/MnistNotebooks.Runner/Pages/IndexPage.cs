using System.Text;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The page that leads to all lessons and says how their run went.</summary>
internal static class IndexPage
{
    private const string Lead = "A C# notebook series in which every array of the forward and the backward pass is printed and drawn, "
        + "and every weight is a picture.";

    /// <param name="lessons">In reading order.</param>
    /// <param name="data">The data of the run.</param>
    /// <param name="problems">A sentence for each notebook that can't be shown.</param>
    public static string ToHtml(IReadOnlyList<Lesson> lessons, DataNote data, IReadOnlyList<string>? problems = null)
    {
        string notes = string.Concat((problems ?? []).Select(problem => $"\n<p class=\"note\">{HtmlText.Escape(problem)}</p>"));
        var items = new StringBuilder();
        foreach (Lesson lesson in lessons)
            items.Append(Item(lesson));
        return PageShell.Wrap(PageShell.Series, $"""
            <div class="page index">
            <main>
            <header>
            <h1>{PageShell.Series}</h1>
            <p class="lead">{Lead}</p>
            {data.Html}
            <p class="state">{State(lessons)}</p>
            </header>
            <ol class="lessons">
            {items}</ol>{notes}
            </main>
            </div>
            """);
    }

    private static string Item(Lesson lesson)
    {
        string page = Uri.EscapeDataString(lesson.PageName);
        string summary = lesson.Summary is { } paragraph ? $"<p>{LessonMarkdown.InlineHtml(paragraph)}</p>\n" : "";
        return $"""
            <li class="{(lesson.FailedCell is null ? "ran" : "failed")}">
            <h2><a href="{page}">{HtmlText.Escape(lesson.Title)}</a>{(OwnNotebook.Is(lesson.Notebook.Name) ? " · yours" : "")}</h2>
            {summary}<p class="facts">{Outcome(lesson, page)}<a href="{Uri.EscapeDataString(lesson.NotebookName)}">Notebook</a></p>
            </li>

            """;
    }

    private static string Outcome(Lesson lesson, string page)
    {
        if (lesson.FailedCell is not { } cell)
            return $"<span class=\"outcome\">{(lesson.HasRun ? "All cells ran" : "Not run")}</span>";
        var error = (ErrorOutput)cell.Outputs[^1];
        return $"<a class=\"outcome\" href=\"{page}#{Lesson.Anchor(cell)}\">Failed in cell {Lesson.Label(cell)}</a> "
            + $"<code>{HtmlText.Escape($"{error.Name}: {error.Message}")}</code> ";
    }

    private static string State(IReadOnlyList<Lesson> lessons)
    {
        int failed = lessons.Count(lesson => lesson.FailedCell is not null);
        string count = lessons.Count == 1 ? "1 lesson" : $"{lessons.Count} lessons";
        return failed == 0 ? $"{count}." : $"{count}, {failed} failed.";
    }
}
