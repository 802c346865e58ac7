using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a microscope on it, open in a browser.</summary>
internal sealed class MicroscopePage : InstrumentPage
{
    private static readonly Lazy<Network> LazySmall = new(Small);

    private MicroscopePage()
        : base("microscope")
    {
    }

    /// <summary>The first 300 test digits can be looked at.</summary>
    public static MnistData Data { get; } = TrainedNetworks.Data with
    {
        Test = TrainedNetworks.Data.Test.Range(0, Math.Min(TrainedNetworks.Data.Test.Count, 300)),
    };

    /// <summary>
    /// Networks of different kinds: 784-10-10 with ReLU, softmax and biases, the tutorial's 784-200-10, and 784-64-32-10.
    /// </summary>
    public static Network[] Networks => [LazySmall.Value, TrainedNetworks.Tutorial, TrainedNetworks.Modern];

    /// <summary>Looks into all of them.</summary>
    public static Instrument Instrument => MnistNotebooks.Instruments.Instruments.Microscope(
        Data, "Draw a digit", ("ten nodes", Networks[0]), ("200 nodes", Networks[1]), ("two layers", Networks[2]));

    /// <summary>What the page holds: the network with 18 bits for each weight.</summary>
    public static Network Packed(Network network) => new([.. network.Layers.Select(Packed)]) { Scale = network.Scale };

    public static async Task<MicroscopePage> OpenAsync(int width = 1280, bool touch = false)
    {
        var page = new MicroscopePage();
        await page.OpenAsync([Instrument], width, touch);
        await page.PosedAsync();
        return page;
    }

    /// <summary>What the network is shown.</summary>
    public async Task<byte[]> PixelsAsync() => [.. (await NumbersAsync(".sight.pixels")).Select(level => (byte)level)];

    /// <summary>Shows a test digit.</summary>
    public Task ShowAsync(Digit digit) => AskAsync($".show([{string.Join(',', digit.Pixels)}], {digit.Label})");

    /// <summary>Chooses a network.</summary>
    public Task ChooseAsync(int number) => ChooseAsync("network", $"{number}");

    private static Layer Packed(Layer layer)
    {
        const string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        PackedWeights packed = PackedWeights.In18Bits(layer.Weights);
        var weights = Matrix<double>.Build.Dense(layer.Outputs, layer.Inputs, (node, input) =>
        {
            int stored = packed.Text.AsSpan(3 * (node * layer.Inputs + input), 3).ToArray()
                .Aggregate(0, (sum, digit) => 64 * sum + digits.IndexOf(digit, StringComparison.Ordinal));
            return (float)((stored - 131072) * packed.Steps[node]);
        });
        return new(weights, layer.Biases?.Map(bias => (double)(float)bias), layer.Activation);
    }

    private static Network Small()
    {
        Network network = (NetworkDescription.Modern with { Hidden = [10] }).Create();
        Training.Run(network, Data.Train.Range(0, 4_000), TrainingOptions.Modern with { Epochs = 2 });
        return network;
    }
}
