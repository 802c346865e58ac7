using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>Shares that should sum to the target's change do.</summary>
public class CompletenessTests
{
    public static TheoryData<string> Kinds => Networks.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Complete_methods_share_out_the_whole_change(string kind)
    {
        Network network = Networks.Of(kind);
        foreach (Target target in Networks.Targets)
        {
            AssertComplete(new ExactShapley(), 1e-12);
            AssertComplete(new SampledShapley { Pairs = 2 }, 1e-12);
            AssertComplete(new DeepLift(), 1e-9);
            AssertComplete(new IntegratedGradients(), kind == "relu" ? 1e-12 : 1e-9);

            void AssertComplete(AttributionMethod method, double tolerance)
            {
                Attribution attribution = method.Explain(network, Networks.Picture, target, Networks.Other);
                Assert.True(Math.Abs(attribution.Gap) <= tolerance, $"{method.Name}: {attribution}");
                Assert.True(Math.Abs(attribution.Change) > 1e-4 || kind.StartsWith("relu", StringComparison.Ordinal),
                    $"Too small a change: {attribution}");
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_single_ordering_shares_out_the_whole_change(string kind)
    {
        Network network = Networks.Of(kind);
        var random = new Random(5);
        int[] ordering = [.. Enumerable.Range(0, Networks.Inputs)];
        for (int i = 0; i < 20; i++)
        {
            random.Shuffle(ordering);
            foreach (Target target in Networks.Targets)
            {
                Vector<double> effects = SampledShapley.Effects(network, Networks.Picture, target, Networks.Other, ordering);
                double change = target.Of(network.Forward(Networks.Picture)) - target.Of(network.Forward(Networks.Other));
                Assert.Equal(change, effects.Sum(), 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Integrated_gradients_are_exact_on_deep_rectified_networks(int seed)
    {
        Network network = Samples.Network([20, 30, 25, 20, 3], biases: true, seed, Activation.ReLU);
        Vector<double> inputs = Samples.Vector(20, seed, low: -3, high: 3), baseline = Samples.Vector(20, seed + 100, low: -3, high: 3);
        for (int output = 0; output < 3; output++)
        {
            Attribution attribution = new IntegratedGradients().Explain(network, inputs, Node.PreActivation(^1, output), baseline);
            Assert.True(Math.Abs(attribution.Gap) < 1e-12, $"{attribution}");
        }
    }

    [MnistReferenceFact]
    public void Fifty_points_are_enough_for_integrated_gradients_of_a_sigmoid_network_on_digits()
    {
        for (int record = 0; record < 5; record++)
        {
            Vector<double> inputs = SampleNetwork.TestDigits[record].Inputs(PixelScale.Unit);
            for (int output = 0; output < 10; output++)
            {
                foreach (Node node in new[] { Node.PreActivation(^1, output), Node.Activation(^1, output), Node.Activation(1, output) })
                {
                    Attribution attribution = new IntegratedGradients().Explain(SampleNetwork.Network, inputs, node, Baseline.Zero());
                    Assert.True(Math.Abs(attribution.Gap) < 1e-9, $"record {record}, {attribution}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void One_pixel_at_a_time_adds_up_before_the_first_activation_and_not_after_it(string kind)
    {
        NodeMaps maps = new OnePixel().Maps(Networks.Of(kind), Networks.Picture, Networks.Other);
        IReadOnlyList<LayerGap> gaps = maps.LayerGaps();
        Assert.Equal(6, gaps.Count);
        Assert.True(gaps[0].MeanGap < 1e-14, $"{gaps[0]}");
        Assert.All(gaps.Skip(1), gap => Assert.True(gap.Relative > 0.01, $"{gap}"));
        NodeMaps exact = new ExactShapley().Maps(Networks.Of(kind), Networks.Picture, Networks.Other);
        Assert.True(exact.LayerGaps().Max(gap => gap.MeanGap) < 1e-13);
    }

    [Fact]
    public void Without_biases_relevance_sums_to_the_value()
    {
        Network network = Samples.Network([6, 5, 4], biases: false, seed: 3, Activation.ReLU);
        Vector<double> inputs = Samples.Vector(6, seed: 4);
        Target difference = Target.Difference(Node.PreActivation(1, 1), Node.PreActivation(1, 2));
        foreach (Target target in new[] { Node.PreActivation(1, 0), Node.Activation(1, 3), difference })
        {
            Attribution relevance = new LayerwiseRelevance { Epsilon = 1e-12 }.Explain(network, inputs, target, Baseline.Zero(6));
            Assert.Equal(relevance.Value, relevance.Sum, 1e-9);
        }
    }
}
