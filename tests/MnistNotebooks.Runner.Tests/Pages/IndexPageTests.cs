using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class IndexPageTests
{
    private static readonly DataNote Drawn = new("Digits drawn by the library.", IsMnist: false);

    private static readonly NotebookFile First = SampleLesson.Other("02-one-record", "02 · One record & more");

    [Fact]
    public void Without_a_syllabus_it_lists_the_lessons_and_says_how_their_run_went()
    {
        NotebookFile stored = First with { Name = "05-stored", Cells = [new("a", CellKind.Code, "1")] };
        string html = Page(null, First, SampleLesson.Notebook, stored);
        Assert.Contains("<h2><a href=\"02-one-record.html\">02 · One record &amp; more</a></h2>", html, StringComparison.Ordinal);
        Assert.Contains("<p>What 02-one-record teaches, in one sentence.</p>", html, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"03-forward.html#cell-code-7\">Failed in cell [7]</a> "
                + "<code>ArgumentOutOfRangeException: Index 200 is outside 0 … 199.</code>",
            html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"outcome\">Not run</span>", html, StringComparison.Ordinal);
        Assert.Contains("3 lessons, 1 failed.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("teacher.html", html, StringComparison.Ordinal);
        // What was run on which data is a footnote.
        int footer = html.IndexOf("<footer>", StringComparison.Ordinal);
        Assert.InRange(html.IndexOf("Drawn digits, not MNIST", StringComparison.Ordinal), footer, html.Length);
    }

    [Fact]
    public void A_route_of_an_hour_takes_an_hour() => Assert.All(
        Syllabus.Read(StoredLessons.Folder)!.Routes.Where(route => route.Title.Contains("hour", StringComparison.Ordinal)),
        route => Assert.InRange(route.Lessons.Sum(name => new Lesson(StoredLessons.Read(name)).Minutes ?? 0), 45, 75));

    [Fact]
    public void A_syllabus_makes_parts_routes_and_covers()
    {
        var syllabus = new Syllabus(
            [
                new("The <first> part", "About it.",
                    [new("02-one-record", "code-1", "Digits & numbers."), new("99-elsewhere", "x", "Not here.")]),
            ],
            [new("An hour", "In short.", ["02-one-record"]), new("A course", "In long.", ["02-one-record", "99-elsewhere"])]);
        string html = new IndexPage(
            [new(First), new(SampleLesson.Notebook)], Drawn, syllabus,
            new Dictionary<string, string> { ["02-one-record"] = "data:image/png;base64,AA==" }).ToHtml();
        Assert.Contains("<h2>The &lt;first&gt; part</h2>\n<p>About it.</p>", html, StringComparison.Ordinal);
        Assert.Contains("<h3><a href=\"02-one-record.html\">", html, StringComparison.Ordinal);
        Assert.Contains("<p>Digits &amp; numbers.</p>", html, StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/png;base64,AA==\" alt=\"\">", html, StringComparison.Ordinal);
        // A route with a lesson that isn't there leads nowhere, and a lesson that the syllabus does not know is not lost.
        Assert.Contains("<h2>An hour</h2>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("A course", html, StringComparison.Ordinal);
        Assert.DoesNotContain("99-elsewhere", html, StringComparison.Ordinal);
        Assert.Contains("<h2><a href=\"03-forward.html\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"teacher.html\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "syllabus.json: ")]
    [InlineData("null", "syllabus.json: null is no syllabus.")]
    [InlineData("""{ "parts": [] }""", "syllabus.json: ")]
    [InlineData("""{ "parts": [], "routes": [], "extra": 1 }""", "extra")]
    [InlineData("""{ "parts": [{ "title": "a", "about": "b" }], "routes": [] }""", "lessons")]
    public void A_syllabus_that_can_not_be_used_is_named(string json, string said)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(Syllabus.Read(folder.Root));
        folder.Write(Syllabus.FileName, json);
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Syllabus.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_series_has_every_lesson_once_with_a_stored_picture_and_a_time()
    {
        Syllabus syllabus = Syllabus.Read(StoredLessons.Folder)!;
        SyllabusLesson[] lessons = [.. syllabus.Parts.SelectMany(part => part.Lessons)];
        Assert.Equal(StoredLessons.All.Select(lesson => lesson.Name), lessons.Select(lesson => lesson.Name));
        Assert.All(lessons, lesson => Assert.NotNull(lesson.Picture(StoredLessons.Read(lesson.Name))));
        Assert.All(StoredLessons.All, lesson => Assert.NotNull(new Lesson(lesson).Minutes));
        string html = Page(syllabus, [.. StoredLessons.All]);
        Assert.Equal(syllabus.Routes.Count, Regex.Count(html, "class=\"route\""));
    }

    private static string Page(Syllabus? syllabus, params NotebookFile[] notebooks) => new IndexPage(
        [.. notebooks.Select(notebook => new Lesson(notebook))], Drawn, syllabus, new Dictionary<string, string>()).ToHtml();
}
