using System.Text.Json;
using MnistNotebooks.Instruments;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>
/// A lesson's page with an instrument on it, open in a browser, and what readers do there. Places on an element go from 0 to 1, from left
/// to right and from top to bottom.
/// </summary>
internal class InstrumentPage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="name">Of the element, behind mnist-.</param>
    protected InstrumentPage(string name) => (Name, Element) = (name, $"document.querySelector('mnist-{name}')");

    /// <summary>A JavaScript expression for the instrument; the first one, where there are more.</summary>
    public string Element { get; }

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    private string Name { get; }

    /// <summary>Opens a page and waits until the instrument shows what its pictures show.</summary>
    public static async Task<InstrumentPage> OpenAsync(string name, Instrument instrument)
    {
        var page = new InstrumentPage(name);
        await page.OpenAsync([instrument]);
        await page.PosedAsync();
        return page;
    }

    /// <summary>Writes a lesson's page with instruments.</summary>
    public static string Written(TemporaryFolder folder, string name, params Instrument[] instruments) =>
        new PageWriter(folder["out"], new("Drawn.", IsMnist: false))
            .WriteLesson(folder[$"06-{name}.ipynb"], InstrumentLesson.Of($"06-{name}", instruments), null, null).Path;

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public string Part(string id) => $"{Element}.find('{id}')";

    /// <summary>The value of a JavaScript expression about the instrument, such as <c>.runs.length</c>.</summary>
    public Task<JsonElement> AskAsync(string what) => Live.EvaluateAsync(Element + what);

    /// <summary>A number.</summary>
    public async Task<double> NumberAsync(string what) => (await AskAsync(what)).GetDouble();

    /// <summary>A whole number.</summary>
    public async Task<int> WholeAsync(string what) => (await AskAsync(what)).GetInt32();

    /// <summary>Numbers, in an array of any kind.</summary>
    public async Task<double[]> NumbersAsync(string what) =>
        [.. (await Live.EvaluateAsync($"Array.from({Element}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>The text of a part, or of what is found in it.</summary>
    public async Task<string> TextAsync(string id, string found = "") =>
        (await Live.EvaluateAsync($"({Part(id)}){found}.textContent")).GetString()!;

    /// <summary>The texts of all that a selector finds in a part.</summary>
    public async Task<string[]> TextsAsync(string id, string selector) =>
    [
        .. (await Live.EvaluateAsync($"[...{Part(id)}.querySelectorAll('{selector}')].map(part => part.textContent)"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>Chooses one of a list.</summary>
    public Task ChooseAsync(string id, string value) => Live.EvaluateAsync(
        $"(part => {{ part.value = '{value}'; part.dispatchEvent(new Event('change')); }})({Part(id)})");

    /// <summary>Clicks on the middle of an element, or touches it.</summary>
    public Task ClickAsync(string element, bool touch = false) => DragAsync(element, touch ? "finger" : "mouse", (0.5, 0.5));

    /// <summary>Goes over an element from place to place, with a mouse or pen that is pressed, or with a finger.</summary>
    public async Task DragAsync(string element, string tool, params IEnumerable<(double X, double Y)> places)
    {
        JsonElement box = await Live.EvaluateAsync(
            $"(part => {{ part.scrollIntoView({{ block: 'center' }}); return part.getBoundingClientRect().toJSON(); }})({element})");
        double Get(string side) => box.GetProperty(side).GetDouble();
        var path = places.Select(place => (Get("left") + Get("width") * place.X, Get("top") + Get("height") * place.Y));
        await (tool == "finger" ? Live.DragFingerAsync(path) : Live.DragAsync(tool, path));
        await Drawn();
    }

    /// <summary>Draws straight lines on an element, from corner to corner.</summary>
    public Task DrawAsync(string tool, string element, params (double X, double Y)[] corners)
    {
        const int steps = 8;
        return DragAsync(element, tool, corners.Zip(corners.Skip(1)).SelectMany(line => Enumerable.Range(0, steps + 1).Select(i =>
            (line.First.X + (line.Second.X - line.First.X) * i / steps, line.First.Y + (line.Second.Y - line.First.Y) * i / steps))));
    }

    /// <summary>Presses a key.</summary>
    public async Task PressAsync(string key)
    {
        await Live.PressAsync(key);
        await Drawn();
    }

    /// <summary>Types over what a field holds, and leaves it as it is while the focus stays.</summary>
    public async Task TypeAsync(string id, string text)
    {
        await Live.EvaluateAsync($"({Part(id)}.focus(), {Part(id)}.select())");
        foreach (char digit in text)
            await PressAsync(digit.ToString());
        await PressAsync("Enter");
    }

    /// <summary>Presses Tab until the part, or something in it, has the focus, which is seen.</summary>
    public async Task TabToAsync(string id)
    {
        string focused = $"{Element}.shadowRoot.activeElement";
        for (int i = 0; i < 60; i++)
        {
            await PressAsync("Tab");
            if (!(await Live.EvaluateAsync($"{Part(id)}.contains({focused})")).GetBoolean())
                continue;
            // Over a picture the pixel that is pointed at has the mark.
            string mark = $"({focused}.classList.contains('pixel-cursor') ? {focused}.firstElementChild : {focused})";
            Assert.Equal("solid", (await Live.EvaluateAsync($"getComputedStyle({mark}).outlineStyle")).GetString());
            return;
        }
        Assert.Fail($"{id} is not reached by Tab.");
    }

    /// <summary>Whether the part has the focus.</summary>
    public async Task<bool> HasFocusAsync(string element) =>
        (await Live.EvaluateAsync($"{Element}.shadowRoot.activeElement === {element}")).GetBoolean();

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

    /// <summary>Waits until what was done is on the screen, and explained: a drawing is read in every fourth frame.</summary>
    public Task Drawn() => Live.EvaluateAsync(
        "(async () => { for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame); })()");

    public async ValueTask DisposeAsync()
    {
        if (Live is not null)
            await Live.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a page with instruments, of which this is the first one or stands beside it.</summary>
    protected async Task OpenAsync(Instrument[] instruments, int width = 1280, bool touch = false, string hash = "") =>
        Live = await LivePage.OpenAsync(Written(_folder, Name, instruments), width, touch, hash);

    /// <summary>Waits until the instrument has read what it needs.</summary>
    protected async Task PosedAsync()
    {
        await AskAsync(".pose()");
        await Drawn();
    }
}

/// <summary>A lesson that shows an instrument, as a run leaves it.</summary>
internal static class InstrumentLesson
{
    public static NotebookFile Of(string name, params Instrument[] instruments) => new(name, SampleNotebook.Metadata,
    [
        new("title", CellKind.Markdown, "# Try it\n\n## Here"),
        new("instrument", CellKind.Code, "Instruments.Laboratory(mnist)")
        {
            ExecutionCount = 1,
            Outputs = [.. instruments.Select(Output)],
        },
        new("rest", CellKind.Code, string.Concat(Enumerable.Repeat("1\n", 50))) { ExecutionCount = 2 },
    ]);

    public static DisplayOutput Output(Instrument instrument) => new(new(
    [
        new(MimeBundle.Instrument, JsonElement.Parse(instrument.ToPageJson())),
        new(MimeBundle.Plain, Json.Text(instrument.ToText())),
    ]), IsResult: true);
}
