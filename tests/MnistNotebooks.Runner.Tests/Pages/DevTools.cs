using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A conversation with one page of a browser: commands and answers as JSON over a web socket, one at a time.</summary>
/// <remarks>Source: https://chromedevtools.github.io/devtools-protocol/.</remarks>
internal sealed class DevTools : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private int _count;

    /// <summary>What went wrong in the page's scripts so far.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellation);
        await tools.SendAsync("Runtime.enable", [], cancellation);
        return tools;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends a command and waits for its result.</summary>
    public async Task<JsonElement> SendAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        int id = ++_count;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        while (true)
        {
            JsonElement message = await ReceiveAsync(cancellation);
            if (message.TryGetProperty("method", out JsonElement what) && what.GetString() == "Runtime.exceptionThrown")
                Errors.Add(message.GetProperty("params").GetRawText());
            if (!message.TryGetProperty("id", out JsonElement answered) || answered.GetInt32() != id)
                continue;
            return message.TryGetProperty("error", out JsonElement error)
                ? throw new InvalidOperationException($"{method}: {error.GetRawText()}") : message.GetProperty("result");
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[65536];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(message.GetBuffer().AsSpan(0, (int)message.Length));
    }
}
