using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The cells from one heading of a lesson to the next.</summary>
internal sealed partial record Section(string Heading, IReadOnlyList<NotebookCell> Cells)
{
    public static IReadOnlyList<Section> Of(NotebookFile lesson)
    {
        var sections = new List<Section>();
        foreach (NotebookCell piece in lesson.Cells.SelectMany(Pieces))
        {
            Match heading = HeadingLine().Match(piece.Source);
            if (piece.Kind == CellKind.Markdown && heading.Success)
                sections.Add(new(heading.Groups[1].Value, [piece]));
            else if (sections.Count > 0)
                sections[^1] = sections[^1] with { Cells = [.. sections[^1].Cells, piece] };
        }
        return sections;
    }

    // A cell may end one section and begin the next, or two.
    private static IEnumerable<NotebookCell> Pieces(NotebookCell cell) => cell.Kind == CellKind.Markdown
        ? HeadingStart().Split(cell.Source).Where(text => text.Length > 0).Select(text => cell with { Source = text })
        : [cell];

    /// <summary>The steps named in the heading: '### T16–T18 · …' gives T16, T17, T18; none for other headings.</summary>
    public IEnumerable<string> Steps()
    {
        Match match = StepRange().Match(Heading);
        if (!match.Success)
            return [];
        string letter = match.Groups[1].Value;
        int first = Number(match.Groups[2]), last = match.Groups[3].Success ? Number(match.Groups[3]) : first;
        return Enumerable.Range(first, last - first + 1).Select(n => letter + n);

        static int Number(Group group) => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\A#{1,3} (.+)")]
    private static partial Regex HeadingLine();

    [GeneratedRegex("^(?=#{1,3} )", RegexOptions.Multiline)]
    private static partial Regex HeadingStart();

    [GeneratedRegex(@"^([A-Z])(\d+)(?:[–-]\1?(\d+))? · ")]
    private static partial Regex StepRange();
}
