using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What must hold for an executed lesson, whichever digits it was run on.</summary>
internal static class LessonChecks
{
    /// <summary>Steps that lack their heading, stand out of order, or lack the kind of output that they ask for.</summary>
    public static IReadOnlyList<string> WrongSteps(IEnumerable<NotebookFile> lessons)
    {
        var problems = new List<string>();
        var found = new List<string>();
        foreach (Section section in lessons.SelectMany(Section.Of))
        {
            string[] steps = [.. section.Steps()];
            found.AddRange(steps);
            Shows[] shown = [.. section.Cells.Kinds()];
            var asked = LessonSteps.All.Where(step => steps.Contains(step.Step)).ToList();
            foreach (Shows kind in Enum.GetValues<Shows>())
            {
                // Steps that share a heading need a chart each; one printed text may serve several.
                int needed = asked.Count(step => step.Shows.HasFlag(kind));
                int there = shown.Count(s => s == kind);
                if (there < (kind == Shows.Text ? Math.Min(needed, 1) : needed))
                    problems.Add($"'{section.Heading}' asks for {needed} × {kind} and shows {there}");
            }
        }
        if (!found.SequenceEqual(LessonSteps.All.Select(step => step.Step)))
            problems.Add($"the headings' steps are {string.Join(' ', found)}");
        return problems;
    }

    /// <summary>Cells that failed or did not run.</summary>
    public static IReadOnlyList<string> FailedCells(NotebookFile lesson) =>
    [
        .. lesson.Cells
            .Where(cell => cell.Kind == CellKind.Code
                && (cell.ExecutionCount is null || cell.Outputs.Any(output => output is ErrorOutput)))
            .Select(cell => $"{lesson.Name}, {cell.Id}: "
                + string.Join(' ', cell.Outputs.OfType<ErrorOutput>()
                    .SelectMany(error => error.Traceback).DefaultIfEmpty("did not run"))),
    ];
}
