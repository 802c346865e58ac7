using System.Globalization;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Runs;

namespace MnistNotebooks.Runner.Progress;

/// <summary>One line per event, for files and build logs.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly Lock _lock = new();

    public void Started(NotebookFile notebook) => Line($"{notebook.Name}: started, {notebook.CodeCells} code cells");

    public void CellDone(NotebookFile notebook, int number) => Line($"{notebook.Name}: cell [{number}] of {notebook.CodeCells} done");

    public void Ended(NotebookFile notebook, NotebookRun run)
    {
        string end = run.Failure is null ? "done" : $"FAILED in cell [{run.Failure.Cell}]";
        Line($"{notebook.Name}: {end} after {run.Duration.TotalSeconds:0.0} s");
    }

    private void Line(FormattableString text)
    {
        lock (_lock)
            output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
