using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>Runs the cells that front ends ask for, one after the other. When one fails, those that wait behind it are not run.</summary>
internal sealed class CellQueue(JupyterSockets sockets, RestartingKernel kernel, SessionHistory history)
{
    private readonly Queue<JupyterMessage> _waiting = [];
    private TaskCompletionSource? _interrupt;
    private int _count;

    /// <summary>True while a cell runs or is about to.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_waiting)
                return _interrupt is not null;
        }
    }

    public void Add(JupyterMessage cell)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(cell);
            if (_interrupt is not null)
                return;
            _interrupt = NewInterrupt();
        }
        _ = Task.Run(RunAllAsync);
    }

    /// <summary>Stops the cell that runs, if one does.</summary>
    public void Interrupt()
    {
        lock (_waiting)
            _interrupt?.TrySetResult();
    }

    private async Task RunAllAsync()
    {
        while (Next() is { } cell)
        {
            sockets.Publish("status", cell.Header, Status.Busy);
            JupyterMessage[] notRun = [];
            try
            {
                notRun = await RunAsync(cell).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
            {
                sockets.Reply(cell, "execute_reply", Status.Error(e));
            }
            sockets.Publish("status", cell.Header, Status.Idle);
            foreach (JupyterMessage next in notRun)
                Abort(next);
        }
    }

    // Ending a process takes a moment, and who asks for it reads the sockets.
    private static TaskCompletionSource NewInterrupt() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private JupyterMessage? Next()
    {
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out JupyterMessage? cell))
                _interrupt = null;
            else if (_interrupt!.Task.IsCompleted)
                _interrupt = NewInterrupt();
            return cell;
        }
    }

    // The cells that are not run because this one has failed.
    private async Task<JupyterMessage[]> RunAsync(JupyterMessage request)
    {
        string code = request.Text("code");
        bool isSilent = request.Flag("silent", otherwise: false);
        int number = _count + 1;
        if (!isSilent && request.Flag("store_history", otherwise: true))
        {
            _count = number;
            history.Add(number, code);
        }

        void Publish(string type, JsonObject content)
        {
            if (!isSilent)
                sockets.Publish(type, request.Header, content);
        }

        Publish("execute_input", new() { ["code"] = code, ["execution_count"] = number });
        var publisher = new CellPublisher(Publish, number);
        Task interrupt;
        lock (_waiting)
            interrupt = _interrupt!.Task;
        CellError? error = await kernel.ExecuteAsync(number, code, publisher.Show, interrupt).ConfigureAwait(false);
        publisher.Flush();
        if (error is not null)
            Publish("error", ErrorContent(error));
        JsonObject reply = error is null
            ? new() { ["status"] = "ok", ["user_expressions"] = new JsonObject(), ["payload"] = new JsonArray() }
            : ErrorContent(error);
        if (error is not null)
            reply["status"] = "error";
        reply["execution_count"] = number;
        // Before the reply: who has read it and asks for another cell means it to run.
        JupyterMessage[] notRun = error is not null && request.Flag("stop_on_error", otherwise: true) ? TakeWaiting() : [];
        sockets.Reply(request, "execute_reply", reply);
        return notRun;
    }

    private JupyterMessage[] TakeWaiting()
    {
        lock (_waiting)
        {
            JupyterMessage[] waiting = [.. _waiting];
            _waiting.Clear();
            return waiting;
        }
    }

    private void Abort(JupyterMessage cell)
    {
        sockets.Publish("status", cell.Header, Status.Busy);
        sockets.Reply(cell, "execute_reply", new() { ["status"] = "aborted" });
        sockets.Publish("status", cell.Header, Status.Idle);
    }

    private static JsonObject ErrorContent(CellError error)
    {
        ErrorOutput output = error.ToOutput();
        return new()
        {
            ["ename"] = output.Name,
            ["evalue"] = output.Message,
            ["traceback"] = new JsonArray([.. output.Traceback.Select(line => JsonValue.Create(line))]),
        };
    }
}
