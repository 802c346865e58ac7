using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The readable loop on a set in its own order.</summary>
internal static class Readable
{
    /// <summary>
    /// Trains a network through one epoch, and says how it went. Of optimizers only plain descent forgets nothing between calls.
    /// </summary>
    public static RunningMetrics Epoch(Network network, DigitSet digits, TrainingOptions options)
    {
        var loop = new ReadableLoop(network, options);
        loop.StartEpoch(Examples.Of(digits, network.Scale), [.. Enumerable.Range(0, digits.Count)]);
        var metrics = new RunningMetrics();
        loop.Train(0, digits.Count, _ => options.LearningRate, metrics);
        return metrics;
    }
}
