using System.Collections.Immutable;
using System.Globalization;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;

namespace MnistNotebooks.Runner.Kernels.VsCode;

/// <summary>
/// Speaks <c>dotnet interactive stdio</c>'s protocol, as Polyglot Notebooks does, on behalf of a kernel in a process of its own.
/// Nothing that a cell prints can get between the lines, a cell that can't be stopped is stopped by ending that process,
/// and if it ends by itself a new one takes its place.
/// Lines pass as they are, except that cells get the number that the notebook shows.
/// </summary>
internal sealed class KernelRelay : IAsyncDisposable
{
    private const string Stopped = "The cell was stopped by ending its process, so the variables are gone: run the cells above again.";
    private const string Replaced = "The variables are gone: run the cells above again.";
    private const string EndedBetween = $"The kernel's process ended after the last cell. {Replaced}";

    private readonly string _folder;
    private readonly string _host;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;
    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Writing to either side in it is safe: both read whatever happens to what they write.
    private readonly Lock _lock = new();
    private readonly Queue<(KernelCommand? Command, string Line)> _waiting = [];
    private readonly List<KernelCommand> _running = [];
    private KernelProcess _kernel;
    private bool _isReady;
    private bool _wasReady;
    private bool _isDisposed;
    private CellStop? _stop;
    private SubmitCode? _last;
    private string? _news;
    private int _cells;

    /// <param name="folder">The working directory of cells.</param>
    /// <param name="host">The name in the URIs of the kernels.</param>
    /// <param name="output">Gets the lines of the protocol.</param>
    /// <param name="errors">Gets sentences about lines that are none.</param>
    public KernelRelay(string folder, string host, TextWriter output, TextWriter errors)
    {
        (_folder, _host, _output, _errors) = (folder, host, output, errors);
        lock (_lock)
            _kernel = Start();
    }

    /// <summary>Reads commands until Quit or the end of the input.</summary>
    /// <returns>False when the kernel's process can't be started.</returns>
    public async Task<bool> RunAsync(TextReader input)
    {
        var reading = Task.Run(() =>
        {
            while (input.ReadLine() is { } line && Take(line))
            {
            }
            return true;
        });
        return await (await Task.WhenAny(reading, _over.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        KernelProcess kernel;
        lock (_lock)
            (_isDisposed, kernel) = (true, _kernel);
        await kernel.DisposeAsync().ConfigureAwait(false);
    }

    // Call in the lock, so that nothing of the new process is heard before it is known.
    private KernelProcess Start()
    {
        _isReady = false;
        var kernel = new KernelProcess(_folder, ImmutableDictionary<string, string>.Empty, Receive, Show, _host);
        _ = ReplaceAtEndAsync(kernel);
        return kernel;
    }

    // False for Quit.
    private bool Take(string line)
    {
        // On Windows the extension sends empty lines to wake readers of standard input.
        if (string.IsNullOrWhiteSpace(line))
            return true;
        CommandOrEvent message;
        try
        {
            message = Serializer.DeserializeCommandOrEvent(line);
        }
        // What the packages throw depends on what is wrong; the kernel would not survive it.
        catch (Exception e)
        {
            Refuse(line, e.Message.ReplaceLineEndings(" "));
            return true;
        }
        if (message.Command is Quit)
            return false;
        lock (_lock)
        {
            _waiting.Enqueue((message.Command, message.Command is SubmitCode cell ? Numbered(cell) : line));
            SendWaiting();
        }
        return true;
    }

    // The extension waits for the end of every command, also of those that only other kernels know.
    private void Refuse(string line, string why)
    {
        if (RelayLine.TokenOf(line) is { } token)
        {
            lock (_lock)
                Write(RelayLine.Failed(RelayLine.Place(token), $"The kernel can't read this command: {why}"));
        }
        else
            _errors.WriteLine($"A line of the input is no message and was ignored: {why}");
    }

    // The extension counts on when a new kernel, which would begin with 1, takes the place of an old one.
    private string Numbered(SubmitCode cell)
    {
        cell.Parameters[CellKernel.NumberParameter] = (++_cells).ToString(CultureInfo.InvariantCulture);
        return RelayLine.Command(cell);
    }

    private void SendWaiting()
    {
        while (_isReady && _stop is null && _waiting.TryDequeue(out (KernelCommand? Command, string Line) next))
        {
            if (next.Command is Cancel && _running.Exists(command => command is SubmitCode))
                _ = EndLaterAsync(_stop = new(next.Command));
            if (next.Command is SubmitCode cell)
                Begin(cell);
            if (next.Command is { } sent)
                _running.Add(sent);
            _kernel.Send(next.Line);
        }
    }

    private void Begin(SubmitCode cell)
    {
        _last = cell;
        if (_news is not null)
            Write(RelayLine.Error(cell, $"{_news}\n"));
        _news = null;
    }

    private async Task EndLaterAsync(CellStop stop)
    {
        await Task.Delay(CellStop.Patience).ConfigureAwait(false);
        lock (_lock)
        {
            if (_stop != stop)
                return;
            stop.EndsProcess = true;
            _kernel.Kill();
        }
    }

    private void Receive(string line)
    {
        KernelLine? told = KernelLine.Read(line);
        KernelProcess kernel;
        lock (_lock)
            kernel = _kernel;
        if (told is { EndsCell: true })
            kernel.OutputReadAsync().Wait();
        lock (_lock)
        {
            if (_stop is { } stop && line.Contains(stop.ProbeToken, StringComparison.Ordinal))
                EndStop(stop, told);
            else if (!_isReady)
                Begin(line, told);
            else if (told?.Token is { } token && _running.Find(command => command.GetOrCreateToken() == token) is { } command)
                End(command, line);
            // The kernel may say once more that a cell has ended which it was told to cancel.
            else if (told is not { EndsCell: true })
                Write(line);
        }
    }

    // What a later kernel says of itself the extension knows from the first: the URIs are the same.
    private void Begin(string line, KernelLine? told)
    {
        if (!_wasReady)
            Write(line);
        if (told is not { IsReady: true })
            return;
        _isReady = _wasReady = true;
        SendWaiting();
    }

    private void End(KernelCommand command, string line)
    {
        if (_stop is { } stop && (command is SubmitCode || command == stop.Cancel))
        {
            stop.Hold(command, line);
            if (command == stop.Cancel)
                _kernel.Send(RelayLine.Command(stop.Probe));
            return;
        }
        _running.Remove(command);
        Write(line);
    }

    private void EndStop(CellStop stop, KernelLine? told)
    {
        if (stop.EndsProcess || told?.Token != stop.ProbeToken)
            return;
        _stop = null;
        foreach ((KernelCommand command, string line) in stop.Lines())
            End(command, line);
        SendWaiting();
    }

    // What was printed past the console.
    private void Show(string text)
    {
        lock (_lock)
        {
            if (_running.Find(command => command is SubmitCode) is { } cell)
                Write(RelayLine.Output(cell, text));
            else if (_last is not null)
                Write(RelayLine.Output(_last, text));
        }
    }

    private async Task ReplaceAtEndAsync(KernelProcess kernel)
    {
        CellError error = await kernel.Ended.ConfigureAwait(false);
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (!_isReady)
            {
                _errors.WriteLine($"The kernel's process ended before it was ready: {error.Message}");
                _over.TrySetResult(false);
                return;
            }
            FailRunning(_stop is { EndsProcess: true } ? Stopped : $"{error.ToText()}\n\n{Replaced}");
            _kernel = Start();
        }
        await kernel.DisposeAsync().ConfigureAwait(false);
    }

    private void FailRunning(string why)
    {
        if (!_running.Exists(command => command is SubmitCode))
            _news = EndedBetween;
        foreach (KernelCommand command in _running)
            Write(command is Cancel ? RelayLine.Succeeded(command) : RelayLine.Failed(command, why));
        _running.Clear();
        _stop = null;
    }

    private void Write(string line)
    {
        try
        {
            _output.Write(line + "\n");
            _output.Flush();
        }
        catch (IOException)
        {
            // Nobody listens any more.
            _over.TrySetResult(true);
        }
    }
}
