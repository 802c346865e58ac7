using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>Finds numbers that a lesson states in prose and that neither its outputs nor its code contain.</summary>
internal static partial class PrintedNumbers
{
    // Not results: MNIST's year and size, the ends of the target range, the years of sources, what they report, and how long a lesson
    // takes.
    private static readonly string[] Facts =
    [
        "1998", "70,000", "10,000", "60,000", "300,000", "0.01", "0.99", "20", "25", "30", "35", "40", "45", "50", "60", "65", "70",
        "0.9352",
    ];

    /// <summary>The numbers without a source, each with its section.</summary>
    public static IReadOnlyList<string> Unsupported(NotebookFile lesson)
    {
        decimal[] everywhere = Numbers(lesson.Cells.Where(cell => cell.Kind == CellKind.Code));
        // Years and volumes are facts about the literature.
        return [.. Section.Of(lesson).Where(section => section.Heading != "Sources").SelectMany(section =>
        {
            // A result must be printed where it is talked about; a whole number (a size, a count) may come from anywhere in the lesson.
            bool summary = section.Heading.StartsWith("What you have now", StringComparison.Ordinal)
                || section.Heading.StartsWith("Your turn", StringComparison.Ordinal);
            decimal[] here = summary ? everywhere : Numbers(section.Cells.Where(cell => cell.Kind == CellKind.Code));
            return section.Cells.Where(cell => cell.Kind == CellKind.Markdown)
                .SelectMany(cell => Number().Matches(Prose(cell.Source)).Select(match => match.Value))
                .Where(text => !Facts.Contains(text) && !Supported(text, text.Contains('.', StringComparison.Ordinal) ? here : everywhere))
                .Select(text => $"{lesson.Name}, '{section.Heading}': {text}");
        })];
    }

    // 0.9973 in prose is supported by 0.99728 in an output, and 97 % by 97.28 or 0.9728.
    private static bool Supported(string text, decimal[] numbers)
    {
        decimal stated = Parse(text);
        int places = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return numbers.Any(number => Rounds(number) || Rounds(100 * number));

        bool Rounds(decimal number) => number == stated
            || (places > 0 || number >= 10) && Math.Round(number, places, MidpointRounding.AwayFromZero) == stated;
    }

    private static decimal[] Numbers(IEnumerable<NotebookCell> cells)
    {
        NotebookCell[] all = [.. cells];
        string text = all.Text() + "\n" + string.Join('\n', all.Select(cell => cell.Source));
        return [.. Number().Matches(text).Select(match => Parse(match.Value)).Distinct()];
    }

    private static decimal Parse(string text) => decimal.Parse(
        text.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    // Code, formulas, links and the numbers of steps and lessons are no statements; the answer of a solution is computed by
    // tests of the library.
    private static string Prose(string markdown) => NotProse().Replace(markdown, " ");

    [GeneratedRegex(
        @"^#[^\n]*|^(?:On MNIST t|T)he answer is [^\n]*|^```.*?^```|\$\$[^$]+\$\$|\$[^$\n]+\$|\]\([^)]*\)"
            + @"|\[\d\d · |\blessons? \d\d(?: (?:to|and) \d\d)?|\b[A-Z]\d+\b|<[^>]+>",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NotProse();

    [GeneratedRegex(@"(?<![\w.])\d[\d,_]*(?<=\d)(?:\.\d+)?(?![\w])")]
    private static partial Regex Number();
}
