using System.Diagnostics;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>Runs the code cells of one notebook from top to bottom, up to the first that fails.</summary>
internal static class NotebookRunner
{
    /// <param name="notebook">What to run.</param>
    /// <param name="folder">The notebook's folder: the working directory, and where relative <c>#r</c> start.</param>
    /// <param name="settings">Time limit and environment.</param>
    /// <param name="cellDone">Called after each code cell with its number.</param>
    /// <param name="cancellation">Ends the session at once.</param>
    public static async Task<NotebookRun> RunAsync(
        NotebookFile notebook, string folder, SessionSettings settings, Action<int>? cellDone = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        Cell[] code = [.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code)];
        var outputs = new Dictionary<int, CellOutputs>();
        CellFailed? failure = null;
        await using (var session = new Session(folder, settings.Environment, what => OutputsOf(what.Cell).Add(what)))
        {
            var compiler = new CellCompiler(folder);
            for (int number = 1; number <= code.Length && failure is null; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                OutputsOf(number);
                CompiledCell? cell = compiler.Compile(number, code[number - 1].Source, out CellError? error);
                if (error is not null)
                    failure = new(number, error);
                else if (cell is not null)
                    failure = await session.ExecuteAsync(cell, settings.TimeLimit, cancellation).ConfigureAwait(false);
                if (failure is null)
                    cellDone?.Invoke(number);
            }
            CellFailed? late = await session.CloseAsync(cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            failure ??= late;
        }
        if (failure is not null)
            OutputsOf(failure.Cell).Add(failure.Error);
        return new(WithOutputs(notebook, outputs), failure, clock.Elapsed);

        CellOutputs OutputsOf(int cell) => outputs.TryGetValue(cell, out CellOutputs? of) ? of : outputs[cell] = new();
    }

    private static NotebookFile WithOutputs(NotebookFile notebook, Dictionary<int, CellOutputs> outputs)
    {
        int number = 0;
        return notebook with
        {
            Cells = [.. notebook.Cells.Select(cell => cell.Kind != CellKind.Code ? cell
                : outputs.TryGetValue(++number, out CellOutputs? of) ? cell with { ExecutionCount = number, Outputs = of.ToList() }
                : cell with { ExecutionCount = null, Outputs = [] })],
        };
    }
}
