using System.Text;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>A lesson to print: its text and code without what comes out, with lines to write predictions and answers on.</summary>
/// <param name="links">Where the notebook's links lead.</param>
internal sealed partial class SheetPage(PageLinks links)
{
    /// <summary>Of the names of sheets.</summary>
    public const string Ending = ".sheet.html";

    private const string Lines = "<div class=\"ruled\" aria-hidden=\"true\"><i></i><i></i></div>\n";

    private readonly LessonMarkdown _markdown = new(links);

    public static string FileName(Lesson lesson) => lesson.Notebook.Name + Ending;

    public string ToHtml(Lesson lesson)
    {
        var cells = new StringBuilder();
        // What stands under a question gives its answer away.
        bool isCovered = false;
        foreach (NotebookCell cell in lesson.Notebook.Cells)
        {
            // A summary holds the answers to predictions.
            if (cell.Kind == CellKind.Markdown && cell.Source.StartsWith("## What you have now", StringComparison.Ordinal))
                continue;
            if (cell.Kind == CellKind.Code)
                cells.Append($"<pre class=\"code\"><code>{CSharpHighlighter.ToHtml(cell.Source.TrimEnd())}</code></pre>\n");
            else if (cell.Kind == CellKind.Markdown)
                cells.Append(Prose(cell, ref isCovered));
        }
        return PageShell.Wrap($"Sheet: {lesson.Title} · {PageShell.Series}", $"""
            <div class="page sheet">
            <main>
            {cells}</main>
            </div>
            """);
    }

    private string Prose(NotebookCell cell, ref bool isCovered)
    {
        isCovered = isCovered && !SectionHeading().IsMatch(cell.Source) && !cell.Source.Contains("**Predict", StringComparison.Ordinal);
        if (isCovered)
            return "";
        string source = Folded().Replace(cell.Source, "\n" + Lines);
        string html = Question().Replace(_markdown.ToHtml(source, cell.Attachments), question => question.Value + Choices(cell) + Lines);
        isCovered = cell.Source.Contains("**Predict", StringComparison.Ordinal);
        return html;
    }

    private static string Choices(NotebookCell cell)
    {
        IEnumerable<string> choices = AskedQuestion.RuleOf(cell)?.Choices ?? [];
        string boxes = string.Join(" ", choices.Select(choice => $"<span>☐ {LessonMarkdown.SentenceHtml(choice)}</span>"));
        return boxes.Length == 0 ? "" : $"<p class=\"boxes\">{boxes}</p>\n";
    }

    [GeneratedRegex(@"<details>.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Folded();

    [GeneratedRegex(@"<p><strong>Predict\b.*?</p>", RegexOptions.Singleline)]
    private static partial Regex Question();

    [GeneratedRegex(@"^##{1,2} ", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();
}
