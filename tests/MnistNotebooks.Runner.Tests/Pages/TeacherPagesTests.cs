using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

public sealed class TeacherPagesTests
{
    private static readonly DataNote Drawn = new("Digits drawn by the library.", IsMnist: false);

    private static readonly NotebookFile Taught = SampleNotebook.Of() with
    {
        Name = "05-training",
        Metadata = JsonElement.Parse(
            """
            { "teaching": { "sections": [{ "heading": "First & last", "minutes": 7 }], "mistakes": ["They take `who` for `wih`."] } }
            """),
        Cells =
        [
            new("a", CellKind.Markdown, "# 05 · Training\n\n**Time** about 30 minutes."),
            new("b", CellKind.Markdown, "## First & last\n\n**Predict.** How large is `w`?")
            {
                Metadata = JsonElement.Parse(
                    """{ "prediction": { "choices": ["small", "*large*"], "find": "w = (\\d+)", "upTo": [9] } }"""),
            },
            new("c", CellKind.Code, "Console.WriteLine($\"w = {w}\");")
            {
                ExecutionCount = 1,
                Outputs = [new StreamOutput(StreamName.Stdout, "w = 12\n")],
            },
            new("d", CellKind.Markdown, "It is twelve."),
            new("e", CellKind.Markdown, "## Your turn\n\n**Exercise 1.** What is twice `w`?"),
            new("exercise-1", CellKind.Code, "double answer = double.NaN;  // ←"),
            new("f", CellKind.Markdown, "<details>\n<summary>Solution</summary>\n\nDouble it: 24.\n\n</details>\n\nAnd on."),
            new("g", CellKind.Markdown, "## What you have now\n\n- Twelve."),
        ],
    };

    private static Lesson[] Lessons => [new(Taught)];

    [Fact]
    public void The_teachers_page_has_minutes_questions_and_mistakes()
    {
        string html = TeacherPage.ToHtml(Lessons);
        Assert.Contains("<tr><td>First &amp; last</td><td>7</td></tr>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<li>How large is <code>w</code>? <span class=\"choices\">(small / <em>large</em>)</span></li>",
            html, StringComparison.Ordinal);
        Assert.Contains("<li>They take <code>who</code> for <code>wih</code>.</li>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"05-training.sheet.html\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"key.html#05-training\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_has_what_the_run_decided_and_the_solutions()
    {
        string html = new KeyPage(new(".", ".")).ToHtml(Lessons, Drawn);
        Assert.Contains(
            "How large is <code>w</code>? <strong class=\"answer-key\"><em>large</em></strong>", html, StringComparison.Ordinal);
        Assert.Matches(@"<strong>05-1\.</strong> What is twice <code>w</code>\?</p>\s*<p>Double it: 24\.</p>", html);
        Assert.Contains("Drawn digits, not MNIST", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "x-1")]
    [InlineData("05-training", "05-1")]
    public void An_exercise_is_named_after_its_notebook_whatever_that_is_called(string name, string exercise) =>
        Assert.Contains($"<strong>{exercise}.</strong>",
            new KeyPage(new(".", ".")).ToHtml([new(Taught with { Name = name })], Drawn), StringComparison.Ordinal);

    [Fact]
    public void A_sheet_has_questions_and_code_but_no_answers()
    {
        string html = new SheetPage(new(".", ".")).ToHtml(Lessons[0]);
        Assert.Contains("How large is <code>w</code>?", html, StringComparison.Ordinal);
        Assert.Contains("☐ small", html, StringComparison.Ordinal);
        Assert.Contains("Console", html, StringComparison.Ordinal);
        Assert.Contains("And on.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("w = 12", html, StringComparison.Ordinal);
        Assert.DoesNotContain("It is twelve.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Double it", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Twelve", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_used_is_named()
    {
        NotebookFile wrong = Taught with { Metadata = JsonElement.Parse("""{ "teaching": { "minutes": 7 } }""") };
        Assert.StartsWith("05-training: its 'teaching' can't be used: ",
            Assert.Throws<InvalidDataException>(() => Teaching.Of(wrong)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => StoredLessons.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_sections_of_a_lesson_take_the_time_that_it_promises(string name)
    {
        NotebookFile lesson = StoredLessons.Read(name);
        Teaching teaching = Teaching.Of(lesson)!;
        string[] headings = [.. lesson.Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => cell.Source.Split('\n'))
            .Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];
        Assert.Equal(headings, teaching.Sections.Select(section => section.Heading));
        Assert.Equal(new Lesson(lesson).Minutes, teaching.Sections.Sum(section => section.Minutes));
        Assert.InRange(teaching.Mistakes.Count, 3, 6);
    }
}
