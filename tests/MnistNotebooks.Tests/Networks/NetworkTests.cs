using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class NetworkTests
{
    [Fact]
    public void The_tutorials_network_has_the_weights_that_a_lesson_draws_itself()
    {
        var random = new Random(3);
        var normal = new Normal(0, Math.Pow(200, -0.5), random);
        var wih = Matrix<double>.Build.Random(200, 784, normal);
        var who = Matrix<double>.Build.Random(10, 200, normal);

        Network network = Network.Tutorial(seed: 3);
        Assert.Equal(wih, network.Layers[0].Weights);
        Assert.Equal(who, network.Layers[1].Weights);
        Assert.Equal("784-200-10", network.ToString());
        Assert.All(network.Layers, layer => Assert.Null(layer.Biases));
    }

    [Fact]
    public void Another_seed_gives_other_weights() =>
        Assert.NotEqual(Network.Tutorial(5, 1).Layers[0].Weights, Network.Tutorial(5, 2).Layers[0].Weights);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_network_without_hidden_nodes_is_refused(int hiddenNodes) =>
        Assert.Equal("hiddenNodes", Assert.Throws<ArgumentOutOfRangeException>(() => Network.Tutorial(hiddenNodes)).ParamName);

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        Layer first = new(Matrix<double>.Build.Dense(4, 3)), second = new(Matrix<double>.Build.Dense(2, 5));
        Assert.Contains("Layer 1 takes 5 inputs, but layer 0 has 4 nodes",
            Assert.Throws<ArgumentException>(() => new Network(first, second)).Message);
        Assert.Throws<ArgumentException>(() => new Network());
    }

    [Fact]
    public void A_forward_pass_keeps_every_array()
    {
        Network network = Samples.Network([5, 4, 3, 2], biases: true, seed: 1);
        Vector<double> inputs = Samples.Vector(5, seed: 2);
        ForwardPass forward = network.Forward(inputs);
        Assert.Same(inputs, forward.InputsOf(0));
        for (int i = 0; i < 3; i++)
        {
            Layer layer = network.Layers[i];
            Assert.Equal(layer.Weights * forward.InputsOf(i) + layer.Biases!, forward.Layers[i].PreActivations);
            Assert.Equal(forward.Layers[i].PreActivations.Map(z => 1 / (1 + Math.Exp(-z))), forward.Layers[i].Activations);
        }
        Assert.Same(forward.Layers[2].Activations, forward.Outputs);
        Assert.Equal(forward.Outputs[1] > forward.Outputs[0] ? 1 : 0, forward.Predicted);
    }

    [Fact]
    public void A_training_step_moves_every_weight_and_bias_by_learning_rate_times_direction()
    {
        Network network = Samples.Network([5, 4, 2], biases: true, seed: 1);
        Network before = network.Copy();
        TrainingStep step = network.TrainStep(Samples.Vector(5, seed: 2), Targets.OneHot(1, 2), 0.3, BackwardRule.Gradient);
        for (int i = 0; i < 2; i++)
        {
            LayerBackward backward = step.Backward.Layers[i];
            Assert.Equal(backward.Deltas.OuterProduct(step.Forward.InputsOf(i)), backward.WeightDirections);
            Arrays.AssertClose(before.Layers[i].Weights + 0.3 * backward.WeightDirections, network.Layers[i].Weights, 1e-15);
            Arrays.AssertClose(before.Layers[i].Biases! + 0.3 * backward.Deltas, network.Layers[i].Biases!, 1e-15);
        }
    }

    [Fact]
    public void The_rules_differ_only_in_what_the_layers_before_the_last_are_told()
    {
        Network network = Samples.Network([5, 4, 3, 2], biases: false, seed: 1);
        ForwardPass forward = network.Forward(Samples.Vector(5, seed: 2));
        BackwardPass tutorial = network.Backward(forward, Targets.OneHot(0, 2), BackwardRule.Tutorial);
        BackwardPass exact = network.Backward(forward, Targets.OneHot(0, 2), BackwardRule.Gradient);
        Assert.Equal(tutorial.Layers[2].Deltas, exact.Layers[2].Deltas);
        Assert.Equal(network.Layers[2].Weights.Transpose() * tutorial.Layers[^1].Errors, tutorial.Layers[1].Errors);
        Assert.Equal(network.Layers[2].Weights.Transpose() * exact.Layers[2].Deltas, exact.Layers[1].Errors);
        Assert.Equal(network.Layers[1].Weights.Transpose() * tutorial.Layers[1].Errors, tutorial.Layers[0].Errors);
        Assert.Equal(network.Layers[1].Weights.Transpose() * exact.Layers[1].Deltas, exact.Layers[0].Errors);
    }

    [Fact]
    public void Wrong_numbers_of_inputs_and_targets_are_refused()
    {
        Network network = Samples.Network([3, 2, 2], biases: false, seed: 1);
        Assert.Throws<ArgumentException>(() => network.Forward(Vector<double>.Build.Dense(4)));
        ForwardPass forward = network.Forward(Vector<double>.Build.Dense(3));
        var error = Assert.Throws<ArgumentException>(() => network.Backward(forward, Vector<double>.Build.Dense(3), BackwardRule.Gradient));
        Assert.Contains("has 2 outputs, but 3 targets were given", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_learning_rate_that_is_not_a_finite_number_above_0_is_refused_and_nothing_moves(double rate)
    {
        Network network = Samples.Network([3, 2, 2], biases: false, seed: 1);
        Network before = network.Copy();
        Assert.Throws<ArgumentOutOfRangeException>(() => network.TrainStep(Vector<double>.Build.Dense(3), Targets.OneHot(0, 2), rate));
        Arrays.AssertClose(before, network, 0);
    }
}
