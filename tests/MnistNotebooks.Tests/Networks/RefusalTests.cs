using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>What a network can't work with is refused where it comes in, not where it shows.</summary>
public sealed class RefusalTests
{
    private readonly DigitSet _digits = Samples.Digits(20, seed: 1);
    private readonly Network _network = Network.Tutorial(5);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Weights_that_are_no_numbers_are_named_in_scoring_and_training(double value)
    {
        _network.Layers[1].Weights[2, 3] = value;
        const string message =
            "The weights and biases of layer 1 are not all finite numbers: something has written into them since the layer "
            + "was made. (Parameter 'network')";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => _network.Score(_digits)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Training.Run(_network, _digits)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(
            () => _network.Score(
                new LabeledSet(_digits.Inputs(PixelScale.Unit), [.. _digits.Labels.ToArray().Select(label => (int)label)])))
            .Message);
    }

    [Fact]
    public void A_step_learns_from_finite_numbers_only_and_leaves_the_weights_alone()
    {
        Vector<double> inputs = _digits[0].Inputs(PixelScale.Tutorial), targets = Targets.OneHot(3);
        Matrix<double> before = _network.Layers[0].Weights.Clone();
        Vector<double> bad = inputs.Clone(), none = targets.Clone();
        bad[7] = double.NaN;
        none[9] = double.PositiveInfinity;
        Assert.Equal("Finite numbers are learned from; number 7 is NaN. (Parameter 'inputs')",
            Assert.Throws<ArgumentException>(() => _network.TrainStep(bad, targets)).Message);
        Assert.Equal("Finite numbers are learned from; number 9 is Infinity. (Parameter 'targets')",
            Assert.Throws<ArgumentException>(() => _network.TrainStep(inputs, none)).Message);
        Assert.Equal(before, _network.Layers[0].Weights);

        _network.Layers[1].Weights[2, 3] = double.NaN;
        Assert.Equal("The pass gives values that are not finite numbers, and nothing is learned from them: a weight or bias is no number, "
            + "or too large.", Assert.Throws<InvalidOperationException>(() => _network.TrainStep(inputs, targets)).Message);
        Assert.Equal(before, _network.Layers[0].Weights);
    }

    [Fact]
    public void A_pass_of_another_network_is_refused_on_the_way_back()
    {
        ForwardPass other = Network.Tutorial(7).Forward(_digits[0].Inputs(PixelScale.Tutorial));
        Assert.Equal("The pass is one of a network 784-7-10; this one is 784-5-10. (Parameter 'forward')",
            Assert.Throws<ArgumentException>(() => _network.Backward(other, Targets.OneHot(3), BackwardRule.Gradient)).Message);
    }

    [Fact]
    public void Numbers_of_nodes_and_weights_have_limits()
    {
        Assert.Throws<ArgumentOutOfRangeException>("hiddenNodes", () => Network.Tutorial(100_001));
        Assert.Throws<ArgumentOutOfRangeException>("Hidden", () => new NetworkDescription { Hidden = [10, 0] }.Create());
        Assert.StartsWith("A network has at most 250000000 weights; 784-20000-20000-10 would have 415880000.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Hidden = [20_000, 20_000] }.Create()).Message);
    }
}
