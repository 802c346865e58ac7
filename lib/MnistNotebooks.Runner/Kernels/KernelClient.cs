using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>What a running cell shows, in the order in which it happened.</summary>
internal abstract record CellEvent;

/// <summary>Text written to the console, or past it to the process's own output.</summary>
internal sealed record TextWritten(StreamName Stream, string Text) : CellEvent;

/// <summary>A displayed value.</summary>
/// <param name="Forms">By MIME type: JSON types as JSON, all others as a JSON string.</param>
/// <param name="IsResult">True for the value of the cell's last expression.</param>
/// <param name="DisplayId">What a later update of the same place names; null for a place that is never updated.</param>
/// <param name="IsUpdate">True when the value takes the place of an earlier one of this id.</param>
internal sealed record ValueDisplayed(MimeBundle Forms, bool IsResult, string? DisplayId = null, bool IsUpdate = false) : CellEvent;

/// <summary>What may stand at a place of a cell's code.</summary>
/// <param name="Text">What is inserted, without marks for an editor.</param>
/// <param name="SortText">Orders the suggestions.</param>
/// <param name="Kind">Method, Class, …</param>
internal sealed record Suggestion(string Text, string SortText, string Kind);

/// <summary>What is known about a name in a cell's code, in one of several forms.</summary>
internal sealed record HoverText(string MimeType, string Text);

/// <summary>A way to call what is called at a place of a cell's code.</summary>
/// <param name="Label">The method as it is declared.</param>
/// <param name="Documentation">What it does, in Markdown.</param>
/// <param name="Parameters">Each as it is declared, with what it means.</param>
internal sealed record Signature(string Label, string Documentation, IReadOnlyList<(string Label, string Documentation)> Parameters);

/// <summary>The ways to call what is called at a place, which of them fits best, and which argument the place is in.</summary>
internal sealed record CallHelp(IReadOnlyList<Signature> Signatures, int Active, int Parameter);

/// <summary>What the compiler says of code that is not run; places from 0.</summary>
internal sealed record CodeProblem(string Id, string Message, bool IsError, LinePosition Start, LinePosition End);

/// <summary>
/// A kernel in a process of its own, for whoever runs cells: commands go out and events come back in .NET Interactive's protocol;
/// what leaves this class is the project's own.
/// </summary>
internal sealed class KernelClient : IAsyncDisposable
{
    private readonly KernelProcess _process;
    private readonly ConcurrentDictionary<string, Action<KernelEvent>> _waiting = [];
    private readonly Lock _reporting = new();
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<CellEvent> _report = _ => { };
    private volatile CellError? _late;
    private Task _lastQuestion = Task.CompletedTask;

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

    /// <summary>Done when the process has ended; the result says why.</summary>
    public async Task<CellError> EndedAsync()
    {
        CellError end = await _process.Ended.ConfigureAwait(false);
        return _late ?? end;
    }

    /// <summary>
    /// What may stand at a place of code that is not run. One question at a time; without an answer in time, an empty list.
    /// </summary>
    /// <param name="code">The whole cell.</param>
    /// <param name="line">From 0.</param>
    /// <param name="column">UTF-16 units from 0.</param>
    /// <param name="limit">How long to wait; a kernel that runs a cell may answer only afterwards.</param>
    public async Task<IReadOnlyList<Suggestion>> CompleteAsync(string code, int line, int column, TimeSpan limit)
    {
        CompletionsProduced? answer = await AskAsync<CompletionsProduced>(
            new RequestCompletions(code, new LinePosition(line, column)), limit).ConfigureAwait(false);
        return [.. answer?.Completions.Select(item => new Suggestion(Plain(item), item.SortText ?? item.DisplayText, item.Kind)) ?? []];
    }

    /// <summary>What is known about the name at a place of code that is not run.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<IReadOnlyList<HoverText>> HoverAsync(string code, int line, int column, TimeSpan limit)
    {
        HoverTextProduced? answer = await AskAsync<HoverTextProduced>(
            new RequestHoverText(code, new LinePosition(line, column)), limit).ConfigureAwait(false);
        return [.. answer?.Content.Select(form => new HoverText(form.MimeType, form.Value)) ?? []];
    }

    /// <summary>How what is called at a place of code that is not run can be called; null when nothing is.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<CallHelp?> CallHelpAsync(string code, int line, int column, TimeSpan limit)
    {
        SignatureHelpProduced? answer = await AskAsync<SignatureHelpProduced>(
            new RequestSignatureHelp(code, new LinePosition(line, column)), limit).ConfigureAwait(false);
        return answer is null || answer.Signatures.Count == 0 ? null : new(
            [.. answer.Signatures.Select(one => new Signature(one.Label, one.Documentation.Value,
                [.. one.Parameters.Select(parameter => (parameter.Label, parameter.Documentation.Value))]))],
            answer.ActiveSignatureIndex, answer.ActiveParameterIndex);
    }

    /// <summary>What the compiler says of code that is not run; nothing, too, without an answer in time.</summary>
    public async Task<IReadOnlyList<CodeProblem>> CheckAsync(string code, TimeSpan limit)
    {
        DiagnosticsProduced? answer = await AskAsync<DiagnosticsProduced>(new RequestDiagnostics(code), limit).ConfigureAwait(false);
        // Of code without fault the kernel says nothing.
        return answer is null ? [] : [.. answer.Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning)
            .Select(one => new CodeProblem(one.Code, one.Message, one.Severity == DiagnosticSeverity.Error,
                one.LinePositionSpan.Start, one.LinePositionSpan.End))];
    }

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

    private static MimeBundle Forms(DisplayEvent display) =>
        new(display.FormattedValues.Select(form => KeyValuePair.Create(form.MimeType, Form(form.MimeType, form.Value))));

    // A cell may call anything JSON; what isn't is text.
    private static JsonElement Form(string mimeType, string value)
    {
        try
        {
            return MimeBundle.IsJson(mimeType) ? LooseJson.Parse(value, out _, LooseJson.DeepestValue) : Json.Text(value);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return Json.Text(value);
        }
    }

    // One that is not answered yet waits in the kernel; more of them would only make it busier after the cell.
    private async Task<TAnswer?> AskAsync<TAnswer>(KernelCommand question, TimeSpan limit) where TAnswer : KernelEvent
    {
        TAnswer? answer = null;
        try
        {
            await _lastQuestion.WaitAsync(limit).ConfigureAwait(false);
            _lastQuestion = SendAsync(question, happened => answer = happened as TAnswer ?? answer);
            await _lastQuestion.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        return answer;
    }

    // A snippet's text has places to fill in, and a generic type's name ends in <>.
    private static string Plain(CompletionItem item)
    {
        string text = item.InsertTextFormat == InsertTextFormat.Snippet || item.InsertText is null ? item.DisplayText : item.InsertText;
        return text.EndsWith("<>", StringComparison.Ordinal) ? text[..^2] : text;
    }
}
