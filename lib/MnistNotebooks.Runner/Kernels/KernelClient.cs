using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// A kernel in a process of its own, for whoever runs cells: commands go out and events come back in .NET Interactive's protocol;
/// what leaves this class is the project's own.
/// </summary>
internal sealed partial class KernelClient : IAsyncDisposable
{
    private readonly KernelProcess _process;
    private readonly ConcurrentDictionary<string, Action<KernelEvent>> _waiting = [];
    private readonly Lock _reporting = new();
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<CellEvent> _report = _ => { };
    private volatile CellError? _late;

    /// <param name="folder">The working directory: the notebook's folder.</param>
    /// <param name="environment">Variables that are set on top of this program's own.</param>
    public KernelClient(string folder, IReadOnlyDictionary<string, string> environment) =>
        _process = new(folder, environment, Receive, text => Report(new TextWritten(StreamName.Stdout, text)));

    public bool HasEnded => _process.Ended.IsCompleted;

    /// <summary>Runs a cell to its end; one at a time.</summary>
    /// <param name="number">What the cell is called in errors.</param>
    /// <param name="code">The cell's source.</param>
    /// <param name="report">Gets what the cell shows, in order, on no particular thread.</param>
    /// <returns>Why the cell failed, or null.</returns>
    public async Task<CellError?> ExecuteAsync(int number, string code, Action<CellEvent> report)
    {
        lock (_reporting)
            _report = report;
        var cell = new SubmitCode(code) { Parameters = { [CellKernel.NumberParameter] = number.ToString(CultureInfo.InvariantCulture) } };
        KernelEvent? last = await SendAsync(cell, Show).ConfigureAwait(false);
        if (last is null)
            return _late ?? await _process.Ended.ConfigureAwait(false);
        bool goesOn = await _process.OutputReadAsync().ConfigureAwait(false);
        return last is CommandFailed failed ? CellError.FromText(failed.Message, number) with { EndedProcess = !goesOn } : null;
    }

    /// <summary>Ends the kernel and starts a new one in the same process, without the variables of the old.</summary>
    /// <returns>What failed after the last cell was done, on a thread that a cell had started; or null.</returns>
    public async Task<CellError?> ResetAsync()
    {
        await WaitUntilReadyAsync().ConfigureAwait(false);
        _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new Quit());
        await WaitUntilReadyAsync().ConfigureAwait(false);
        return _late;
    }

    /// <summary>Ends the process, and so what runs in it.</summary>
    public void Kill() => _process.Kill();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Done when the kernel takes cells, or has ended.</summary>
    public Task WaitUntilReadyAsync() => Task.WhenAny(_ready.Task, _process.Ended);

    // Null when the process ended first.
    private async Task<KernelEvent?> SendAsync(KernelCommand command, Action<KernelEvent> happened)
    {
        var done = new TaskCompletionSource<KernelEvent?>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The kernel counts the tokens of commands of its own, and they may not meet.
        string token = Guid.NewGuid().ToString("N");
        command.SetToken(token);
        _waiting[token] = next =>
        {
            happened(next);
            if (next is CommandSucceeded or CommandFailed && next.Command.GetOrCreateToken() == token && _waiting.TryRemove(token, out _))
                done.TrySetResult(next);
        };
        await WaitUntilReadyAsync().ConfigureAwait(false);
        Send(command);
        await Task.WhenAny(done.Task, _process.Ended).ConfigureAwait(false);
        _waiting.TryRemove(token, out _);
        return done.Task.IsCompleted ? await done.Task.ConfigureAwait(false) : null;
    }

    private void Send(KernelCommand command) => _process.Send(KernelCommandEnvelope.Serialize(KernelCommandEnvelope.Create(command)));

    private void Receive(string line)
    {
        KernelEvent? happened = Serializer.DeserializeCommandOrEvent(line).Event;
        if (happened is KernelReady)
            _ready.TrySetResult();
        // Parts of a cell have tokens that begin with the cell's.
        else if (happened?.Command is { } command
            && _waiting.TryGetValue(command.GetOrCreateToken().Split('.')[0], out Action<KernelEvent>? next))
            next(happened);
        else if (happened is CommandFailed { Command: SubmitCode } failed)
            _late = CellError.FromText(failed.Message, cell: 0) with { EndedProcess = true };
        else if (happened is not null)
            Show(happened);
    }

    private void Show(KernelEvent happened)
    {
        switch (happened)
        {
            case StandardOutputValueProduced text:
                Report(new TextWritten(StreamName.Stdout, Text(text)));
                break;
            case StandardErrorValueProduced text:
                Report(new TextWritten(StreamName.Stderr, Text(text)));
                break;
            case ReturnValueProduced value:
                Report(new ValueDisplayed(Forms(value), IsResult: true));
                break;
            case DisplayedValueProduced value:
                Report(new ValueDisplayed(Forms(value), IsResult: false, value.ValueId));
                break;
            case DisplayedValueUpdated value:
                Report(new ValueDisplayed(Forms(value), IsResult: false, value.ValueId, IsUpdate: true));
                break;
        }
    }

    private void Report(CellEvent what)
    {
        lock (_reporting)
            _report(what);
    }

    private static string Text(DisplayEvent text) => string.Concat(text.FormattedValues.Select(value => value.Value));

    private static MimeBundle Forms(DisplayEvent display) => new(display.FormattedValues.Select(form => KeyValuePair.Create(
        form.MimeType, MimeBundle.IsJson(form.MimeType) ? JsonElement.Parse(form.Value) : Json.Text(form.Value))));
}
