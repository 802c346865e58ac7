using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>What the series says about one notebook: its title, what it teaches, and how its run went.</summary>
internal sealed partial class Lesson
{
    public Lesson(NotebookFile notebook)
    {
        Notebook = notebook;
        MarkdownDocument? opening = notebook.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Markdown) is { } cell
            ? Parse(cell.Source)
            : null;
        Title = opening?.OfType<HeadingBlock>().FirstOrDefault() is { } heading ? LessonMarkdown.PlainText(heading) : notebook.Name;
        Summary = opening?.OfType<ParagraphBlock>().FirstOrDefault();
        Match minutes = Promise().Match(notebook.Cells is [{ Source: var first }, ..] ? first : "");
        Minutes = minutes.Success ? int.Parse(minutes.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        FailedCell = notebook.Cells.FirstOrDefault(cell => cell.Outputs is [.., ErrorOutput]);
    }

    public NotebookFile Notebook { get; }

    /// <summary>The first heading, without markup.</summary>
    public string Title { get; }

    /// <summary>The first paragraph; null when the notebook begins with code.</summary>
    public ParagraphBlock? Summary { get; }

    /// <summary>Its place in the series, as the title gives it: 05 of '05 · Training'; null when it gives none.</summary>
    public string? Number => Place().Match(Title) is { Success: true } place ? place.Value : null;

    /// <summary>How long its opening says that it takes; null when it doesn't say.</summary>
    public int? Minutes { get; }

    public string PageName => Notebook.Name + ".html";

    public string NotebookName => Notebook.Name + ".ipynb";

    /// <summary>The cell that ended the run; null when none did.</summary>
    public NotebookCell? FailedCell { get; }

    /// <summary>True when what the lesson shows depends on the digits of the run.</summary>
    public bool UsesDigits => Notebook.Cells.Any(
        cell => cell.Kind == CellKind.Code && cell.Source.Contains("Mnist.Load", StringComparison.Ordinal));

    public bool HasRun => Notebook.Cells.Any(cell => cell.ExecutionCount is not null);

    /// <summary>The id of a code cell's element on the lesson's page.</summary>
    public static string Anchor(NotebookCell cell) => "cell-" + cell.Id;

    /// <summary>What a code cell is called: the number that every notebook program shows beside it.</summary>
    public static string Label(NotebookCell cell) =>
        cell.ExecutionCount is { } count ? string.Create(CultureInfo.InvariantCulture, $"[{count}]") : "[ ]";

    // An opening that can't be read has neither title nor summary; its own page says why.
    private static MarkdownDocument? Parse(string markdown)
    {
        try
        {
            return LessonMarkdown.Parse(markdown);
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>One sentence for each formula of the notebook that a page could only show as its TeX source.</summary>
    public static IReadOnlyList<string> FormulaProblems(NotebookFile notebook)
    {
        var markdown = new LessonMarkdown(new PageLinks(".", "."));
        foreach (NotebookCell cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
            markdown.ToHtml(cell.Source);
        return markdown.Problems;
    }

    [GeneratedRegex(@"about (\d{1,3}) minutes")]
    private static partial Regex Promise();

    [GeneratedRegex(@"^\d+(?= ·)")]
    private static partial Regex Place();
}
