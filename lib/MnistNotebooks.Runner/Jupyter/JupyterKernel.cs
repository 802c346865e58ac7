using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>A kernel as Jupyter's protocol has it, from start to shutdown.</summary>
internal sealed class JupyterKernel : IAsyncDisposable
{
    private const string Request = "_request";

    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeToAnswerWhileRunning = TimeSpan.FromSeconds(1);

    private readonly JupyterSockets _sockets;
    private readonly RestartingKernel _kernel;
    private readonly SessionHistory _history = new();
    private readonly CellQueue _cells;
    private readonly Channel<JupyterMessage> _questions = Channel.CreateUnbounded<JupyterMessage>();
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private JupyterKernel(ConnectionFile connection, TextWriter errors)
    {
        _sockets = new(connection, Receive, errors);
        _kernel = new(Environment.CurrentDirectory, new Dictionary<string, string>());
        _cells = new(_sockets, _kernel, _history);
    }

    /// <summary>Runs until a front end ends the kernel, its parent is gone, or the token ends it.</summary>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task RunAsync(ConnectionFile connection, TextWriter errors, CancellationToken cancellation)
    {
        var kernel = new JupyterKernel(connection, errors);
        await using (kernel.ConfigureAwait(false))
        {
            kernel._sockets.Publish("status", null, Status.Starting);
            kernel._sockets.Start();
            _ = kernel.AnswerQuestionsAsync();
            await Task.WhenAny(kernel._shutdown.Task, ParentProcess.EndedAsync(cancellation)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _kernel.DisposeAsync().ConfigureAwait(false);
        _sockets.Dispose();
    }

    private void Receive(JupyterMessage message)
    {
        if (message.Type == "execute_request")
            _cells.Add(message);
        else if (message.Type is "complete_request" or "inspect_request")
            _questions.Writer.TryWrite(message);
        else
            _ = AnswerAsync(message, () => Task.FromResult(AnswerAtOnce(message)));
    }

    // Not on the sockets' thread and not after the cell that runs: the kernel answers between cells and sometimes during one.
    private async Task AnswerQuestionsAsync()
    {
        await foreach (JupyterMessage question in _questions.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            TimeSpan limit = _cells.IsRunning ? TimeToAnswerWhileRunning : TimeToAnswer;
            await AnswerAsync(question, async () => question.Type == "complete_request"
                ? await CodeQuestions.CompleteAsync(_kernel.Current, question, limit).ConfigureAwait(false)
                : await CodeQuestions.InspectAsync(_kernel.Current, question, limit).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(JupyterMessage message, Func<Task<JsonObject?>> answer)
    {
        _sockets.Publish("status", message.Header, Status.Busy);
        JsonObject? reply;
        try
        {
            reply = await answer().ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            reply = Status.Error(e);
        }
        if (reply is not null && message.Type.EndsWith(Request, StringComparison.Ordinal))
            _sockets.Reply(message, $"{message.Type[..^Request.Length]}_reply", reply);
        _sockets.Publish("status", message.Header, Status.Idle);
    }

    // Null for what has no answer, and for what no version of the protocol that is spoken here knows.
    private JsonObject? AnswerAtOnce(JupyterMessage message)
    {
        switch (message.Type)
        {
            case "kernel_info_request":
                return Info;
            case "is_complete_request":
                return Completeness.Of(message.Text("code"));
            case "history_request":
                return _history.Answer(message);
            case "comm_info_request":
                return new() { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "comm_open":
                // The protocol's way to say that nobody is at this end.
                var close = new JsonObject { ["comm_id"] = message.Text("comm_id"), ["data"] = new JsonObject() };
                _sockets.Publish("comm_close", message.Header, close);
                return null;
            case "interrupt_request":
                _cells.Interrupt();
                return Status.Ok;
            case "shutdown_request":
                _shutdown.TrySetResult();
                return new() { ["status"] = "ok", ["restart"] = message.Flag("restart", otherwise: false) };
            default:
                return null;
        }
    }

    // What the kernel says of itself.
    private static JsonObject Info => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageFormat.ProtocolVersion,
        ["implementation"] = KernelSpec.Name,
        ["implementation_version"] = typeof(JupyterKernel).Assembly.GetName().Version!.ToString(3),
        ["language_info"] = new JsonObject
        {
            ["name"] = KernelSpec.Language,
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"{KernelSpec.DisplayName}: C# 14 on .NET {Environment.Version}",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
    };
}

/// <summary>Contents that many messages have.</summary>
internal static class Status
{
    public static JsonObject Starting => new() { ["execution_state"] = "starting" };

    public static JsonObject Busy => new() { ["execution_state"] = "busy" };

    public static JsonObject Idle => new() { ["execution_state"] = "idle" };

    public static JsonObject Ok => new() { ["status"] = "ok" };

    /// <summary>The answer to what can't be understood.</summary>
    public static JsonObject Error(Exception e) =>
        new() { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() };
}

/// <summary>The program that started the kernel; when it is killed, nobody is left to end the kernel.</summary>
internal static class ParentProcess
{
    private const string Variable = "JPY_PARENT_PID";

    /// <summary>Done when the parent has ended; never, when Jupyter did not say which it is.</summary>
    public static async Task EndedAsync(CancellationToken cancellation)
    {
        Process parent;
        try
        {
            if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out int id) || id <= 1)
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            parent = Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return;
        }
        using (parent)
            await parent.WaitForExitAsync(cancellation).ConfigureAwait(false);
    }
}
