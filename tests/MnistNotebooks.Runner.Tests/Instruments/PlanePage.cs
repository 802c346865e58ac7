using System.Text.Json;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a laboratory in the plane: one for all tests of a class, opened by the first.</summary>
public sealed class PlanePage : IAsyncLifetime
{
    /// <summary>A JavaScript expression for the instrument.</summary>
    public const string Plane = "document.querySelector('mnist-plane-laboratory')";

    private readonly Lazy<Task<InstrumentPage>> _page = new(() =>
        InstrumentPage.OpenAsync("plane-laboratory", MnistNotebooks.Instruments.Instruments.PlaneLaboratory()));

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public static string Part(string id) => $"{Plane}.find('{id}')";

    /// <summary>A JavaScript expression for the picture of a node; layer 0 is that of the inputs.</summary>
    public static string Node(int layer, int node) =>
        $"{Plane}.shadowRoot.querySelectorAll('.column')[{layer}].querySelectorAll('button')[{node}]";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_page.IsValueCreated && _page.Value.IsCompletedSuccessfully)
            await (await _page.Value).DisposeAsync();
    }

    /// <summary>The page in the browser.</summary>
    internal async Task<LivePage> LiveAsync() => (await _page.Value).Live;

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

    /// <inheritdoc cref="InstrumentPage.AskAsync"/>
    internal async Task<JsonElement> AskAsync(string what) => await (await _page.Value).AskAsync(what);

    /// <inheritdoc cref="InstrumentPage.NumbersAsync"/>
    internal async Task<double[]> NumbersAsync(string what) => await (await _page.Value).NumbersAsync(what);

    /// <inheritdoc cref="InstrumentPage.TextAsync"/>
    internal async Task<string> TextAsync(string id) => await (await _page.Value).TextAsync(id);

    /// <summary>The texts of the cells of a row: loss, right and wrong.</summary>
    internal async Task<string[]> CountsAsync(string row) =>
    [
        .. (await AskAsync($".find('{row}').querySelectorAll('td').values().map(cell => cell.textContent).toArray()"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>Clicks at a place within a part, from 0 to 1 from left to right and from top to bottom.</summary>
    internal async Task ClickAsync(string part, double x = 0.5, double y = 0.5) =>
        await (await _page.Value).DragAsync(part, "mouse", (x, y));

    /// <summary>Points at the middle of a part.</summary>
    internal async Task PointAtAsync(string part)
    {
        JsonElement place = await (await LiveAsync()).EvaluateAsync($$"""
            (part => {
              part.scrollIntoView({ block: 'center' });
              const { left, top, width, height } = part.getBoundingClientRect();
              return [left + width / 2, top + height / 2];
            })({{part}})
            """);
        await (await LiveAsync()).HoverAsync((place[0].GetDouble(), place[1].GetDouble()));
        await DrawnAsync();
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    internal async Task DrawnAsync() => await (await _page.Value).Drawn();
}
