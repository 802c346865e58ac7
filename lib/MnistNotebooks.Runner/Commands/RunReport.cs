using System.Globalization;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Commands;

/// <summary>What a run says at its end.</summary>
internal static class RunReport
{
    /// <returns>The exit code.</returns>
    public static int Write(IReadOnlyList<NotebookRun> runs, string indexPage, TimeSpan duration, TextWriter output, TextWriter error)
    {
        foreach (NotebookRun run in runs.Where(run => run.Failure is not null))
            error.WriteLine(Failure(run));
        int failed = runs.Count(run => run.Failure is not null);
        int cells = runs.Sum(run => run.Notebook.Cells.Count(cell => cell.ExecutionCount is not null));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(runs.Count, "notebook")}, {Count(cells, "cell")} in {duration.TotalSeconds:0.0} s; "
                + $"{(failed == 0 ? "all done" : $"{failed} failed")}."));
        output.WriteLine($"Pages: {SolutionFolder.Shown(indexPage)}");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Failure(NotebookRun run)
    {
        (int cell, CellError error) = run.Failure!;
        string line = error.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $", line {number}") : "";
        return string.Join(
            Environment.NewLine, [$"{run.Notebook.Name}, cell [{cell}]{line}: {error.Name}: {error.Message}", .. error.Places]);
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
