using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Influence;

public class TargetTests
{
    [Fact]
    public void A_node_is_addressed_from_either_end_of_the_network_before_and_after_its_activation()
    {
        ForwardPass forward = Networks.Of("softmax").Forward(Networks.Picture);
        Assert.Equal(forward.Layers[1].PreActivations[3], Node.PreActivation(1, 3).Of(forward));
        Assert.Equal(forward.Layers[1].PreActivations[3], Node.PreActivation(^2, 3).Of(forward));
        Assert.Equal(forward.Outputs[2], Node.Activation(^1, 2).Of(forward));
    }

    [Fact]
    public void A_target_is_the_sum_of_its_nodes_with_their_factors()
    {
        ForwardPass forward = Networks.Of("tanh").Forward(Networks.Picture);
        Node a = Node.Activation(0, 1), b = Node.PreActivation(^1, 3);
        Assert.Equal(a.Of(forward) - b.Of(forward), Target.Difference(a, b).Of(forward));
        Assert.Equal(0.5 * a.Of(forward) + 3 * b.Of(forward), Target.Sum((a, 0.5), (b, 3)).Of(forward), 1e-15);
        Target alone = a;
        Assert.Equal(a.Of(forward), alone.Of(forward));
    }

    [Fact]
    public void Targets_and_shares_say_what_they_are()
    {
        Node two = Node.PreActivation(^1, 2), one = Node.Activation(0, 1);
        Assert.Equal("node 2 of the last layer before its activation − node 1 of layer 0 after its activation",
            $"{Target.Difference(two, one)}");
        Target sum = Target.Sum((one, 0.5), (two, 1));
        Assert.Equal("0.5 × node 1 of layer 0 after its activation + node 2 of the last layer before its activation", $"{sum}");
        var attribution = new Attribution(one, MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([0.5, 0.25]), 0.125, 1);
        Assert.Equal((0.75, 0.875, -0.125), (attribution.Sum, attribution.Change, attribution.Gap));
        Assert.Equal(
            "node 1 of layer 0 after its activation: 0.125 on the baseline, 1 on the picture; "
            + "shares sum to 0.75, true change 0.875, gap -0.125", $"{attribution}");
        Assert.Equal("layer 1 after its activation: mean gap 0.5, mean change 2, ratio 0.25",
            $"{new LayerGap(1, NodeValue.Activation, 0.5, 2)}");
    }
}
