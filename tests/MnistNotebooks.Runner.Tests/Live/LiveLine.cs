using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>The socket of a page without the page: it keeps what it is told, as a page does.</summary>
internal sealed partial class LiveLine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket = new();
    private readonly Task<WebSocketCloseStatus?> _reading;
    private readonly Lock _telling = new();
    private readonly Dictionary<string, JsonObject> _cells = [];
    private readonly Dictionary<string, SortedDictionary<int, string>> _outputs = [];
    private readonly List<JsonObject> _answers = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    private LiveLine(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    public string KernelState { get; private set; } = "";

    public string? Note { get; private set; }

    /// <summary>Bytes of all messages.</summary>
    public long Received { get; private set; }

    public static Task<LiveLine> OpenAsync(LiveSite site, string lesson) => OpenAsync(site.Address, lesson);

    /// <param name="address">As the server prints it.</param>
    /// <param name="lesson">The name of the notebook.</param>
    public static async Task<LiveLine> OpenAsync(string address, string lesson)
    {
        using HttpClient client = await LiveSite.ClientAsync(address);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", client.DefaultRequestHeaders.GetValues("Cookie").Single());
        string host = new Uri(address).Authority;
        socket.Options.SetRequestHeader("Origin", $"http://{host}");
        await socket.ConnectAsync(new($"ws://{host}/live/{lesson}"), CancellationToken.None);
        return new(socket);
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task SendAsync(JsonObject message) => SendAsync(message.ToJsonString());

    public Task SetCodeAsync(string cell, string code) => SendAsync(new JsonObject { ["type"] = "code", ["cell"] = cell, ["code"] = code });

    public Task StartAsync(params string[] cells) =>
        SendAsync(new JsonObject { ["type"] = "run", ["cells"] = new JsonArray([.. cells.Select(cell => JsonValue.Create(cell))]) });

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>Its state then.</returns>
    public async Task<JsonObject> RunAsync(string cell, string? code = null)
    {
        if (code is not null)
            await SetCodeAsync(cell, code);
        int before = await UntilAsync(() => Find(cell)?["run"]?.GetValue<int>());
        await StartAsync(cell);
        return await EndedAsync(cell, before);
    }

    /// <summary>Waits for the end of an execution later than the given one.</summary>
    public Task<JsonObject> EndedAsync(string cell, int before) => UntilAsync(() =>
        Find(cell) is { } state && state["run"]!.GetValue<int>() > before
            && state["status"]!.ToString() is "done" or "failed" ? Find(cell) : null);

    public async Task<JsonObject> AskAsync(string what, string cell, int line = 0, int column = 0)
    {
        int ask = Interlocked.Increment(ref _asked);
        await SendAsync(new JsonObject
        {
            ["type"] = "ask",
            ["ask"] = ask,
            ["what"] = what,
            ["cell"] = cell,
            ["line"] = line,
            ["column"] = column,
        });
        return await UntilAsync(() => _answers.Find(answer => answer["ask"]?.GetValue<int>() == ask));
    }

    /// <summary>The text of a cell's outputs.</summary>
    public async Task<string> TextAsync(string cell)
    {
        string html = await UntilAsync(() => _outputs.TryGetValue(cell, out var places) ? string.Concat(places.Values) : null);
        return System.Net.WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim('\n');
    }

    public JsonObject? Find(string cell)
    {
        lock (_telling)
            return _cells.GetValueOrDefault(cell);
    }

    /// <summary>Waits until something is there, looking after each message.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> find) where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task told;
            lock (_telling)
            {
                if (find() is { } found)
                    return found;
                told = _told.Task;
            }
            await told.WaitAsync(limit.Token);
        }
    }

    public async Task<T> UntilAsync<T>(Func<T?> find) where T : struct => (T)await UntilAsync(() => (object?)find());

    public Task UntilAsync(Func<bool> isSo) => UntilAsync(() => isSo() ? this : null);

    public async Task<WebSocketCloseStatus?> ClosedAsync() => await _reading.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task<WebSocketCloseStatus?> ReadAsync()
    {
        var message = new MemoryStream();
        byte[] part = new byte[1 << 16];
        try
        {
            while (true)
            {
                WebSocketReceiveResult read = await _socket.ReceiveAsync(part, CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                    return read.CloseStatus;
                message.Write(part, 0, read.Count);
                if (!read.EndOfMessage)
                    continue;
                Tell(JsonNode.Parse(message.ToArray())!.AsObject(), message.Length);
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return null;
        }
    }

    private void Tell(JsonObject message, long length)
    {
        lock (_telling)
        {
            Received += length;
            if (message["type"]!.ToString() is "answer" or "said")
                _answers.Add(message);
            if (message["kernel"] is JsonObject kernel)
                (KernelState, Note) = (kernel["state"]!.ToString(), kernel["note"]?.ToString());
            foreach ((string id, JsonNode? state) in message["cells"]?.AsObject() ?? [])
                Tell(id, state!.AsObject());
            TaskCompletionSource told = _told;
            _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }
    }

    private void Tell(string id, JsonObject state)
    {
        JsonObject old = _cells.GetValueOrDefault(id) ?? [];
        int run = state["run"]!.GetValue<int>();
        if (old["run"]?.GetValue<int>() != run)
            _outputs[id] = [];
        foreach (JsonNode? change in state["outputs"]?.AsArray() ?? [])
        {
            int place = change!["place"]!.GetValue<int>();
            if (change["append"] is { } more)
                _outputs[id][place] += System.Net.WebUtility.HtmlEncode(more.ToString());
            else
                _outputs[id][place] = change["html"]!.ToString();
        }
        var now = new JsonObject();
        foreach ((string name, JsonNode? value) in old.Concat(state).Where(pair => pair.Key != "outputs"))
            now[name] = value?.DeepClone();
        _cells[id] = now;
    }

    /// <summary>The sentence that the page is told next.</summary>
    public async Task<(string Text, bool IsError)> SaidAsync()
    {
        JsonObject said = await UntilAsync(() => _answers.Find(answer => answer["type"]!.ToString() == "said"));
        lock (_telling)
            _answers.Remove(said);
        return (said["text"]!.ToString(), said["isError"]!.GetValue<bool>());
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
