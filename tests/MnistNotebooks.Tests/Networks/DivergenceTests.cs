using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Learning rates at which weights overflow.</summary>
public class DivergenceTests
{
    /// <summary>With inputs of 0 for blank pixels, a blank picture teaches nothing; record 2,000 is the first that is not blank.</summary>
    private static readonly DigitSet _blankUpTo2000 = new(
        (byte[])[.. Enumerable.Repeat((byte)0, 2000 * DigitSet.PixelCount), .. Enumerable.Repeat((byte)255, 500 * DigitSet.PixelCount)], new byte[2500]);

    [Theory]
    [InlineData(1, 2000)]
    [InlineData(64, 1984)]
    public void Training_stops_with_the_epoch_and_the_record_and_keeps_the_last_good_weights(int batchSize, int record)
    {
        var network = new Network(new Layer(Matrix<double>.Build.Dense(10, 784))) { Scale = new(0, 100) };
        var options = new TrainingOptions { LearningRate = 1e38, BatchSize = batchSize };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, _blankUpTo2000, options));
        Assert.Equal((1, record), (error.Epoch, error.Record));
        Assert.Contains($"epoch 1 at record {record}", error.Message);
        Assert.Empty(error.History.Epochs);
        Assert.True(network.Layers[0].Weights.ForAll(weight => weight == 0));
    }

    [Fact]
    public void A_hidden_layers_overflow_is_found_too()
    {
        // The first step takes the outgoing weights to 10¹⁸; with those, a hidden step is about 10³⁵, and times an input of 25,500 too large for a float.
        var network = new Network(new Layer(Matrix<double>.Build.Dense(20, 784)), new Layer(Matrix<double>.Build.Dense(10, 20))) { Scale = new(0, 100) };
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, _blankUpTo2000, new() { LearningRate = 1e19 }));
        Assert.Equal((1, 2000), (error.Epoch, error.Record));
        Assert.True(network.Layers[0].Weights.ForAll(weight => weight == 0));
        Assert.InRange(network.Layers[1].Weights[0, 0], 1e17, 1e19);
    }

    [Fact]
    public void Epochs_finished_before_are_kept()
    {
        // With an identity as activation each step multiplies the error by about 1 − 3.4 · 784, so that weights pass 10³⁰⁸ after about 90 steps.
        var network = new Network(new Layer(Matrix<double>.Build.Dense(10, 784), activation: new Identity())) { Scale = PixelScale.Unit };
        var full = new DigitSet(Enumerable.Repeat((byte)255, 60 * DigitSet.PixelCount).ToArray(), new byte[60]);
        var error = Assert.Throws<TrainingDivergedException>(() => Training.Run(network, full, new() { LearningRate = 3.4 }));
        Assert.Equal(2, error.Epoch);
        Assert.InRange(error.Record, 25, 35);
        Assert.Equal(1, Assert.Single(error.History.Epochs).Epoch);
        Assert.InRange(network.Layers[0].Weights.Enumerate().Max(Math.Abs), 1e290, double.MaxValue);
    }

    private sealed class Identity : ElementwiseActivation
    {
        public override string Name => "identity";

        public override double Value(double preActivation) => preActivation;

        public override double Slope(double preActivation, double activation) => 1;
    }
}
