using System.Globalization;
using System.Text;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The page for whoever teaches the lessons: minutes, questions to ask aloud, usual mistakes, and sheets to print.</summary>
internal static class TeacherPage
{
    public const string FileName = "teacher.html";

    /// <param name="lessons">In reading order.</param>
    /// <exception cref="InvalidDataException">What a notebook says to teachers can't be used.</exception>
    public static string ToHtml(IReadOnlyList<Lesson> lessons) => PageShell.Wrap($"For teachers · {PageShell.Series}", $"""
        <header class="top"><a class="series" href="index.html">{PageShell.Series}</a></header>
        <div class="page teacher">
        <main>
        <h1>For teachers</h1>
        <p>A lesson on a projector: open its page and press <kbd>p</kbd>. One step fills the screen, the arrow keys go on, and the answer
        to a prediction is covered until you press Enter; take a vote by hands first. The sheet of a lesson has its text and code without
        what comes out, with lines for predictions and exercises; <a href="{KeyPage.FileName}">the key</a> has the answers of this run and a
        solution of every exercise. The minutes of 'Your turn' are for reading the exercises and doing one together; who solves them all
        needs twenty to forty minutes more.</p>
        {Table(lessons)}
        {string.Concat(lessons.Select(Section))}</main>
        </div>
        """);

    private static string Table(IReadOnlyList<Lesson> lessons)
    {
        var rows = new StringBuilder();
        foreach (Lesson lesson in lessons)
            rows.Append(CultureInfo.InvariantCulture,
                $"<tr><td><a href=\"#{Anchor(lesson)}\">{HtmlText.Escape(lesson.Title)}</a></td><td>{lesson.Minutes}</td>"
                    + $"<td>{AskedQuestion.Of(lesson.Notebook).Count()}</td>"
                    + $"<td><a href=\"{Address(lesson.PageName)}\">page</a></td>"
                    + $"<td><a href=\"{Address(SheetPage.FileName(lesson))}\">sheet</a></td>"
                    + $"<td><a href=\"{KeyPage.FileName}#{Anchor(lesson)}\">key</a></td></tr>\n");
        return $"""
            <div class="table"><table>
            <thead><tr><th>Lesson</th><th>Minutes</th><th>Predictions</th><th colspan="3">Open</th></tr></thead>
            <tbody>
            {rows}</tbody>
            </table></div>
            """;
    }

    /// <summary>The id of a lesson's part of the pages for teachers.</summary>
    public static string Anchor(Lesson lesson) => HtmlText.Escape(lesson.Notebook.Name);

    private static string Address(string page) => Uri.EscapeDataString(page);

    private static string Section(Lesson lesson)
    {
        Teaching? teaching = Teaching.Of(lesson.Notebook);
        string minutes = string.Concat((teaching?.Sections ?? []).Select(section => string.Create(CultureInfo.InvariantCulture,
            $"<tr><td>{HtmlText.Escape(section.Heading)}</td><td>{section.Minutes}</td></tr>\n")));
        return $"""
            <section id="{Anchor(lesson)}">
            <h2>{HtmlText.Escape(lesson.Title)}</h2>
            {(minutes.Length == 0 ? "" : $"<div class=\"table\"><table>\n<thead><tr><th>Section</th><th>Minutes</th></tr></thead>\n"
                + $"<tbody>\n{minutes}</tbody>\n</table></div>\n")}{List("Ask aloud", AskedQuestion.Of(lesson.Notebook).Select(Asked))}
            {List("What goes wrong", (teaching?.Mistakes ?? []).Select(mistake => LessonMarkdown.SentenceHtml(mistake)))}
            </section>

            """;
    }

    private static string Asked(AskedQuestion question)
    {
        string choices = string.Join(" / ", question.Choices.Select(LessonMarkdown.SentenceHtml));
        return question.Html + (choices.Length == 0 ? "" : $" <span class=\"choices\">({choices})</span>");
    }

    private static string List(string title, IEnumerable<string> items)
    {
        string all = string.Concat(items.Select(item => $"<li>{item}</li>\n"));
        return all.Length == 0 ? "" : $"<h3>{title}</h3>\n<ul>\n{all}</ul>";
    }
}
