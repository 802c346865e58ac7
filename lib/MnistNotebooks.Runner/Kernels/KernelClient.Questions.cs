using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>What may stand at a place of a cell's code.</summary>
/// <param name="Text">What is inserted, without marks for an editor.</param>
/// <param name="SortText">Orders the suggestions.</param>
/// <param name="Kind">Method, Class, …</param>
internal sealed record Suggestion(string Text, string SortText, string Kind);

/// <summary>What is known about a name in a cell's code, in one of several forms.</summary>
internal sealed record HoverText(string MimeType, string Text);

/// <summary>Questions about code that is not run. One at a time; without an answer in time, the answer is an empty list.</summary>
internal sealed partial class KernelClient
{
    private Task _lastQuestion = Task.CompletedTask;

    /// <summary>Done when the process has ended; the result says why.</summary>
    public async Task<CellError> EndedAsync()
    {
        CellError end = await _process.Ended.ConfigureAwait(false);
        return _late ?? end;
    }

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

    /// <inheritdoc cref="CompleteAsync"/>
    public async Task<IReadOnlyList<HoverText>> HoverAsync(string code, int line, int column, TimeSpan limit)
    {
        HoverTextProduced? answer = await AskAsync<HoverTextProduced>(
            new RequestHoverText(code, new LinePosition(line, column)), limit).ConfigureAwait(false);
        return [.. answer?.Content.Select(form => new HoverText(form.MimeType, form.Value)) ?? []];
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
