using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>Gradient methods against slopes measured by moving one input at a time.</summary>
public class GradientMethodTests
{
    public static TheoryData<string> Kinds => Networks.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Gradient_times_input_is_the_measured_slope_times_the_distance(string kind)
    {
        Network network = Networks.Of(kind);
        foreach (Target target in Networks.Targets)
        {
            Vector<double> expected = Slopes(network, Networks.Picture, target).PointwiseMultiply(Networks.Picture - Networks.Other);
            Arrays.AssertClose(expected, new GradientTimesInput().Explain(network, Networks.Picture, target, Networks.Other).Values, 1e-7);
        }
    }

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    [InlineData("softmax")]
    public void Integrated_gradients_are_the_mean_of_slopes_measured_along_the_path(string kind)
    {
        const int Points = 500;
        Network network = Networks.Of(kind);
        Target target = Target.Difference(Node.Activation(^1, 0), Node.PreActivation(1, 2));
        Vector<double> way = Networks.Picture - Networks.Other;
        Vector<double> mean = Enumerable.Range(0, Points).Select(i => Slopes(network, Networks.Other + (i + 0.5) / Points * way, target))
            .Aggregate((sum, slopes) => sum + slopes) / Points;
        Vector<double> shares = new IntegratedGradients().Explain(network, Networks.Picture, target, Networks.Other).Values;
        Arrays.AssertClose(mean.PointwiseMultiply(way), shares, 1e-5);
    }

    [Fact]
    public void DeepLIFT_is_the_slope_between_the_ends_when_one_node_stands_behind_the_other()
    {
        // One input per node: the mean slopes multiply to the total change, whatever the activations.
        var network = new Network(
            new Layer(Matrix<double>.Build.DenseDiagonal(1, 1, 2), Vector<double>.Build.Dense(1, -1), Activation.Tanh),
            new Layer(Matrix<double>.Build.DenseDiagonal(1, 1, -3), null, Activation.Sigmoid));
        Attribution attribution =
            new DeepLift().Explain(network, Vector<double>.Build.Dense(1, 0.8), Node.Activation(^1, 0), Baseline.Zero(1));
        double From(double x) => 1 / (1 + Math.Exp(3 * Math.Tanh(2 * x - 1)));
        Assert.Equal(From(0.8) - From(0), attribution.Values[0], 1e-14);
    }

    [Fact]
    public void DeepLIFT_takes_the_slope_where_a_pre_activation_does_not_change()
    {
        // The two inputs cancel in the first node; its multiplier is the slope at that place.
        var network = new Network(new Layer(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, -1 } }), null, Activation.Sigmoid));
        Vector<double> values =
            new DeepLift().Explain(network, Vector<double>.Build.Dense([2, 2]), Node.Activation(0, 0), Baseline.Zero(2)).Values;
        Assert.Equal([0.5, -0.5], values);
    }

    [Fact]
    public void Relevance_is_handed_down_in_proportion_to_input_times_weight()
    {
        Network network = Networks.Of("tanh");
        ForwardPass forward = network.Forward(Networks.Picture);
        const double Epsilon = 0.01;
        Vector<double> relevance = Vector<double>.Build.Dense(4, node => node == 1 ? forward.Outputs[1] : 0);
        for (int i = 2; i >= 0; i--)
        {
            Vector<double> z = forward.Layers[i].PreActivations, a = forward.InputsOf(i), above = relevance;
            Matrix<double> weights = network.Layers[i].Weights;
            double Part(int input, int node) => a[input] * weights[node, input] / (z[node] + Epsilon * Math.Sign(z[node]));
            relevance =
                Vector<double>.Build.Dense(a.Count, input => Enumerable.Range(0, z.Count).Sum(node => Part(input, node) * above[node]));
        }
        AttributionMethod method = new LayerwiseRelevance { Epsilon = Epsilon };
        Arrays.AssertClose(relevance, method.Explain(network, Networks.Picture, Node.Activation(^1, 1), Networks.Other).Values, 1e-13);
    }

    private static Vector<double> Slopes(Network network, Vector<double> at, Target target) => at.MapIndexed((input, value) =>
    {
        const double Step = 1e-6;
        double Moved(double to)
        {
            Vector<double> moved = at.Clone();
            moved[input] = to;
            return target.Of(network.Forward(moved));
        }
        return (Moved(value + Step) - Moved(value - Step)) / (2 * Step);
    }, Zeros.Include);
}
