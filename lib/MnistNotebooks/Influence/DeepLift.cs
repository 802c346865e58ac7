using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// DeepLIFT with the rescale rule (Shrikumar, Greenside and Kundaje 2017): backpropagation in which every slope is replaced by the mean slope
/// between baseline and picture, change of the activation ÷ change of the pre-activation. The shares sum to the target's change.
/// Softmax, whose nodes depend on each other, takes the mean of its slopes on the straight line between the two, which is the same thing
/// for all other activations.
/// </summary>
public sealed record DeepLift : GradientMethod
{
    // Below this change of a pre-activation the quotient of changes loses too many digits, and the slope itself is closer.
    private const double SmallestChange = 1e-6;

    private const int SoftmaxPoints = 50;

    /// <inheritdoc/>
    public override string Name => "DeepLIFT (rescale)";

    private protected override double[] Slopes(Comparison comparison, Target target) => SlopesOnPicture(comparison, target, (layer, slopes) =>
    {
        PackedNetwork network = comparison.Network;
        Activation activation = network.Network.Layers[layer].Activation;
        LayerForward from = Values(network, comparison.Ends, layer), to = Values(network, comparison.Ends.AsSpan(network.RowLength), layer);
        if (activation is ElementwiseActivation elementwise)
        {
            for (int node = 0; node < slopes.Length; node++)
                slopes[node] *= MeanSlope(elementwise, from, to, node);
        }
        else
            MeanPullBack(activation, Vector<double>.Build.DenseOfArray(slopes.ToArray()), from.PreActivations, to.PreActivations).AsArray().CopyTo(slopes);
    });

    private static LayerForward Values(PackedNetwork network, ReadOnlySpan<double> row, int layer)
    {
        int nodes = network.Network.Layers[layer].Outputs;
        return new(Vector<double>.Build.DenseOfArray(row.Slice(network.Offset(layer, NodeValue.PreActivation), nodes).ToArray()),
            Vector<double>.Build.DenseOfArray(row.Slice(network.Offset(layer, NodeValue.Activation), nodes).ToArray()));
    }

    private static double MeanSlope(ElementwiseActivation activation, LayerForward from, LayerForward to, int node)
    {
        double change = to.PreActivations[node] - from.PreActivations[node];
        if (Math.Abs(change) >= SmallestChange)
            return (to.Activations[node] - from.Activations[node]) / change;
        double middle = from.PreActivations[node] + change / 2;
        return activation.Slope(middle, activation.Value(middle));
    }

    private static Vector<double> MeanPullBack(Activation activation, Vector<double> slopes, Vector<double> from, Vector<double> to)
    {
        var rule = new GaussLegendreRule(0, 1, SoftmaxPoints);
        var mean = Vector<double>.Build.Dense(slopes.Count);
        for (int point = 0; point < SoftmaxPoints; point++)
        {
            Vector<double> preActivations = from + rule.GetAbscissa(point) * (to - from);
            mean += rule.GetWeight(point) * activation.PullBack(slopes, preActivations, activation.Apply(preActivations));
        }
        return mean;
    }
}
