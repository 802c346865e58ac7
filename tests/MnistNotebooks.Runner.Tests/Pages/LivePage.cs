using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A page that is open in a browser: tests look into it, and act on it as a reader does.</summary>
internal sealed class LivePage : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _limit;
    private (string Id, Uri Tools) _tab;
    private DevTools _tools = null!;

    private LivePage(TimeSpan patience) => _limit = new(patience);

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="touch">Whether the screen is touched.</param>
    /// <param name="query">What the address ends with.</param>
    /// <param name="patience">How long everything on the page may take together; two minutes by default.</param>
    public static async Task<LivePage> OpenAsync(
        string page, int width = 1280, bool touch = false, string query = "", TimeSpan? patience = null)
    {
        var live = new LivePage(patience ?? Patience);
        try
        {
            live._tab = await LiveBrowser.NewTabAsync(live._limit.Token);
            live._tools = await DevTools.ConnectAsync(live._tab.Tools, live._limit.Token);
            await live.ResizeAsync(width, touch);
            await live.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = touch });
            await live.SendAsync("Page.navigate", new() { ["url"] = new Uri(page).AbsoluteUri + query });
            await live.LoadedAsync();
            return live;
        }
        catch
        {
            live.Dispose();
            throw;
        }
    }

    /// <summary>What went wrong in the page's scripts so far.</summary>
    public IReadOnlyList<string> Errors => _tools.Errors;

    /// <summary>The value of a JavaScript expression; of a promise, what it promises.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonObject question = new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true };
        JsonElement answer = await SendAsync("Runtime.evaluate", question);
        if (answer.TryGetProperty("exceptionDetails", out JsonElement error))
            throw new InvalidOperationException(error.GetRawText());
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Makes the window as wide as that.</summary>
    public Task ResizeAsync(int width, bool touch = false)
    {
        JsonObject window = new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = touch };
        return SendAsync("Emulation.setDeviceMetricsOverride", window);
    }

    /// <summary>Loads the page again.</summary>
    public async Task ReloadAsync()
    {
        // Of the old document it is known that it has been loaded.
        await EvaluateAsync("window.isOld = true");
        await SendAsync("Page.reload", []);
        while (await IsOldAsync())
            await Task.Delay(20);
        await LoadedAsync();
    }

    /// <summary>The page as it is on paper, or on the screen again.</summary>
    public Task PrintAsync(bool isPrinted) => SendAsync("Emulation.setEmulatedMedia", new() { ["media"] = isPrinted ? "print" : "" });

    /// <summary>Draws a line with the mouse, its button held down, or with a pen.</summary>
    public async Task DragAsync(string tool, params IEnumerable<(double X, double Y)> places)
    {
        string type = "mousePressed";
        (double X, double Y) last = default;
        foreach (var (x, y) in places)
        {
            last = (x, y);
            await Move(type, x, y);
            type = "mouseMoved";
        }
        await Move("mouseReleased", last.X, last.Y);

        Task Move(string what, double x, double y) => SendAsync("Input.dispatchMouseEvent", new()
        {
            ["type"] = what,
            ["x"] = x,
            ["y"] = y,
            ["button"] = "left",
            ["buttons"] = what == "mouseReleased" ? 0 : 1,
            ["clickCount"] = 1,
            ["pointerType"] = tool,
        });
    }

    /// <summary>Moves the mouse to a place.</summary>
    public Task HoverAsync((double X, double Y) place) => SendAsync("Input.dispatchMouseEvent",
        new() { ["type"] = "mouseMoved", ["x"] = place.X, ["y"] = place.Y });

    /// <summary>Draws a line with a finger.</summary>
    public async Task DragFingerAsync(params IEnumerable<(double X, double Y)> places)
    {
        string type = "touchStart";
        foreach (var (x, y) in places)
        {
            await Touch(type, new JsonObject { ["x"] = x, ["y"] = y });
            type = "touchMove";
        }
        await Touch("touchEnd");

        Task Touch(string what, params JsonNode[] fingers) =>
            SendAsync("Input.dispatchTouchEvent", new() { ["type"] = what, ["touchPoints"] = new JsonArray(fingers) });
    }

    /// <summary>Presses and releases a key, such as Tab.</summary>
    /// <param name="key">The key's name.</param>
    /// <param name="code">Its number on Windows keyboards, which the protocol asks for.</param>
    /// <param name="text">What it types, if anything.</param>
    /// <param name="shift">Whether the shift key is held down.</param>
    public async Task PressAsync(string key, int code, string text = "", bool shift = false)
    {
        foreach (string type in (string[])["keyDown", "keyUp"])
        {
            await SendAsync("Input.dispatchKeyEvent", new()
            {
                ["type"] = type,
                ["key"] = key,
                ["windowsVirtualKeyCode"] = code,
                ["text"] = type == "keyDown" ? text : "",
                ["modifiers"] = shift ? 8 : 0,
            });
        }
    }

    /// <summary>Bytes that the page's scripts use, after what nobody needs is gone.</summary>
    public async Task<long> HeapAsync()
    {
        await SendAsync("HeapProfiler.collectGarbage", []);
        return (long)(await SendAsync("Runtime.getHeapUsage", [])).GetProperty("usedSize").GetDouble();
    }

    public void Dispose()
    {
        _tools?.Dispose();
        if (_tab.Id is not null)
            LiveBrowser.Close(_tab.Id);
        _limit.Dispose();
    }

    private async Task LoadedAsync() =>
        await EvaluateAsync("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");

    private async Task<bool> IsOldAsync() => (await EvaluateAsync("window.isOld === true")).GetBoolean();

    private Task<JsonElement> SendAsync(string method, JsonObject parameters) => _tools.SendAsync(method, parameters, _limit.Token);
}
