using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// DeepLIFT with the rescale rule (Shrikumar, Greenside and Kundaje 2017): backpropagation in which every slope is replaced by the mean
/// slope
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

    private protected override double[] Slopes(Comparison comparison, Target target) =>
        SlopesOnPicture(comparison, target, (layer, slopes) =>
        {
            if (comparison.Network.Network.Layers[layer].Activation is ElementwiseActivation activation)
                MultiplyWithMeanSlopes(slopes, activation, comparison, layer);
            else
                PullBackOnLine(slopes, comparison, layer);
        });

    private static void MultiplyWithMeanSlopes(Span<double> slopes, ElementwiseActivation activation, Comparison comparison, int layer)
    {
        ReadOnlySpan<double> from = comparison.OnBaseline(layer, NodeValue.PreActivation);
        ReadOnlySpan<double> to = comparison.OnPicture(layer, NodeValue.PreActivation);
        ReadOnlySpan<double> before = comparison.OnBaseline(layer, NodeValue.Activation);
        ReadOnlySpan<double> after = comparison.OnPicture(layer, NodeValue.Activation);
        for (int node = 0; node < slopes.Length; node++)
        {
            double change = to[node] - from[node], middle = from[node] + change / 2;
            slopes[node] *= Math.Abs(change) >= SmallestChange
                ? (after[node] - before[node]) / change
                : activation.Slope(middle, activation.Value(middle));
        }
    }

    private static void PullBackOnLine(Span<double> slopes, Comparison comparison, int layer)
    {
        Activation activation = comparison.Network.Network.Layers[layer].Activation;
        Vector<double> from = Dense(comparison.OnBaseline(layer, NodeValue.PreActivation));
        Vector<double> to = Dense(comparison.OnPicture(layer, NodeValue.PreActivation));
        Vector<double> above = Dense(slopes);
        slopes.Clear();
        var rule = new GaussLegendreRule(0, 1, SoftmaxPoints);
        for (int point = 0; point < SoftmaxPoints; point++)
        {
            Vector<double> preActivations = from + rule.GetAbscissa(point) * (to - from);
            Vector<double> pulled = activation.Backward(above, preActivations, activation.Apply(preActivations));
            for (int node = 0; node < slopes.Length; node++)
                slopes[node] += rule.GetWeight(point) * pulled[node];
        }
    }

    private static Vector<double> Dense(ReadOnlySpan<double> values) => Vector<double>.Build.DenseOfArray(values.ToArray());
}
