using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The exercises of a lesson: a cell with a placeholder, and below it a folded solution that replaces the placeholder.</summary>
internal static partial class Exercises
{
    private const string Prefix = "exercise-";

    public static IEnumerable<NotebookCell> Of(NotebookFile lesson) =>
        lesson.Cells.Where(cell => cell.Id.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>The lesson as a reader leaves it who has solved every exercise as the folded solutions do.</summary>
    public static NotebookFile Solved(NotebookFile lesson)
    {
        var cells = lesson.Cells.ToList();
        for (int i = 0; i < cells.Count; i++)
        {
            if (!cells[i].Id.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            string solution = Solution().Match(cells[i + 1].Source).Groups["code"].Value;
            Assert.False(solution.Length == 0, $"{lesson.Name}, {cells[i].Id}: no solution follows.");
            Assert.Matches(Placeholder(), cells[i].Source);
            string source = Placeholder().Replace(cells[i].Source, solution.Replace("$", "$$", StringComparison.Ordinal), 1);
            cells[i] = cells[i] with { Source = source };
        }
        return lesson with { Cells = cells };
    }

    [GeneratedRegex(
        @"<details>\n<summary>Solution</summary>\n((?!</details>).)*?^```csharp\n(?<code>((?!</details>).)*?)^```\n",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Solution();

    [GeneratedRegex(@"^.*// ←.*\n", RegexOptions.Multiline)]
    private static partial Regex Placeholder();
}
