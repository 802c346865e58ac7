using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with an instrument that a network's digits are stored in, open in a browser.</summary>
internal sealed class ReadingsPage : IDisposable
{
    // Few records, so that the network makes mistakes enough.
    private static readonly Lazy<Score> LazyScore = new(() =>
    {
        Network network = Network.Tutorial(50, seed: 1);
        Training.Run(network, TrainedNetworks.Data.Train.Range(0, 500), new() { Epochs = 2 });
        return network.Score(Digits);
    });

    private readonly TemporaryFolder _folder = new();
    private readonly string _instrument;

    private ReadingsPage(string name) => _instrument = $"document.querySelector('mnist-{name}')";

    /// <summary>A thousand digits that the network was not trained on.</summary>
    public static DigitSet Digits => TrainedNetworks.Data.Train.Range(2_000, 1_000);

    /// <summary>How the network did on them.</summary>
    public static Score Score => LazyScore.Value;

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    public static async Task<ReadingsPage> OpenAsync(
        string name, Instrument instrument, int width = 1280, bool touch = false, Instrument? below = null)
    {
        var page = new ReadingsPage(name);
        page.Live = await LivePage.OpenAsync(Written(page._folder, name, below is null ? [instrument] : [instrument, below]), width, touch);
        await page.AskAsync(".pose()");
        await page.Drawn();
        return page;
    }

    /// <summary>Writes a lesson's page with instruments.</summary>
    public static string Written(TemporaryFolder folder, string name, params Instrument[] instruments) =>
        new PageWriter(folder["out"], new("Drawn.", IsMnist: false))
            .WriteLesson(folder[$"06-{name}.ipynb"], InstrumentLesson.Of($"06-{name}", instruments), null, null).Path;

    /// <summary>The digit that a network would choose if it did not choose what it chose.</summary>
    public static int SecondChoice(int record) => Score.Outputs.Row(record).Select((output, node) => (output, node))
        .Where(one => one.node != Score.Predicted[record]).MaxBy(one => one.output).node;

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public string Part(string id) => $"{_instrument}.find('{id}')";

    /// <summary>The value of a JavaScript expression about the instrument.</summary>
    public Task<JsonElement> AskAsync(string what) => Live.EvaluateAsync(_instrument + what);

    /// <summary>Numbers, in an array of any kind.</summary>
    public async Task<double[]> NumbersAsync(string what) =>
        [.. (await Live.EvaluateAsync($"Array.from({_instrument}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>The text of a part, or of what is found in it.</summary>
    public async Task<string> TextAsync(string id, string found = "") =>
        (await Live.EvaluateAsync($"({Part(id)}){found}.textContent")).GetString()!;

    /// <summary>The texts of all that a selector finds in a part.</summary>
    public async Task<string[]> TextsAsync(string id, string selector) =>
    [
        .. (await Live.EvaluateAsync($"[...{Part(id)}.querySelectorAll('{selector}')].map(part => part.textContent)"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>The levels that a canvas shows, 255 for ink.</summary>
    public async Task<byte[]> InkAsync(string canvas) =>
    [
        .. (await Live.EvaluateAsync($$"""
            (canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data).filter((_, i) => i % 4 === 0))({{canvas}})
            """)).EnumerateArray().Select(level => (byte)(255 - level.GetInt32())),
    ];

    /// <summary>Clicks on the middle of an element, or touches it.</summary>
    public Task ClickAsync(string element, bool touch = false) => DragAsync(element, touch, (0.5, 0.5));

    /// <summary>Drags over an element, from place to place; places go from 0 to 1, from left to right and from top to bottom.</summary>
    public async Task DragAsync(string element, bool touch, params IEnumerable<(double X, double Y)> places)
    {
        JsonElement box = await Live.EvaluateAsync(
            $"(part => {{ part.scrollIntoView({{ block: 'center' }}); return part.getBoundingClientRect().toJSON(); }})({element})");
        double Get(string side) => box.GetProperty(side).GetDouble();
        var path = places.Select(place => (Get("left") + Get("width") * place.X, Get("top") + Get("height") * place.Y));
        await (touch ? Live.DragFingerAsync(path) : Live.DragAsync("mouse", path));
        await Drawn();
    }

    /// <summary>Presses a key.</summary>
    public async Task PressAsync(string key)
    {
        var (code, text) = key switch
        {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            "End" => (35, ""),
            "Home" => (36, ""),
            "ArrowLeft" => (37, ""),
            "ArrowUp" => (38, ""),
            "ArrowRight" => (39, ""),
            "ArrowDown" => (40, ""),
            _ => (key[0], key),
        };
        await Live.PressAsync(key, code, text);
        await Drawn();
    }

    /// <summary>Whether the part has the focus.</summary>
    public async Task<bool> HasFocusAsync(string element) =>
        (await Live.EvaluateAsync($"{_instrument}.shadowRoot.activeElement === {element}")).GetBoolean();

    /// <summary>Presses Tab until the part, or something in it, has the focus.</summary>
    public async Task TabToAsync(string id)
    {
        for (int i = 0; i < 60; i++)
        {
            await PressAsync("Tab");
            if ((await Live.EvaluateAsync($"{Part(id)}.contains({_instrument}.shadowRoot.activeElement)")).GetBoolean())
                return;
        }
        Assert.Fail($"{id} is not reached by Tab.");
    }

    /// <summary>From now on, what moves without being asked to is written down.</summary>
    public Task WatchShiftsAsync() => Live.EvaluateAsync("""
        (globalThis.shifts = [], new PerformanceObserver(list => shifts.push(...list.getEntries().map(({ value, sources }) => ({
          value, parts: sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent ?? '?').join(' | '),
        })))).observe({ type: 'layout-shift' }))
        """);

    /// <summary>Nothing moved, no page is wider than its window, and no script complained.</summary>
    public async Task CheckQuietAsync(int width)
    {
        Assert.InRange((await Live.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, width);
        JsonElement[] shifts = [.. (await Live.EvaluateAsync("shifts")).EnumerateArray()];
        Assert.True(shifts.Sum(shift => shift.GetProperty("value").GetDouble()) < 0.0005, string.Join('\n', shifts));
        Assert.Empty(Live.Errors);
    }

    /// <summary>The ten outputs that are shown are those of a record, as numbers and as bars.</summary>
    public async Task CheckOutputsAsync(int record)
    {
        Assert.Equal(Score.Outputs.Row(record).Select(GlassChecks.Fixed), await TextsAsync("outputs", ".value"));
        JsonElement bars = await Live.EvaluateAsync($"[...{Part("outputs")}.querySelectorAll('.bar')]"
            + ".map(bar => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width)");
        foreach ((int node, JsonElement bar) in bars.EnumerateArray().Index())
            Assert.Equal(Score.Outputs[record, node], bar.GetDouble(), 0.01);
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    public Task Drawn() => Live.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public void Dispose()
    {
        Live?.Dispose();
        _folder.Dispose();
    }
}
