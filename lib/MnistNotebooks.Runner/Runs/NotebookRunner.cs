using System.Diagnostics;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Runs;

/// <summary>
/// Runs notebooks one after the other, the code cells of each from top to bottom up to the first that fails.
/// Each gets a new kernel, but the process, warm by then, is the same until a notebook fails in it.
/// </summary>
internal sealed class NotebookRunner(RunSettings settings) : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment = new(settings.Environment) { [ValueForms.StoredVariable] = "1" };
    private KernelClient? _kernel;
    private string? _folder;
    private bool _isUsed;

    /// <param name="notebook">What to run.</param>
    /// <param name="folder">The notebook's folder: the working directory, and where relative <c>#r</c> start.</param>
    /// <param name="cellDone">Called after each code cell with its number.</param>
    /// <param name="cancellation">Ends the kernel's process at once.</param>
    public async Task<NotebookRun> RunAsync(
        NotebookFile notebook, string folder, Action<int>? cellDone = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        if (_folder != folder)
            await DisposeAsync().ConfigureAwait(false);
        Start(folder);
        bool wasUsed = _isUsed;
        NotebookRun run = await RunCellsAsync(notebook, clock, cellDone, cancellation).ConfigureAwait(false);
        // What ended the process may have been a thread that an earlier notebook left behind.
        if (wasUsed && run.Failure is { Error.EndedProcess: true })
        {
            await DisposeAsync().ConfigureAwait(false);
            Start(folder);
            run = await RunCellsAsync(notebook, clock, cellDone, cancellation).ConfigureAwait(false);
        }
        if (run.Failure is not null)
            await DisposeAsync().ConfigureAwait(false);
        return run;
    }

    /// <summary>Starts the kernel's process ahead of the first notebook, if there is none yet.</summary>
    /// <param name="folder">The folder of that notebook.</param>
    public void Start(string folder)
    {
        if (_kernel is not null)
            return;
        (_kernel, _folder, _isUsed) = (new KernelClient(folder, _environment), folder, false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_kernel is not null)
            await _kernel.DisposeAsync().ConfigureAwait(false);
        _kernel = null;
    }

    private async Task<NotebookRun> RunCellsAsync(
        NotebookFile notebook, Stopwatch clock, Action<int>? cellDone, CancellationToken cancellation)
    {
        KernelClient kernel = _kernel!;
        _isUsed = true;
        using CancellationTokenRegistration onCancel = cancellation.Register(kernel.Kill);
        await kernel.WaitUntilReadyAsync().ConfigureAwait(false);
        NotebookCell[] code = [.. notebook.Cells.Where(cell => cell.Kind == CellKind.Code)];
        var outputs = new List<CellOutputs>();
        CellFailed? failure = null;
        for (int number = 1; number <= code.Length && failure is null; number++)
        {
            outputs.Add(new CellOutputs());
            if (await ExecuteAsync(kernel, number, code[number - 1].Source, outputs[^1]).ConfigureAwait(false) is { } error)
                failure = new(number, error);
            else
                cellDone?.Invoke(number);
        }
        if (failure is null && await kernel.ResetAsync().ConfigureAwait(false) is { } late)
            failure = new(code.Length, late);
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
            outputs[failure.Cell - 1].Add(failure.Error);
        return new(WithOutputs(notebook, outputs), failure, clock.Elapsed);
    }

    private async Task<CellError?> ExecuteAsync(KernelClient kernel, int number, string code, CellOutputs outputs)
    {
        using var timer = new CancellationTokenSource(settings.TimeLimit);
        using CancellationTokenRegistration onTimer = timer.Token.Register(kernel.Kill);
        CellError? error = await kernel.ExecuteAsync(number, code, what => outputs.Add(what)).ConfigureAwait(false);
        return error is { EndedProcess: true } && timer.IsCancellationRequested
            ? new("TimeLimit", $"the cell ran longer than {settings.TimeLimit.TotalSeconds:0.###} s and was stopped", [])
            : error;
    }

    private static NotebookFile WithOutputs(NotebookFile notebook, List<CellOutputs> outputs)
    {
        int number = 0;
        return notebook with
        {
            Cells = [.. notebook.Cells.Select(cell => cell.Kind != CellKind.Code ? cell
                : ++number <= outputs.Count ? cell with { ExecutionCount = number, Outputs = outputs[number - 1].ToList() }
                : cell with { ExecutionCount = null, Outputs = [] })],
        };
    }
}

/// <summary>A cell that did not come to its end.</summary>
/// <param name="Cell">Its number among the code cells, from 1.</param>
/// <param name="Error">Why.</param>
internal sealed record CellFailed(int Cell, CellError Error);

/// <summary>A notebook after its run.</summary>
/// <param name="Notebook">With the outputs of the cells that ran.</param>
/// <param name="Failure">The first cell that failed, or null when all ran.</param>
/// <param name="Duration">From the start of its kernel to the end.</param>
internal sealed record NotebookRun(NotebookFile Notebook, CellFailed? Failure, TimeSpan Duration)
{
    /// <summary>What else went wrong with it, a line each: it could not be written, or a cell not shown on its page.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>What a run of notebooks needs to know.</summary>
/// <param name="TimeLimit">The longest that one cell may run.</param>
/// <param name="Environment">Variables for the kernels, on top of the runner's own.</param>
internal sealed record RunSettings(TimeSpan TimeLimit, IReadOnlyDictionary<string, string> Environment)
{
    public static TimeSpan DefaultTimeLimit { get; } = TimeSpan.FromMinutes(10);
}
