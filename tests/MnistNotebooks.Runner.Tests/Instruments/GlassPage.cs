using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a glass network on it, open in a browser.</summary>
internal sealed class GlassPage : IDisposable
{
    /// <summary>A JavaScript expression for the instrument.</summary>
    public const string Glass = "document.querySelector('mnist-glass-network')";

    private static readonly Lazy<MnistData> LazyData = new(() => TrainedNetworks.Data with
    {
        Train = TrainedNetworks.Data.Train.Range(0, 4_000),
        Test = TrainedNetworks.Data.Test.Range(0, Math.Min(TrainedNetworks.Data.Test.Count, 500)),
    });

    private static readonly Lazy<GlassMoment[]> LazyMoments = new(() =>
        [.. GlassNetworkContent.Training(Data).Select(moment => moment with { Network = moment.Network.Copy() })]);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Few digits, so that the training takes a moment.</summary>
    public static MnistData Data => LazyData.Value;

    /// <summary>The training that the page shows, with weights that are not rounded.</summary>
    public static IReadOnlyList<GlassMoment> Moments => LazyMoments.Value;

    /// <summary>The last moment's number.</summary>
    public static int Last => Moments.Count - 1;

    /// <summary>The glass network of these.</summary>
    public static Instrument Instrument => MnistNotebooks.Instruments.Instruments.GlassNetwork(Data);

    /// <summary>A lesson that shows it.</summary>
    public static NotebookFile Lesson => InstrumentLesson.Of("03-glass", Instrument);

    /// <summary>Some digits that the network was not trained on.</summary>
    public static Digit[] Digits => [.. Data.Test.Range(0, 3)];

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    public static async Task<GlassPage> OpenAsync(int width = 1280, bool touch = false)
    {
        var page = new GlassPage();
        var writer = new PageWriter(page._folder["out"], new("Drawn.", IsMnist: false));
        page.Live = await LivePage.OpenAsync(writer.WriteLesson(page._folder["03-glass.ipynb"], Lesson, null, null).Path, width, touch);
        await page.ReadyAsync();
        return page;
    }

    /// <summary>What the page holds: the network with one byte for each weight.</summary>
    public static Network Packed(Network network) => new([.. network.Layers.Select(Packed)]) { Scale = network.Scale };

    /// <summary>A JavaScript expression for a part of the instrument.</summary>
    public static string Part(string id) => $"{Glass}.shadowRoot.getElementById('{id}')";

    /// <summary>The value of a JavaScript expression about the instrument, such as <c>.look.winner</c>.</summary>
    public Task<JsonElement> AskAsync(string what) => Live.EvaluateAsync(Glass + what);

    /// <summary>A number.</summary>
    public async Task<double> NumberAsync(string what) => (await AskAsync(what)).GetDouble();

    /// <summary>Numbers, in an array of any kind.</summary>
    public async Task<double[]> NumbersAsync(string what) =>
        [.. (await Live.EvaluateAsync($"Array.from({Glass}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>The text of a part.</summary>
    public async Task<string> TextAsync(string id) => (await Live.EvaluateAsync($"{Part(id)}.textContent")).GetString()!;

    /// <summary>The texts of the cells of a row of a table.</summary>
    public async Task<string[]> CellsAsync(string row) =>
    [
        .. (await Live.EvaluateAsync($"[...{Glass}.shadowRoot.querySelector('{row}').cells].map(cell => cell.textContent)"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>Shows a test digit.</summary>
    public Task ShowAsync(Digit digit) => AskAsync($".show([{string.Join(',', digit.Pixels)}], {digit.Label})");

    /// <summary>Moves the slider to a moment, as if it were pulled.</summary>
    public Task StopAsync(int stop) =>
        Live.EvaluateAsync($"(slider => {{ slider.value = {stop}; slider.dispatchEvent(new Event('input')); }})({Part("stop")})");

    /// <summary>Chooses one of a list.</summary>
    public Task ChooseAsync(string id, string value) => Live.EvaluateAsync(
        $"(part => {{ part.value = '{value}'; part.dispatchEvent(new Event('change')); }})({Part(id)})");

    /// <summary>Types over what is there.</summary>
    public async Task TypeAsync(string id, string text)
    {
        await Live.EvaluateAsync($"({Part(id)}.focus(), {Part(id)}.select())");
        foreach (char digit in text)
            await Live.PressAsync(digit.ToString(), digit, digit.ToString());
        await Live.PressAsync("Enter", 13, "\r");
        await Drawn();
    }

    /// <summary>Clicks on a place within an element, from 0 to 1 from left to right and from top to bottom.</summary>
    public async Task ClickAsync(string element, double x = 0.5, double y = 0.5)
    {
        var (left, top, width, height) = await BoxAsync(element);
        await Live.DragAsync("mouse", (left + x * width, top + y * height));
        await Drawn();
    }

    /// <summary>Draws on the paper from place to place.</summary>
    public async Task DrawAsync(string tool, params (double X, double Y)[] corners)
    {
        const int steps = 8;
        var (left, top, width, height) = await BoxAsync(Part("paper"));
        var places = corners.Zip(corners.Skip(1)).SelectMany(line => Enumerable.Range(0, steps + 1).Select(i =>
            (left + width * (line.First.X + (line.Second.X - line.First.X) * i / steps),
                top + height * (line.First.Y + (line.Second.Y - line.First.Y) * i / steps))));
        if (tool == "finger")
            await Live.DragFingerAsync(places);
        else
            await Live.DragAsync(tool, places);
        await Drawn();
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    public Task Drawn() => Live.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public void Dispose()
    {
        Live?.Dispose();
        _folder.Dispose();
    }

    private async Task<(double Left, double Top, double Width, double Height)> BoxAsync(string element)
    {
        JsonElement box = await Live.EvaluateAsync(
            $"(part => {{ part.scrollIntoView({{ block: 'center' }}); return part.getBoundingClientRect().toJSON(); }})({element})");
        double Get(string side) => box.GetProperty(side).GetDouble();
        return (Get("left"), Get("top"), Get("width"), Get("height"));
    }

    // The test digits are read from their picture while the page shows itself.
    private async Task ReadyAsync()
    {
        await AskAsync(".pose()");
        await Drawn();
    }

    private static Layer Packed(Layer layer)
    {
        PackedWeights packed = PackedWeights.In8Bits(layer.Weights);
        byte[] multiples = Convert.FromBase64String(packed.Text);
        var weights = Matrix<double>.Build.Dense(layer.Outputs, layer.Inputs,
            (node, input) => (float)((multiples[node * layer.Inputs + input] - 128) * packed.Steps[node]));
        return new(weights, null, layer.Activation);
    }
}
