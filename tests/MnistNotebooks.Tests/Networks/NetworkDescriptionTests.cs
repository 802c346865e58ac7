using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class NetworkDescriptionTests
{
    [Theory, InlineData(200, 1), InlineData(7, 5)]
    public void The_tutorials_network_is_one(int hiddenNodes, int seed) =>
        Arrays.AssertClose(Network.Tutorial(hiddenNodes, seed), new NetworkDescription { Hidden = [hiddenNodes], Seed = seed }.Create(), 0);

    [Fact]
    public void A_modern_network_has_the_shape_and_parts_described()
    {
        Network network = (NetworkDescription.Modern with { Inputs = 2, Hidden = [5, 4], Outputs = 3 }).Create();
        Assert.Equal("2-5-4-3", network.ToString());
        Assert.Equal(["ReLU", "ReLU", "softmax"], network.Layers.Select(layer => layer.Activation.Name));
        Assert.All(network.Layers, layer => Assert.Equal(Vector<double>.Build.Dense(layer.Outputs), layer.Biases));
    }

    [Fact]
    public void Without_hidden_layers_the_inputs_meet_the_outputs()
    {
        Network network =
            new NetworkDescription { Hidden = [], HiddenActivation = Activation.ReLU, OutputActivation = Activation.Softmax }.Create();
        Assert.Equal("784-10", network.ToString());
        Assert.Same(Activation.Softmax, network.Layers[0].Activation);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        NetworkDescription description = NetworkDescription.Modern with { Seed = 3 };
        Arrays.AssertClose(description.Create(), description.Create(), 0);
        Assert.NotEqual(description.Create().Layers[0].Weights, (description with { Seed = 4 }).Create().Layers[0].Weights);
    }

    [Fact]
    public void Weights_are_spread_as_the_initialization_says()
    {
        double[] he = Weights(Initialization.He), glorot = Weights(Initialization.Glorot), tutorial = Weights(Initialization.Tutorial);
        Assert.Equal(Math.Sqrt(2.0 / 784), he.StandardDeviation(), 0.02 * Math.Sqrt(2.0 / 784));
        double bound = Math.Sqrt(6.0 / (784 + 64));
        Assert.InRange(glorot.Max(), 0.99 * bound, bound);
        Assert.InRange(glorot.Min(), -bound, -0.99 * bound);
        Assert.Equal(bound / Math.Sqrt(3), glorot.StandardDeviation(), 0.02 * bound);
        Assert.Equal(0.125, tutorial.StandardDeviation(), 0.0025);
    }

    [Fact]
    public void Descriptions_that_make_no_network_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Hidden = [5, 0] }.Create());
        Assert.Contains("hidden layer 1 has 0", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Inputs = 0 }.Create());
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Outputs = -1 }.Create());
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Initialization = (Initialization)9 }.Create());
        Assert.Contains("no activation 'rlu'; there are sigmoid, softmax, ReLU, tanh, identity",
            Assert.Throws<ArgumentException>(() => Activation.Named("rlu")).Message);
        Assert.Same(Activation.ReLU, Activation.Named("relu"));
    }

    private static double[] Weights(Initialization initialization) =>
        [.. (NetworkDescription.Modern with { Initialization = initialization }).Create().Layers[0].Weights.Enumerate()];
}
