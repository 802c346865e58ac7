using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>Whether the predictions of a lesson can be judged by what the lesson prints.</summary>
internal static partial class PredictionChecks
{
    /// <summary>A sentence for each prediction that can't be used, or whose number is not printed where it is covered.</summary>
    public static IEnumerable<string> Wrong(NotebookFile lesson) => lesson.Cells.Index()
        .Where(cell => cell.Item.Kind == CellKind.Markdown)
        .Select(cell => Wrong(lesson, cell.Index) is { } why ? $"{lesson.Name}, {cell.Item.Id}: the prediction {why}." : null)
        .OfType<string>();

    private static string? Wrong(NotebookFile lesson, int at)
    {
        try
        {
            if (Prediction.Read(lesson.Cells[at].Metadata) is not { } prediction)
                return null;
            if (!lesson.Cells[at].Source.Contains("**Predict", StringComparison.Ordinal))
                return "has no question";
            // As predict.js looks for it: up to the next heading or question.
            string printed = lesson.Cells.Skip(at + 1).TakeWhile(cell => cell.Kind != CellKind.Markdown || !Ends().IsMatch(cell.Source))
                .Text();
            return prediction.Find?.Match(printed) is not { } found ? null
                : !found.Success ? $"finds no '{prediction.Find}' in what the covered cells print"
                : !Number().IsMatch(found.Groups[1].Value) ? $"finds '{found.Groups[1].Value}', which is no number"
                : null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    [GeneratedRegex(@"^#{2,3} |^(> )?\*\*Predict", RegexOptions.Multiline)]
    private static partial Regex Ends();

    [GeneratedRegex(@"^[-−–]?\s*\d[\d,]*\.?\d*(e[-+]?\d+)?$")]
    private static partial Regex Number();
}
