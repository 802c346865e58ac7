using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Pages;

/// <summary>The numbers of steps in a lesson's headings ('T16–T18 · …'), explained in one line.</summary>
internal static partial class LessonSteps
{
    /// <summary>The line below the title; null for a lesson without steps.</summary>
    public static string? Line(IEnumerable<Heading> headings)
    {
        IEnumerable<string> ranges = headings.Select(heading => Step().Match(heading.Html)).Where(step => step.Success)
            .GroupBy(step => step.Groups[1].Value, Range);
        string all = string.Join(", ", ranges);
        return all.Length == 0 ? null
            : $"{all}: steps of {(all[0] == 'T' ? "the tutorial that this series follows" : "the text that this lesson follows")}.";
    }

    private static string Range(string letter, IEnumerable<Match> steps)
    {
        int[] numbers = [.. steps.SelectMany(step => new[] { step.Groups[2], step.Groups[3] }).Where(number => number.Success)
            .Select(number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))];
        (int first, int last) = (numbers.Min(), numbers.Max());
        return string.Create(CultureInfo.InvariantCulture, $"{letter}{first}{(first == last ? "" : $"–{letter}{last}")}");
    }

    [GeneratedRegex(@"^([TNDPC])(\d{1,3})(?:[–-][TNDPC]?(\d{1,3}))? · ")]
    private static partial Regex Step();
}
