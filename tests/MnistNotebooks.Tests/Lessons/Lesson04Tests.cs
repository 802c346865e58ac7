using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 04 says of the tutorial's rule, whichever the network; finite differences judge.</summary>
public class Lesson04Tests
{
    // Central differences of step 1e-4 are off by its square times a third derivative, which is small here.
    private const double Tolerance = 1e-9;

    private readonly Network _network = new(
        new Layer(Weights(4, 5, seed: 1), null, Activation.Sigmoid), new Layer(Weights(3, 4, seed: 2), null, Activation.Sigmoid));

    private readonly Vector<double> _inputs = Vector<double>.Build.Dense([0.01, 0.4, 1, 0.7, 0.2]);
    private readonly Vector<double> _targets = Targets.OneHot(1, classes: 3);

    [Fact]
    public void The_tutorials_rule_is_two_gradients_of_two_losses()
    {
        Assert.InRange(Gap(BackwardRule.Tutorial, layer: 1, SquaredError), 0, Tolerance);
        Assert.InRange(Gap(BackwardRule.Tutorial, layer: 0, CrossEntropy), 0, Tolerance);
        Assert.True(Gap(BackwardRule.Tutorial, layer: 1, CrossEntropy) > 0.01);
        Assert.True(Gap(BackwardRule.Tutorial, layer: 0, SquaredError) > 0.01);
    }

    [Fact]
    public void The_chain_rule_is_the_gradient_of_the_squared_error_in_both_layers()
    {
        Assert.InRange(Gap(BackwardRule.Gradient, layer: 0, SquaredError), 0, Tolerance);
        Assert.InRange(Gap(BackwardRule.Gradient, layer: 1, SquaredError), 0, Tolerance);
    }

    [MnistFact]
    public void Nearly_the_same_direction_and_four_times_as_long_holds_before_training_only()
    {
        DigitSet train = Mnist.Load().Train;
        var network = Network.Tutorial(hiddenNodes: 200, seed: 1);
        (double cosine, double ratio) = Compared(network, train.Range(59_800, 200));
        Assert.InRange(cosine, 0.99, 1);
        Assert.InRange(ratio, 4, 4.5);
        Training.Run(network, train, new() { Epochs = 1 });
        (cosine, ratio) = Compared(network, train.Range(59_800, 200));
        Assert.InRange(cosine, 0.8, 0.9);
        Assert.InRange(ratio, 50, 100);
    }

    private double SquaredError(Vector<double> outputs) => (_targets - outputs).DotProduct(_targets - outputs) / 2;

    private double CrossEntropy(Vector<double> outputs) =>
        -_targets.Zip(outputs, (target, output) => target * Math.Log(output) + (1 - target) * Math.Log(1 - output)).Sum();

    /// <summary>The largest difference between a rule's direction and how fast a loss falls along each weight of a layer.</summary>
    private double Gap(BackwardRule rule, int layer, Func<Vector<double>, double> loss)
    {
        const double step = 1e-4;
        Matrix<double> weights = _network.Layers[layer].Weights;
        Matrix<double> directions = _network.Backward(_network.Forward(_inputs), _targets, rule).Layers[layer].WeightDirections;
        return directions.EnumerateIndexed().Max(place =>
        {
            double before = weights[place.Item1, place.Item2];
            weights[place.Item1, place.Item2] = before + step;
            double up = loss(_network.Forward(_inputs).Outputs);
            weights[place.Item1, place.Item2] = before - step;
            double down = loss(_network.Forward(_inputs).Outputs);
            weights[place.Item1, place.Item2] = before;
            return Math.Abs(place.Item3 - (down - up) / (2 * step));
        });
    }

    private static Matrix<double> Weights(int rows, int columns, int seed) =>
        Matrix<double>.Build.Random(rows, columns, new Normal(0, 1, new Random(seed)));

    private static (double Cosine, double Ratio) Compared(Network network, DigitSet digits)
    {
        var pairs = digits.Select(digit =>
        {
            ForwardPass forward = network.Forward(network.InputsOf(digit));
            return (Tutorial: Deltas(BackwardRule.Tutorial), Chain: Deltas(BackwardRule.Gradient));

            Vector<double> Deltas(BackwardRule rule) =>
                network.Backward(forward, Targets.OneHot(digit.Label), rule).Layers[0].Deltas;
        }).ToList();
        return (pairs.Select(pair => pair.Tutorial * pair.Chain / (pair.Tutorial.L2Norm() * pair.Chain.L2Norm())).Mean(),
            pairs.Select(pair => pair.Tutorial.L2Norm() / pair.Chain.L2Norm()).Mean());
    }
}
