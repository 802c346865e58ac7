using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class LossTests
{
    [Fact]
    public void Values_are_those_of_the_formulas()
    {
        Vector<double> outputs = Vector<double>.Build.Dense([0.7, 0.2, 0.1]), targets = Vector<double>.Build.Dense([0, 1, 0]);
        Assert.Equal((0.49 + 0.64 + 0.01) / 2, Loss.SquaredError.Value(outputs, targets), 15);
        Assert.Equal(-Math.Log(0.2), Loss.CrossEntropy.Value(outputs, targets), 15);
        Assert.Equal(-Math.Log(0.2), Loss.CrossEntropy.Value(outputs, label: 1), 15);
        Assert.Equal((0.69 * 0.69 + 0.79 * 0.79 + 0.09 * 0.09) / 2, Loss.SquaredError.Value(outputs, label: 1), 15);
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.CrossEntropy.Value(outputs, label: 3));
    }

    [Fact]
    public void An_output_of_zero_costs_nothing_where_nothing_was_wanted()
    {
        Vector<double> sure = Vector<double>.Build.Dense([1, 0]);
        Assert.Equal(0, Loss.CrossEntropy.Value(sure, label: 0));
        Assert.Equal(double.PositiveInfinity, Loss.CrossEntropy.Value(sure, label: 1));
    }

    [Theory, InlineData("squared error"), InlineData("cross-entropy")]
    public void Errors_are_the_negative_slopes_at_the_outputs(string name)
    {
        const double Step = 1e-6;
        Loss loss = Named(name);
        Vector<double> outputs = Samples.Vector(6, seed: 1, low: 0.1), targets = Samples.Vector(6, seed: 2);
        Vector<double> expected = outputs.MapIndexed((node, value) =>
        {
            Vector<double> above = outputs.Clone(), below = outputs.Clone();
            above[node] = value + Step;
            below[node] = value - Step;
            return (loss.Value(below, targets) - loss.Value(above, targets)) / (2 * Step);
        });
        Arrays.AssertClose(expected, loss.Errors(outputs, targets), 1e-8);
    }

    [Fact]
    public void Cross_entropy_after_softmax_agrees_with_its_definition()
    {
        Vector<double> z = Samples.Vector(5, seed: 3, low: -4, high: 4), targets = Targets.OneHot(2, 5, 0.05, 0.8);
        var last = new LayerForward(z, Activation.Softmax.Apply(z));
        Assert.Equal(Loss.CrossEntropy.Value(last.Activations, targets), Loss.CrossEntropy.Value(last, targets), 13);
        Vector<double> inTwoSteps = Activation.Softmax.Backward(Loss.CrossEntropy.Errors(last.Activations, targets), z, last.Activations);
        Arrays.AssertClose(inTwoSteps, Loss.CrossEntropy.Deltas(Activation.Softmax, last, targets), 1e-14);
    }

    [Fact]
    public void Cross_entropy_after_softmax_stays_finite_where_the_probability_vanishes()
    {
        Vector<double> z = Vector<double>.Build.Dense([2000, 0, -2000]), targets = Targets.OneHot(2, 3, 0, 1);
        var last = new LayerForward(z, Activation.Softmax.Apply(z));
        Assert.Equal(4000, Loss.CrossEntropy.Value(last, targets));
        Assert.Equal([-1, 0, 1], Loss.CrossEntropy.Deltas(Activation.Softmax, last, targets));
    }

    [Theory, InlineData("sigmoid"), InlineData("ReLU"), InlineData("tanh"), InlineData("identity")]
    public void Cross_entropy_is_refused_where_outputs_are_no_probabilities(string activation)
    {
        Network network = Samples.Network([3, 4, 2], biases: true, seed: 1, Activation.Named(activation));
        Matrix<double> inputs = Matrix<double>.Build.Dense(3, 1), targets = Matrix<double>.Build.Dense(2, 1);
        var error = Assert.Throws<ArgumentException>(() => Gradients.Of(network, inputs, targets, Loss.CrossEntropy));
        Assert.Contains($"must be softmax, but it is {activation}.", error.Message);
    }

    internal static Loss Named(string name) => name == Loss.CrossEntropy.Name ? Loss.CrossEntropy : Loss.SquaredError;
}
