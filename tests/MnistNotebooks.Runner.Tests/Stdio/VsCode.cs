using System.Diagnostics;
using System.Text.Json;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>The Polyglot Notebooks extension as the kernel sees it: started as .vscode/settings.json says, in its own folder.</summary>
internal sealed class VsCode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _storage = new();
    private readonly Process _process;
    private readonly Dictionary<string, Command> _commands = [];
    private readonly TaskCompletionSource<JsonElement> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private int _tokens;

    /// <param name="more">Further arguments.</param>
    public VsCode(params string[] more)
    {
        string[] arguments = [.. Setting("dotnet-interactive.kernelTransportArgs"), .. more];
        var start = new ProcessStartInfo(arguments[0], arguments[1..])
        {
            WorkingDirectory = _storage.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in LessonRuns.Digits)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        // Not on the threads of the tests, which may all be busy.
        _reading = Task.Run(ReadAsync);
        Errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The first message.</summary>
    public Task<JsonElement> First => _first.Task.WaitAsync(Patience);

    /// <summary>Standard error after the end.</summary>
    public Task<string> Errors { get; }

    /// <summary>The arguments in the folder's settings, with what the extension puts for its placeholders.</summary>
    public static string[] Setting(string name)
    {
        string text = File.ReadAllText(Path.Combine(StoredLessons.Folder, "..", ".vscode", "settings.json"));
        using var settings = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip });
        return [.. settings.RootElement.GetProperty(name).EnumerateArray().Select(argument => argument.GetString()!
            .Replace("{dotnet_path}", "dotnet", StringComparison.Ordinal)
            .Replace("{working_dir}", StoredLessons.Folder, StringComparison.Ordinal))];
    }

    public Command Send(string type, object command)
    {
        var sent = new Command();
        string token = $"token{Interlocked.Increment(ref _tokens)}==";
        lock (_commands)
            _commands[token] = sent;
        WriteLine(JsonSerializer.Serialize(new { commandType = type, command, token, routingSlip = Array.Empty<string>() }));
        return sent;
    }

    public void WriteLine(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    public async Task<JsonElement[]> AskAsync(string type, object command) => await Send(type, command).Done.WaitAsync(Patience);

    public Command Submit(string code) =>
        Send("SubmitCode", new { code, targetKernelName = "csharp", parameters = new { cellIndex = "1" } });

    public async Task<JsonElement[]> RunAsync(string code) => await Submit(code).Done.WaitAsync(Patience);

    /// <summary>The exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await EndAsync();
        _process.Dispose();
        _storage.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                JsonElement message = JsonElement.Parse(line);
                if (!_first.TrySetResult(message)
                    && message.TryGetProperty("command", out JsonElement command) && command.ValueKind == JsonValueKind.Object)
                    Heard(message, command.GetProperty("token").GetString()!);
            }
        }
        catch (Exception e)
        {
            // Who waits for an answer hears why there will be none.
            lock (_commands)
            {
                foreach (Command command in _commands.Values)
                    command.Fail(e);
            }
            throw;
        }
    }

    private void Heard(JsonElement message, string token)
    {
        lock (_commands)
        {
            if (_commands.TryGetValue(token.Split('.')[0], out Command? command))
                command.Heard(message, isEnd: !token.Contains('.') && message.EventType is "CommandSucceeded" or "CommandFailed");
        }
    }

    /// <summary>A command on its way.</summary>
    internal sealed class Command
    {
        private readonly List<JsonElement> _events = [];
        private readonly TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<JsonElement[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>All that was heard of it, up to its end.</summary>
        public Task<JsonElement[]> Done => _done.Task;

        /// <summary>Done when the cell has printed.</summary>
        public Task Printed => _printed.Task.WaitAsync(Patience);

        public void Fail(Exception e)
        {
            _printed.TrySetException(e);
            _done.TrySetException(e);
        }

        public void Heard(JsonElement message, bool isEnd)
        {
            _events.Add(message);
            if (message.EventType == "StandardOutputValueProduced")
                _printed.TrySetResult();
            if (isEnd)
                Assert.True(_done.TrySetResult([.. _events]), "A command ended twice.");
        }
    }
}
