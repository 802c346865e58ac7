using System.ComponentModel;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// A kernel that is always there: when its process ends, or is ended because nothing else stops a cell, a new one starts at once.
/// </summary>
internal sealed class RestartingKernel : IAsyncDisposable
{
    private const string Lost = "its variables are gone, so run the cells above again";

    // What a cell started may keep a killed process's output open; its last words are not worth waiting longer for.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Action<CellError>? _ended;
    private readonly Lock _changing = new();
    private KernelClient _kernel;
    private bool _isRunning;
    private bool _isDisposed;
    private CellError? _lost;

    /// <param name="folder">The working directory, where relative paths of cells start.</param>
    /// <param name="environment">Variables that are set on top of this program's own.</param>
    /// <param name="ended">
    /// Told of a process that ends while no cell runs; without it the cell that comes next fails in its place.
    /// </param>
    public RestartingKernel(string folder, IReadOnlyDictionary<string, string> environment, Action<CellError>? ended = null)
    {
        (_folder, _environment, _ended) = (folder, environment, ended);
        _kernel = Start();
    }

    /// <summary>The process that runs now, for questions about code.</summary>
    public KernelClient Current
    {
        get
        {
            lock (_changing)
                return _kernel;
        }
    }

    /// <summary>Runs a cell; one at a time.</summary>
    /// <param name="number">What the cell is called in errors.</param>
    /// <param name="code">The cell's source.</param>
    /// <param name="report">Gets what the cell shows, in order, on no particular thread.</param>
    /// <param name="interrupt">Once done, stops the cell by ending its process.</param>
    /// <returns>Why the cell failed, or null.</returns>
    public async Task<CellError?> ExecuteAsync(int number, string code, Action<CellEvent> report, Task interrupt)
    {
        KernelClient kernel;
        lock (_changing)
        {
            if (TakeLost() is { } lost)
                return lost;
            (kernel, _isRunning) = (_kernel, true);
        }
        CellError? error = await EndOrStopAsync(kernel, kernel.ExecuteAsync(number, code, report), interrupt).ConfigureAwait(false);
        lock (_changing)
        {
            _isRunning = false;
            if (error is not { EndedProcess: true })
                return error;
            Replace();
            return error with { Message = $"{error.Message}; {Lost}" };
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_changing)
            _isDisposed = true;
        await EndAsync(_kernel).ConfigureAwait(false);
    }

    private static async Task<CellError?> EndOrStopAsync(KernelClient kernel, Task<CellError?> cell, Task interrupt)
    {
        await Task.WhenAny(cell, interrupt).ConfigureAwait(false);
        if (cell.IsCompleted)
            return await cell.ConfigureAwait(false);
        kernel.Kill();
        await Task.WhenAny(cell, Task.Delay(TimeToEnd)).ConfigureAwait(false);
        return new("Interrupted", "the cell was stopped by ending the process that all cells run in", []) { EndedProcess = true };
    }

    // What happened between cells is said by the cell that comes next and would miss its variables.
    private CellError? TakeLost()
    {
        (CellError? lost, _lost) = (_lost, null);
        if (lost is not null && _kernel.HasEnded)
            Replace();
        return lost;
    }

    private KernelClient Start()
    {
        var kernel = new KernelClient(_folder, _environment);
        _ = WatchAsync(kernel);
        return kernel;
    }

    private void Replace()
    {
        if (_isDisposed)
            return;
        _ = EndAsync(_kernel);
        _kernel = Start();
    }

    private async Task WatchAsync(KernelClient kernel)
    {
        await kernel.WaitUntilReadyAsync().ConfigureAwait(false);
        bool wasReady = !kernel.HasEnded;
        CellError end = await kernel.EndedAsync().ConfigureAwait(false);
        CellError lost = end with { Message = $"{end.Message}; {Lost}" };
        lock (_changing)
        {
            if (_isRunning || _isDisposed || _kernel != kernel)
                return;
            // One that never was ready would end again and again.
            if (wasReady)
                Replace();
            if (_ended is null || !wasReady)
                _lost = lost;
        }
        _ended?.Invoke(lost);
    }

    private static async Task EndAsync(KernelClient kernel)
    {
        kernel.Kill();
        try
        {
            await kernel.DisposeAsync().AsTask().WaitAsync(TimeToEnd).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or Win32Exception)
        {
            // It is killed; only its pipes are still held by what a cell started.
        }
    }
}
