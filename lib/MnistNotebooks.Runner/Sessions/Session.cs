using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>One notebook's process, seen from the runner.</summary>
internal sealed class Session : IAsyncDisposable
{
    private static TimeSpan TimeToClose { get; } = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly EventReader _events;
    private readonly Task<string> _errors;
    private readonly Action<SessionEvent> _report;

    /// <param name="folder">The notebook's folder.</param>
    /// <param name="environment">Variables that are set on top of the runner's own.</param>
    /// <param name="report">Gets every event in order, on no particular thread.</param>
    public Session(string folder, IReadOnlyDictionary<string, string> environment, Action<SessionEvent> report)
    {
        _process = SessionProcess.Start(folder, environment);
        _process.StandardInput.AutoFlush = true;
        _events = new(_process.StandardOutput.BaseStream);
        _errors = SessionEnd.ReadStartAsync(_process.StandardError);
        _report = report;
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>What failed, or null; after a failure the session takes no further cells.</returns>
    public async Task<CellFailed?> ExecuteAsync(CompiledCell cell, TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(limit);
        using CancellationTokenRegistration onTimer = timer.Token.Register(Kill);
        using CancellationTokenRegistration onCancel = cancellation.Register(Kill);
        _events.Cell = cell.Number;
        await SendAsync(() => _process.StandardInput.WriteLine(JsonSerializer.Serialize(cell, SessionJson.Default.CompiledCell))).ConfigureAwait(false);
        (bool ended, CellFailed? failed) = await ReadUntilAsync(cell.Number).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (failed is not null || !ended)
            return failed;
        return new(cell.Number, timer.IsCancellationRequested
            ? new("TimeLimit", $"the cell ran longer than {limit.TotalSeconds:0.###} s and was stopped", [])
            : await EndAsync().ConfigureAwait(false));
    }

    /// <summary>Lets the process end and waits for it.</summary>
    /// <returns>What failed after the last cell was done, on a thread that a cell had started; or null.</returns>
    public async Task<CellFailed?> CloseAsync(CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(TimeToClose);
        using CancellationTokenRegistration onTimer = timer.Token.Register(Kill);
        using CancellationTokenRegistration onCancel = cancellation.Register(Kill);
        await SendAsync(_process.StandardInput.Close).ConfigureAwait(false);
        return (await ReadUntilAsync(cell: null).ConfigureAwait(false)).Failed;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _errors.ConfigureAwait(false);
        _process.Dispose();
    }

    private static async Task SendAsync(Action send)
    {
        try
        {
            await Task.Run(send).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The process has ended; reading its events says how.
        }
    }

    private async Task<(bool Ended, CellFailed? Failed)> ReadUntilAsync(int? cell)
    {
        await foreach (SessionEvent next in _events.ReadAsync().ConfigureAwait(false))
        {
            _report(next);
            if (next is CellFailed failed)
                return (false, failed);
            if (next is CellDone && next.Cell == cell)
                return (false, null);
        }
        return (true, null);
    }

    private async Task<CellError> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return SessionEnd.Describe(_process.ExitCode, await _errors.ConfigureAwait(false));
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
