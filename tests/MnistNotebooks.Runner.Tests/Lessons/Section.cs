using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The cells from one heading of a lesson to the next.</summary>
internal sealed partial record Section(string Heading, IReadOnlyList<NotebookCell> Cells)
{
    public static IReadOnlyList<Section> Of(NotebookFile lesson)
    {
        var sections = new List<Section>();
        foreach (NotebookCell cell in lesson.Cells)
        {
            // A cell may begin with the heading of a part and go on with that of its first step.
            if (cell.Kind == CellKind.Markdown)
                sections.AddRange(HeadingLine().Matches(cell.Source).Select(heading => new Section(heading.Groups[1].Value, [])));
            if (sections.Count > 0)
                sections[^1] = sections[^1] with { Cells = [.. sections[^1].Cells, cell] };
        }
        return sections;
    }

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

    [GeneratedRegex("^#{1,3} (.+)", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^([A-Z])(\d+)(?:[–-]\1?(\d+))? · ")]
    private static partial Regex StepRange();
}
