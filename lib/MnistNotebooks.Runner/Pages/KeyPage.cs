using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The answers of all lessons, for teachers: predictions as this run decided them, and a solution of each exercise.</summary>
/// <param name="links">Where the notebooks' links lead.</param>
internal sealed partial class KeyPage(PageLinks links)
{
    public const string FileName = "key.html";

    private readonly LessonMarkdown _markdown = new(links);

    /// <param name="lessons">In reading order, executed.</param>
    /// <param name="data">The data of the run, on which answers depend.</param>
    /// <exception cref="InvalidDataException">A prediction's rule can't be used.</exception>
    public string ToHtml(IReadOnlyList<Lesson> lessons, DataNote data) => PageShell.Wrap($"Key · {PageShell.Series}", $"""
        <header class="top"><a class="series" href="index.html">{PageShell.Series}</a>
        <nav><a href="{TeacherPage.FileName}">For teachers</a></nav></header>
        <div class="page teacher">
        <main>
        <h1>Key</h1>
        {data.Html}
        {string.Concat(lessons.Select(Section))}</main>
        </div>
        """);

    private string Section(Lesson lesson)
    {
        string answers = string.Concat(AskedQuestion.Of(lesson.Notebook).Select(question =>
            $"<li>{question.Html} <strong class=\"answer-key\">{LessonMarkdown.SentenceHtml(question.Answer ?? "see the page")}"
                + "</strong></li>\n"));
        return $"""
            <section id="{TeacherPage.Anchor(lesson)}">
            <h2>{HtmlText.Escape(lesson.Title)}</h2>
            {(answers.Length == 0 ? "" : $"<h3>Predictions</h3>\n<ol>\n{answers}</ol>\n")}{Solutions(lesson.Notebook)}</section>

            """;
    }

    // A solution is folded on the lesson's page; here it is open, below what was asked.
    private string Solutions(NotebookFile lesson)
    {
        string prose = string.Join("\n\n", lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source));
        string items = string.Concat(Task().Matches(prose).Select(task => Solution(lesson.Name.Split('-')[0], task)));
        return items.Length == 0 ? "" : $"<h3>Exercises</h3>\n<ul class=\"solutions\">\n{items}</ul>\n";
    }

    private string Solution(string lesson, Match task)
    {
        string name = task.Groups["number"] is { Success: true, Value: var number } ? $"{lesson}-{number}" : "Open question";
        string question = _markdown.ToHtml($"**{name}.** {task.Groups["question"].Value}");
        return $"<li>{question}{_markdown.ToHtml(task.Groups["inside"].Value)}</li>\n";
    }

    // From a question to the next one or the next heading, with what is folded between.
    [GeneratedRegex("""
        \*\*(Exercise\ (?<number>\d)|Open\ question)\.\*\*\ (?<question>[^\n]+)
        ( (?:(?!\*\*Exercise\ \d|\*\*Open\ question|^\#\#).)*?
          <details>\n<summary>[^<]*</summary>\n(?<inside>.*?)\n</details> )?
        """, RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Task();
}
