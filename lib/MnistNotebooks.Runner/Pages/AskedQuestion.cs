using System.Text.RegularExpressions;
using Markdig.Syntax;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>A question that a lesson asks before it shows the answer.</summary>
/// <param name="Html">The question.</param>
/// <param name="Choices">To choose from; none when a number or a thought is asked for.</param>
/// <param name="Answer">As this run found it; null when nothing decides it.</param>
internal sealed partial record AskedQuestion(string Html, IReadOnlyList<string> Choices, string? Answer)
{
    public static IEnumerable<AskedQuestion> Of(NotebookFile lesson)
    {
        for (int i = 0; i < lesson.Cells.Count; i++)
        {
            NotebookCell cell = lesson.Cells[i];
            if (cell.Kind != CellKind.Markdown || !Question().IsMatch(cell.Source))
                continue;
            ParagraphBlock[] asked =
                [.. LessonMarkdown.Parse(cell.Source).OfType<ParagraphBlock>().Where(block => IsQuestion(LessonMarkdown.PlainText(block)))];
            Prediction? prediction = RuleOf(cell);
            string printed = Printed(lesson.Cells.Skip(i + 1));
            // The last one is asked of what follows.
            foreach (ParagraphBlock block in asked)
                yield return new(LessonMarkdown.SentenceHtml(Said(cell.Source[block.Span.Start..(block.Span.End + 1)])),
                    block == asked[^1] ? prediction?.Choices ?? [] : [], block == asked[^1] ? prediction?.AnswerIn(printed) : null);
        }
    }

    /// <summary>The rule of a cell's question; null where there is none or none that can be used, which the lesson's page says.</summary>
    public static Prediction? RuleOf(NotebookCell cell)
    {
        try
        {
            return Prediction.Read(cell.Metadata);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Said(string question) => Announcement().Replace(question, "");

    private static bool IsQuestion(string paragraph) => paragraph.StartsWith("Predict", StringComparison.Ordinal);

    // What is covered: up to the next heading or question.
    private static string Printed(IEnumerable<NotebookCell> after) => string.Concat(after
        .TakeWhile(cell => cell.Kind != CellKind.Markdown || !Question().IsMatch(cell.Source) && !SectionHeading().IsMatch(cell.Source))
        .SelectMany(cell => cell.Outputs).OfType<StreamOutput>().Select(output => output.Text));

    [GeneratedRegex(@"^\*\*Predict", RegexOptions.Multiline)]
    private static partial Regex Question();

    [GeneratedRegex(@"\A\*\*Predict[^*]*\*\*\s*")]
    private static partial Regex Announcement();

    [GeneratedRegex(@"^##{1,2} ", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();
}
