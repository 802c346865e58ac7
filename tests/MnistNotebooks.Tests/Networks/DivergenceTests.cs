using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Learning rates at which weights overflow.</summary>
public class DivergenceTests
{
    /// <summary>With inputs of 0 for blank pixels, a blank picture teaches nothing; record 2,000 is the first that is not blank.</summary>
    private static readonly DigitSet _blankUpTo2000 = new(
        (byte[])[.. Enumerable.Repeat((byte)0, 2000 * DigitSet.PixelCount), .. Enumerable.Repeat((byte)255, 500 * DigitSet.PixelCount)],
            new byte[2500]);

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(64, 1984)]
    public void Training_stops_with_the_epoch_and_the_record_and_restores_the_weights_from_before_the_epoch(int batchSize, int record)
    {
        var network = new Network(new Layer(Matrix<double>.Build.Dense(10, 784))) { Scale = new(0, 100) };
        var options = new TrainingOptions { LearningRate = 1e38, BatchSize = batchSize };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, _blankUpTo2000, options));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Record, record, record + 64);
        Assert.Contains($"Weights overflowed in epoch 1 by record {error.Record}; the network holds the weights from before the epoch.",
            error.Message);
        Assert.Empty(error.History.Epochs);
        Assert.True(network.Layers[0].Weights.ForAll(weight => weight == 0));
    }

    [Fact]
    public void A_hidden_layers_overflow_is_found_too()
    {
        // The first step takes the outgoing weights to 10¹⁸; with those, a hidden step is about 10³⁵, and times an input of 25,500 too
        // large for a float.
        var network = new Network(new Layer(Matrix<double>.Build.Dense(20, 784)),
            new Layer(Matrix<double>.Build.Dense(10, 20)))
        { Scale = new(0, 100) };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, _blankUpTo2000, new() { LearningRate = 1e19 }));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Record, 2000, 2048);
        Assert.All(network.Layers, layer => Assert.True(layer.Weights.ForAll(weight => weight == 0)));
    }

    [Fact]
    public void Epochs_finished_before_are_kept()
    {
        // With an identity as activation each step multiplies the error by 1 − 784, so that its square passes 10³⁰⁸ after about 53 steps.
        var network = new Network(new Layer(Matrix<double>.Build.Dense(10, 784), activation: new Identity())) { Scale = PixelScale.Unit };
        var full = new DigitSet(Enumerable.Repeat((byte)255, 40 * DigitSet.PixelCount).ToArray(), new byte[40]);
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, full, new() { LearningRate = 1 }));
        Assert.Equal(2, error.Epoch);
        Assert.InRange(error.Record, 10, 16);
        Assert.Equal(1, Assert.Single(error.History.Epochs).Epoch);
        Assert.InRange(network.Layers[0].Weights.Enumerate().Max(Math.Abs), 1e105, 1e120);
    }

    private sealed class Identity : ElementwiseActivation
    {
        public override string Name => "identity";

        public override double Value(double preActivation) => preActivation;

        public override double Slope(double preActivation, double activation) => 1;
    }
}
