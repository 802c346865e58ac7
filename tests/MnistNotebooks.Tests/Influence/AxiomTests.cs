using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>What fair shares have to fulfil, beside being complete.</summary>
public class AxiomTests
{
    private static readonly AttributionMethod[] _methods =
    [
        new OnePixel(), new Occlusion(), new ExactShapley(), new SampledShapley(),
        new IntegratedGradients(), new GradientTimesInput(), new DeepLift(), new LayerwiseRelevance { Epsilon = 1e-9 },
    ];

    public static TheoryData<string> Methods => [.. _methods.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void Dummy_an_input_without_weights_gets_nothing(string name)
    {
        Network network = Networks.Of("softmax");
        network.Layers[0].Weights.ClearColumn(4);
        foreach (Target target in Networks.Targets)
            Assert.Equal(0, Explain(name, network, Networks.Picture, target)[4], 1e-15);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Dummy_an_input_that_is_as_in_the_baseline_gets_nothing(string name)
    {
        if (Method(name) is LayerwiseRelevance)
            return; // It has no baseline.
        Vector<double> inputs = Networks.Picture.Clone();
        inputs[7] = Networks.Other[7];
        Vector<double> values = Explain(name, Networks.Of("tanh"), inputs, Node.PreActivation(^1, 0));
        Assert.Equal(0, values[7]);
        Assert.Equal(11, values.Count(value => value != 0));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Symmetry_inputs_that_are_alike_get_the_same(string name)
    {
        Network network = Networks.Of("sigmoid");
        network.Layers[0].Weights.SetColumn(2, network.Layers[0].Weights.Column(9));
        Vector<double> inputs = Networks.Picture.Clone(), baseline = Networks.Other.Clone();
        inputs[2] = inputs[9];
        baseline[2] = baseline[9];
        foreach (Target target in Networks.Targets)
        {
            Attribution attribution = Method(name).Explain(network, inputs, target, baseline);
            double tolerance = 1e-13;
            if (attribution.StandardErrors is Vector<double> errors)
                tolerance = 5 * (errors[2] + errors[9]);
            Assert.Equal(attribution.Values[2], attribution.Values[9], tolerance);
            Assert.NotEqual(0, attribution.Values[2]);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Linearity_shares_of_a_sum_are_sums_of_shares(string name)
    {
        Network network = Networks.Of("softmax");
        Node a = Node.PreActivation(^1, 1), b = Node.Activation(0, 5), c = Node.Activation(^1, 3);
        Vector<double> Shares(Target target) => Explain(name, network, Networks.Picture, target);
        Vector<double> expected = 2 * Shares(a) - 3 * Shares(b) + Shares(c);
        Target sum = Target.Sum((a, 2), (b, -3), (c, 1));
        Arrays.AssertClose(expected, Shares(sum), 1e-12);
        Arrays.AssertClose(expected, Method(name).Maps(network, Networks.Picture, Networks.Other).Of(sum).Values, 1e-12);
        Arrays.AssertClose(Shares(a) - Shares(c), Shares(Target.Difference(a, c)), 1e-12);
    }

    [Theory, MemberData(nameof(Methods))]
    public void On_a_linear_network_every_share_is_weight_times_input(string name)
    {
        // With biases relevance is kept by them, and the other methods don't mind.
        bool biases = Method(name) is not LayerwiseRelevance;
        Network network = Samples.Network([Networks.Inputs, 6, 3], biases, seed: 8, Activation.Identity);
        Matrix<double> weights = network.Layers[1].Weights * network.Layers[0].Weights;
        for (int output = 0; output < 3; output++)
        {
            Vector<double> values =
                Method(name).Explain(network, Networks.Picture, Node.Activation(^1, output), Baseline.Zero(Networks.Inputs)).Values;
            Arrays.AssertClose(weights.Row(output).PointwiseMultiply(Networks.Picture), values, biases ? 1e-13 : 1e-7);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Maps_of_all_nodes_hold_each_nodes_own_shares(string name)
    {
        Network network = Networks.Of("relu-softmax");
        NodeMaps maps = Method(name).Maps(network, Networks.Picture, Networks.Other);
        for (int layer = 0; layer < 3; layer++)
        {
            foreach (NodeValue value in Enum.GetValues<NodeValue>())
            {
                Matrix<double> rows = maps[layer, value];
                Assert.Equal((network.Layers[layer].Outputs, Networks.Inputs), (rows.RowCount, rows.ColumnCount));
                for (int number = 0; number < rows.RowCount; number++)
                {
                    var node = new Node(layer, number, value);
                    Attribution alone = Method(name).Explain(network, Networks.Picture, node, Networks.Other), one = maps.Of(node);
                    Arrays.AssertClose(alone.Values, rows.Row(number), 1e-13);
                    Arrays.AssertClose(alone.Values, one.Values, 1e-13);
                    Assert.Equal((alone.Value, alone.BaselineValue), (one.Value, one.BaselineValue));
                    Assert.Equal(alone.Gap, maps.Gaps(layer, value)[number], 1e-12);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Over_several_baselines_shares_are_averaged(string name)
    {
        Network network = Networks.Of("sigmoid");
        Vector<double> third = Samples.Vector(Networks.Inputs, seed: 77);
        var both = Baseline.Each(Networks.Other, third);
        Attribution Over(Baseline baseline) => Method(name).Explain(network, Networks.Picture, Node.Activation(^1, 2), baseline);
        Attribution mean = Over(both), first = Over(Networks.Other), second = Over(third);
        Assert.Equal((first.BaselineValue + second.BaselineValue) / 2, mean.BaselineValue, 1e-15);
        Vector<double> expected = (first.Values + second.Values) / 2;
        if (mean.StandardErrors is not Vector<double> errors)
            Arrays.AssertClose(expected, mean.Values, 1e-15);
        else
            Assert.All((expected - mean.Values).PointwiseDivide(errors + first.StandardErrors! + second.StandardErrors!),
                off => Assert.InRange(off, -5, 5));
    }

    private static AttributionMethod Method(string name) => _methods.Single(method => method.Name == name);

    private static Vector<double> Explain(string name, Network network, Vector<double> inputs, Target target) =>
        Method(name).Explain(network, inputs, target, Networks.Other).Values;
}
