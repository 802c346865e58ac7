using System.Globalization;
using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Instruments;

/// <summary>
/// What the glass network shows: the tutorial's network at some moments of its training, with one byte for each weight. The modules in the
/// folder GlassNetwork read it.
/// </summary>
internal static class GlassNetworkContent
{
    /// <summary>What the script is called beside the pages.</summary>
    public const string FileName = "mnist-glass-network.js";

    private const int HiddenNodes = 200, Seed = 1;

    // In the first epoch the network changes most.
    private static readonly int[] EarlyStops = [0, 100, 300, 1_000, 3_000, 10_000, 30_000];

    // The training takes some seconds.
    private static readonly ScriptCache Scripts = new(FileName, data =>
        $"globalThis.mnistGlassNetwork = {new JsonArray([.. Training(data).Select(Stored)]).ToJsonString(Instrument.PlainJson)};\n");

    /// <summary>The tutorial's.</summary>
    public static TrainingOptions Options { get; } = new();

    /// <summary>After how many records the network is stored: within the first epoch, and after each.</summary>
    /// <param name="records">In an epoch.</param>
    public static IReadOnlyList<int> Stops(int records) =>
        [.. EarlyStops.Where(stop => stop < records), .. Enumerable.Range(1, Options.Epochs).Select(epoch => epoch * records)];

    /// <summary>What is trained, and how, as sentences.</summary>
    public static string DescriptionOf(MnistData data)
    {
        string digits = data.Source.IsMnist ? "MNIST" : "drawn digits, not MNIST";
        return string.Create(CultureInfo.InvariantCulture,
            $"784-{HiddenNodes}-10, trained by the library on {digits}: seed {Seed}, learning rate {Options.LearningRate}, "
                + $"{Options.Epochs} epochs of {data.Train.Count:N0} records. "
                + $"{Stops(data.Train.Count).Count} moments are stored, one byte for each weight.");
    }

    /// <summary>A script that defines <c>mnistGlassNetwork</c>: the moments in their order. The same data make the same script.</summary>
    public static SharedScript ScriptOf(MnistData data) => Scripts.Of(data);

    /// <summary>The training, which stands still at every stop: the network changes once the next one is asked for.</summary>
    public static IEnumerable<GlassMoment> Training(MnistData data)
    {
        Network network = Network.Tutorial(HiddenNodes, Seed);
        int seen = 0;
        foreach (int stop in Stops(data.Train.Count))
        {
            if (stop > seen)
                Networks.Training.Run(network, Next(data.Train, seen, stop - seen), Options with { Epochs = 1 });
            seen = stop;
            yield return new(stop, network, network.Score(data.Test).Accuracy);
        }
    }

    // A whole epoch is the set itself, of which all epochs share what is prepared.
    private static DigitSet Next(DigitSet digits, int seen, int count) =>
        count == digits.Count ? digits : digits.Range(seen % digits.Count, count);

    private static JsonObject Stored(GlassMoment moment)
    {
        var errors = new JsonArray();
        JsonObject network = PackedNetwork.Of(moment.Network, weights =>
        {
            PackedWeights packed = PackedWeights.In8Bits(weights);
            errors.Add(packed.Error);
            return packed;
        });
        return new()
        {
            ["records"] = moment.Records,
            ["accuracy"] = moment.Accuracy,
            ["errors"] = errors,
            ["network"] = network,
        };
    }
}

/// <summary>The network after some records.</summary>
/// <param name="Records">Trained on so far.</param>
/// <param name="Network">As it is then.</param>
/// <param name="Accuracy">The share of all test digits that it reads right.</param>
internal sealed record GlassMoment(int Records, Network Network, double Accuracy);
