using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>
/// A lesson's page with a microscope on it, open in a browser. Places on a part go from 0 to 1, from left to right and from top to bottom.
/// </summary>
internal sealed class MicroscopePage : IDisposable
{
    /// <summary>A JavaScript expression for the instrument.</summary>
    public const string Microscope = "document.querySelector('mnist-microscope')";

    private static readonly Lazy<Network> LazySmall = new(Small);

    private readonly TemporaryFolder _folder = new();

    private MicroscopePage()
    {
    }

    /// <summary>The first 300 test digits can be looked at.</summary>
    public static MnistData Data { get; } = TrainedNetworks.Data with
    {
        Test = TrainedNetworks.Data.Test.Range(0, Math.Min(TrainedNetworks.Data.Test.Count, 300)),
    };

    /// <summary>Two networks of different kinds: 784-10-10 with ReLU, softmax and biases, and the tutorial's 784-200-10.</summary>
    public static Network[] Networks => [LazySmall.Value, TrainedNetworks.Tutorial];

    /// <summary>Looks into both.</summary>
    public static Instrument Instrument =>
        MnistNotebooks.Instruments.Instruments.Microscope(Data, "Draw a digit", ("ten nodes", Networks[0]), ("200 nodes", Networks[1]));

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    public static async Task<MicroscopePage> OpenAsync(int width = 1280, bool touch = false)
    {
        var page = new MicroscopePage();
        var writer = new PageWriter(page._folder["out"], new("Drawn.", IsMnist: false));
        NotebookFile lesson = InstrumentLesson.Of("08-microscope", Instrument);
        string path = writer.WriteLesson(page._folder["08-microscope.ipynb"], lesson, null, null).Path;
        page.Live = await LivePage.OpenAsync(path, width, touch);
        await page.AskAsync(".pose()");
        await page.Drawn();
        return page;
    }

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public static string Part(string id) => $"{Microscope}.find('{id}')";

    /// <summary>The value of a JavaScript expression about the instrument, such as <c>.sight.winner</c>.</summary>
    public Task<JsonElement> AskAsync(string what) => Live.EvaluateAsync(Microscope + what);

    /// <summary>A number.</summary>
    public async Task<int> NumberAsync(string what) => (await AskAsync(what)).GetInt32();

    /// <summary>Numbers, in an array of any kind.</summary>
    public async Task<double[]> NumbersAsync(string what) =>
        [.. (await Live.EvaluateAsync($"Array.from({Microscope}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>What the network is shown.</summary>
    public async Task<byte[]> PixelsAsync() => [.. (await NumbersAsync(".sight.pixels")).Select(level => (byte)level)];

    /// <summary>The text of a part.</summary>
    public async Task<string> TextAsync(string id) => (await Live.EvaluateAsync($"{Part(id)}.textContent")).GetString()!;

    /// <summary>Shows a test digit.</summary>
    public Task ShowAsync(Digit digit) => AskAsync($".show([{string.Join(',', digit.Pixels)}], {digit.Label})");

    /// <summary>Chooses a network.</summary>
    public Task ChooseAsync(int number) => Live.EvaluateAsync(
        $"(part => {{ part.value = '{number}'; part.dispatchEvent(new Event('change')); }})({Part("network")})");

    /// <summary>Draws over a part from place to place.</summary>
    public async Task DrawAsync(string tool, string part, params (double X, double Y)[] corners)
    {
        const int steps = 8;
        var (left, top, width, height) = await BoxAsync(part);
        var places = corners.Zip(corners.Skip(1)).SelectMany(line => Enumerable.Range(0, steps + 1).Select(i =>
            (left + width * (line.First.X + (line.Second.X - line.First.X) * i / steps),
                top + height * (line.First.Y + (line.Second.Y - line.First.Y) * i / steps))));
        if (tool == "finger")
            await Live.DragFingerAsync(places);
        else
            await Live.DragAsync(tool, places);
        await Drawn();
    }

    /// <summary>Clicks the middle of a part.</summary>
    public async Task ClickAsync(string element)
    {
        var (left, top, width, height) = await BoxAsync(element);
        await Live.DragAsync("mouse", (left + width / 2, top + height / 2));
        await Drawn();
    }

    /// <summary>Goes on by Tab until that part has the focus, which is seen.</summary>
    public async Task TabToAsync(string id)
    {
        const string focused = $"{Microscope}.shadowRoot.activeElement";
        for (int i = 0; i < 40; i++)
        {
            await Live.PressAsync("Tab", 9);
            if ((await Live.EvaluateAsync($"{focused}?.id || ''")).GetString() != id)
                continue;
            string part = id == "pixels" ? $"{focused}.firstElementChild" : focused;
            Assert.Equal("solid", (await Live.EvaluateAsync($"getComputedStyle({part}).outlineStyle")).GetString());
            return;
        }
        Assert.Fail($"Tab does not lead to {id}.");
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    public Task Drawn() => Live.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public void Dispose()
    {
        Live?.Dispose();
        _folder.Dispose();
    }

    private static Network Small()
    {
        Network network = (NetworkDescription.Modern with { Hidden = [10] }).Create();
        Training.Run(network, Data.Train.Range(0, 4_000), TrainingOptions.Modern with { Epochs = 2 });
        return network;
    }

    private async Task<(double Left, double Top, double Width, double Height)> BoxAsync(string element)
    {
        JsonElement box = await Live.EvaluateAsync(
            $"(part => {{ part.scrollIntoView({{ block: 'center' }}); return part.getBoundingClientRect().toJSON(); }})({element})");
        double Get(string side) => box.GetProperty(side).GetDouble();
        return (Get("left"), Get("top"), Get("width"), Get("height"));
    }
}
