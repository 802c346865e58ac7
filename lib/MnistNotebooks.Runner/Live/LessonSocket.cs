using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// The line between a page and its lesson. The page says what its reader does; it is told what has changed, at most twenty times a second,
/// and all that happened meanwhile at once: a page that is slow or was away misses nothing and fills no memory.
/// </summary>
internal sealed class LessonSocket(WebSocket socket, LiveLesson lesson, LiveLessons lessons) : IDisposable
{
    private const int MostBytes = 4 << 20;

    private static readonly TimeSpan TimeBetween = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Runs until the page goes or the token ends it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        lesson.PageOpened();
        Task looking = LookAsync(ended.Token);
        try
        {
            while (await ReceiveAsync(ended.Token).ConfigureAwait(false) is { } message)
                await ObeyAsync(message, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The page has gone without a word.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            lesson.PageClosed();
            await looking.ConfigureAwait(false);
        }
    }

    public void Dispose() => _sending.Dispose();

    private async Task LookAsync(CancellationToken cancellation)
    {
        long since = 0;
        var seen = new Dictionary<string, (int Run, int Place, int Length)>();
        try
        {
            while (true)
            {
                await lesson.ChangedAsync(since, cancellation).ConfigureAwait(false);
                await SendAsync(lesson.ChangesSince(ref since, seen), cancellation).ConfigureAwait(false);
                await Task.Delay(TimeBetween, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The page has gone.
        }
    }

    // Null when the page has closed the line.
    private async Task<JsonObject?> ReceiveAsync(CancellationToken cancellation)
    {
        var text = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(text.GetMemory(4096), cancellation).ConfigureAwait(false);
            text.Advance(part.Count);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);
                return null;
            }
            if (text.WrittenCount > MostBytes)
            {
                string why = $"A message has at most {MostBytes} bytes.";
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, why, cancellation).ConfigureAwait(false);
                return null;
            }
            if (part.EndOfMessage)
                break;
        }
        try
        {
            return JsonNode.Parse(text.WrittenSpan) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private async Task ObeyAsync(JsonObject message, CancellationToken cancellation)
    {
        switch (Text(message, "type"))
        {
            case "code":
                lesson.SetCode(Text(message, "cell"), Text(message, "code").ReplaceLineEndings("\n"));
                break;
            case "run" when message["cells"] is JsonArray cells:
                await RunAsync([.. cells.Select(cell => cell?.ToString() ?? "")], cancellation).ConfigureAwait(false);
                break;
            case "stop":
                lesson.Stop();
                break;
            case "restart":
                await lesson.RestartAsync().ConfigureAwait(false);
                break;
            case "save":
                await SaveAsync(cancellation).ConfigureAwait(false);
                break;
            case "ask":
                // The kernel may be busy; what the reader does next need not wait for it.
                _ = AnswerAsync(message, cancellation);
                break;
        }
    }

    private async Task RunAsync(string[] cells, CancellationToken cancellation)
    {
        if (await lessons.StartAsync(lesson).ConfigureAwait(false))
            lesson.Run(cells);
        else
            await SayAsync($"{lessons.MostKernels} lessons run cells already; stop one of them first.", isError: true, cancellation)
                .ConfigureAwait(false);
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        try
        {
            NotebookFile mine = lesson.ToNotebook();
            string name = OwnNotebook.FileName(mine);
            mine.Write(Path.Combine(lessons.Folder, name));
            await SayAsync($"Saved as {Path.GetFileName(lessons.Folder)}/{name}.", isError: false, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await SayAsync($"Not saved: {e.Message}", isError: true, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(JsonObject question, CancellationToken cancellation)
    {
        JsonObject answer;
        if (Text(question, "what") == "notebook")
        {
            NotebookFile mine = lesson.ToNotebook();
            answer = new() { ["name"] = OwnNotebook.FileName(mine), ["text"] = Encoding.UTF8.GetString(NotebookWriter.ToUtf8(mine)) };
        }
        else if (lesson.Question(Text(question, "cell")) is { } about)
            answer = await CodeAnswers.OfAsync(about.Kernel, about.Code, question).ConfigureAwait(false);
        else
            answer = [];
        answer["type"] = "answer";
        answer["ask"] = question["ask"]?.DeepClone();
        try
        {
            await SendAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The page has gone.
        }
    }

    private Task SayAsync(string text, bool isError, CancellationToken cancellation) =>
        SendAsync(new() { ["type"] = "said", ["text"] = text, ["isError"] = isError }, cancellation);

    private async Task SendAsync(JsonObject message, CancellationToken cancellation)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(message, Relaxed);
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = Json.Encoder };

    private static string Text(JsonObject message, string name) =>
        message[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
