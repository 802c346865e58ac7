using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a glass network on it, open in a browser.</summary>
internal sealed class GlassPage : InstrumentPage
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

    private GlassPage()
        : base("glass-network")
    {
    }

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

    public static async Task<GlassPage> OpenAsync(int width = 1280, bool touch = false)
    {
        var page = new GlassPage();
        await page.OpenAsync([Instrument], width, touch);
        // The test digits are read from their picture while the page shows itself.
        await page.PosedAsync();
        return page;
    }

    /// <summary>What the page holds: the network with one byte for each weight.</summary>
    public static Network Packed(Network network) => new([.. network.Layers.Select(Packed)]) { Scale = network.Scale };

    /// <summary>The texts of the cells of a row of a table.</summary>
    public async Task<string[]> CellsAsync(string row) =>
    [
        .. (await Live.EvaluateAsync($"[...{Element}.shadowRoot.querySelector('{row}').cells].map(cell => cell.textContent)"))
            .EnumerateArray().Select(text => text.GetString()!),
    ];

    /// <summary>Shows a test digit.</summary>
    public Task ShowAsync(Digit digit) => AskAsync($".show([{string.Join(',', digit.Pixels)}], {digit.Label})");

    /// <summary>Moves the slider to a moment, as if it were pulled.</summary>
    public Task StopAsync(int stop) =>
        Live.EvaluateAsync($"(slider => {{ slider.value = {stop}; slider.dispatchEvent(new Event('input')); }})({Part("stop")})");

    private static Layer Packed(Layer layer)
    {
        PackedWeights packed = PackedWeights.In8Bits(layer.Weights);
        byte[] multiples = Convert.FromBase64String(packed.Text);
        var weights = Matrix<double>.Build.Dense(layer.Outputs, layer.Inputs,
            (node, input) => (float)((multiples[node * layer.Inputs + input] - 128) * packed.Steps[node]));
        return new(weights, null, layer.Activation);
    }
}
