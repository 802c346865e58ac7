using System.Text.Json;
using Microsoft.Playwright;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A page that is open in a browser: tests look into it, and act on it as a reader does.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IPage _page;
    // For what Playwright has no words for, such as fingers that move. https://chromedevtools.github.io/devtools-protocol/
    private readonly ICDPSession _tools;
    private readonly List<string> _errors = [];

    private LivePage(IPage page, ICDPSession tools)
    {
        (_page, _tools) = (page, tools);
        page.PageError += (_, error) => _errors.Add(error);
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="touch">Whether the screen is a phone's.</param>
    /// <param name="query">What the address ends with.</param>
    public static async Task<LivePage> OpenAsync(string page, int width = 1280, bool touch = false, string query = "")
    {
        IBrowserContext context = await SharedBrowser.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = 900 }, HasTouch = touch, IsMobile = touch });
        try
        {
            IPage tab = await context.NewPageAsync();
            var live = new LivePage(tab, await context.NewCDPSessionAsync(tab));
            await tab.GotoAsync(new Uri(page).AbsoluteUri + query);
            return live;
        }
        catch
        {
            await context.CloseAsync();
            throw;
        }
    }

    /// <summary>What went wrong in the page's scripts so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The value of a JavaScript expression; of a promise, what it promises.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonElement answer = await SendAsync("Runtime.evaluate",
            new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out JsonElement error))
            throw new InvalidOperationException(error.GetRawText());
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Makes the window as wide as that.</summary>
    public Task ResizeAsync(int width) => _page.SetViewportSizeAsync(width, 900);

    /// <summary>Loads the page again.</summary>
    public Task ReloadAsync() => _page.ReloadAsync();

    /// <summary>The page as it is on paper, or on the screen again.</summary>
    public Task PrintAsync(bool isPrinted) => _page.EmulateMediaAsync(new() { Media = isPrinted ? Media.Print : Media.Screen });

    /// <summary>Moves the mouse to a place.</summary>
    public Task HoverAsync((double X, double Y) place) => _page.Mouse.MoveAsync((float)place.X, (float)place.Y);

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

    /// <summary>Draws a line with a finger.</summary>
    public async Task DragFingerAsync(params IEnumerable<(double X, double Y)> places)
    {
        string type = "touchStart";
        foreach (var (x, y) in places)
        {
            await Touch(type, new { x, y });
            type = "touchMove";
        }
        await Touch("touchEnd");

        Task Touch(string what, params object[] fingers) =>
            SendAsync("Input.dispatchTouchEvent", new() { ["type"] = what, ["touchPoints"] = fingers });
    }

    /// <summary>Presses and releases a key, such as Tab or Shift+Tab.</summary>
    public Task PressAsync(string key) => _page.Keyboard.PressAsync(key);

    /// <summary>Bytes that the page's scripts use, after what nobody needs is gone.</summary>
    public async Task<long> HeapAsync()
    {
        await SendAsync("HeapProfiler.collectGarbage", []);
        return (long)(await SendAsync("Runtime.getHeapUsage", [])).GetProperty("usedSize").GetDouble();
    }

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();

    private async Task<JsonElement> SendAsync(string method, Dictionary<string, object> parameters) =>
        await _tools.SendAsync(method, parameters).WaitAsync(Patience) ?? default;
}
