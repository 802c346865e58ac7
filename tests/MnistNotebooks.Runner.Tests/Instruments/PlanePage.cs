using System.Text.Json;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a laboratory in the plane: one for all tests of a class, opened by the first.</summary>
public sealed class PlanePage : IDisposable
{
    /// <summary>A JavaScript expression for the instrument.</summary>
    public const string Plane = "document.querySelector('mnist-plane-laboratory')";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<LivePage>> _page;

    public PlanePage() => _page = new(OpenAsync);

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public static string Part(string id) => $"{Plane}.find('{id}')";

    /// <summary>A JavaScript expression for the picture of a node; layer 0 is that of the inputs.</summary>
    public static string Node(int layer, int node) =>
        $"{Plane}.shadowRoot.querySelectorAll('.column')[{layer}].querySelectorAll('button')[{node}]";

    public void Dispose()
    {
        if (_page.IsValueCreated && _page.Value.IsCompletedSuccessfully)
            _page.Value.Result.Dispose();
        _folder.Dispose();
    }

    /// <summary>The page in the browser.</summary>
    internal Task<LivePage> LiveAsync() => _page.Value;

    /// <summary>Gives it the settings of an address, which is another one than before.</summary>
    internal async Task<LivePage> SetAsync(string hash)
    {
        LivePage live = await LiveAsync();
        await live.EvaluateAsync($$"""
            new Promise(done => {
              addEventListener('hashchange', () => requestAnimationFrame(done), { once: true });
              location.hash = '';
              location.hash = '{{hash}}';
            })
            """);
        await DrawnAsync();
        return live;
    }

    /// <summary>The value of a JavaScript expression about the instrument, such as <c>.settings</c>.</summary>
    internal async Task<JsonElement> AskAsync(string what) => await (await LiveAsync()).EvaluateAsync(Plane + what);

    /// <summary>Numbers, in an array of any kind.</summary>
    internal async Task<double[]> NumbersAsync(string what) =>
        [.. (await (await LiveAsync()).EvaluateAsync($"Array.from({Plane}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>The text of a part.</summary>
    internal async Task<string> TextAsync(string id) => (await AskAsync($".find('{id}').textContent")).GetString()!;

    /// <summary>The texts of the cells of a row: loss, right and wrong.</summary>
    internal async Task<string[]> CountsAsync(string row) =>
    [
        .. (await AskAsync($".find('{row}').querySelectorAll('td').values().map(cell => cell.textContent).toArray()"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>Clicks at a place within a part, from 0 to 1 from left to right and from top to bottom.</summary>
    internal async Task ClickAsync(string part, double x = 0.5, double y = 0.5)
    {
        await (await LiveAsync()).DragAsync("mouse", await PlaceAsync(part, x, y));
        await DrawnAsync();
    }

    /// <summary>Points at the middle of a part.</summary>
    internal async Task PointAtAsync(string part)
    {
        await (await LiveAsync()).HoverAsync(await PlaceAsync(part, 0.5, 0.5));
        await DrawnAsync();
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    internal async Task DrawnAsync() =>
        await (await LiveAsync()).EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    private async Task<(double X, double Y)> PlaceAsync(string part, double x, double y)
    {
        JsonElement box = await (await LiveAsync()).EvaluateAsync(
            $"(part => {{ part.scrollIntoView({{ block: 'center' }}); return part.getBoundingClientRect().toJSON(); }})({part})");
        double Get(string side) => box.GetProperty(side).GetDouble();
        return (Get("left") + x * Get("width"), Get("top") + y * Get("height"));
    }

    private Task<LivePage> OpenAsync() => LivePage.OpenAsync(new PageWriter(_folder["out"], new("Drawn.", IsMnist: false)).WriteLesson(
        _folder["12-plane.ipynb"], InstrumentLesson.Of("12-plane", MnistNotebooks.Instruments.Instruments.PlaneLaboratory()), null, null)
        .Path);
}
