using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Both backward rules against the slope of the loss, measured by moving one weight at a time.</summary>
public class GradientTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_exact_rule_is_the_negative_gradient_for_random_shapes(int seed)
    {
        var random = new Random(seed);
        int[] nodes = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 8))];
        Network network = Samples.Network(nodes, biases: seed % 2 == 0, seed);
        Vector<double> inputs = Samples.Vector(network.Inputs, seed, low: -1), targets = Samples.Vector(network.Outputs, seed + 1);
        BackwardPass backward = network.Backward(network.Forward(inputs), targets, BackwardRule.Gradient);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Arrays.AssertClose(-Slopes(network, i, inputs, targets), backward.Layers[i].WeightDirections, 1e-8);
            if (network.Layers[i].Biases is Vector<double> biases)
                Arrays.AssertClose(
                    biases.MapIndexed((node, _) =>
                    -Slope(() => Loss(network, inputs, targets), () => biases[node], value => biases[node] = value)),
                    backward.Layers[i].Deltas, 1e-8);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_tutorials_rule_agrees_for_the_last_layer_only(int seed)
    {
        Network network = Samples.Network([6, 5, 4], biases: false, seed);
        Vector<double> inputs = Samples.Vector(6, seed), targets = Targets.OneHot(seed % 4, 4);
        BackwardPass backward = network.Backward(network.Forward(inputs), targets, BackwardRule.Tutorial);
        Arrays.AssertClose(-Slopes(network, 1, inputs, targets), backward.Layers[1].WeightDirections, 1e-8);

        // A sigmoid's slope is at most 1/4, and the tutorial's rule leaves one out.
        double ratio = backward.Layers[0].WeightDirections.FrobeniusNorm() / Slopes(network, 0, inputs, targets).FrobeniusNorm();
        Assert.True(ratio > 3, $"The norms' ratio is {ratio}.");
    }

    private static Matrix<double> Slopes(Network network, int layer, Vector<double> inputs, Vector<double> targets)
    {
        Matrix<double> weights = network.Layers[layer].Weights;
        return weights.MapIndexed((row, column, _) =>
            Slope(() => Loss(network, inputs, targets), () => weights[row, column], value => weights[row, column] = value), Zeros.Include);
    }

    private static double Slope(Func<double> loss, Func<double> get, Action<double> set)
    {
        const double Step = 1e-5;
        double value = get();
        set(value + Step);
        double above = loss();
        set(value - Step);
        double below = loss();
        set(value);
        return (above - below) / (2 * Step);
    }

    private static double Loss(Network network, Vector<double> inputs, Vector<double> targets) =>
        0.5 * (targets - network.Forward(inputs).Outputs).PointwisePower(2).Sum();
}
