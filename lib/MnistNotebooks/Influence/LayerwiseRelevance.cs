using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;

namespace MnistNotebooks.Influence;

/// <summary>
/// Layer-wise relevance propagation with the ε rule (Bach et al. 2015): the target's value is handed down, and every node gives its
/// relevance
/// to its inputs in proportion to input × weight; activations pass it on unchanged, and biases keep their part. That is backpropagation
/// with
/// activation ÷ pre-activation in the place of every slope (Ancona et al. 2018), which is how it is computed.
/// The baseline is not used, since what is shared out is the value itself and not a change; the shares sum to the value only without
/// biases.
/// </summary>
public sealed record LayerwiseRelevance : GradientMethod
{
    /// <summary>
    /// Added to the size of every pre-activation that is divided by: above 0, 0.25 by default. A sigmoid node hands down half of its range
    /// when its pre-activation is near 0, so that a small ε lets the shares of such nodes explode; ReLU networks stand 1e-6.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public double Epsilon
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ε is a finite number above 0.");
    } = 0.25;

    /// <inheritdoc/>
    public override string Name => "LRP-ε";

    private protected override double[] Slopes(Comparison comparison, Target target) =>
        SlopesOnPicture(comparison, target, (layer, slopes) =>
        {
            ReadOnlySpan<double> preActivations = comparison.OnPicture(layer, NodeValue.PreActivation);
            ReadOnlySpan<double> activations = comparison.OnPicture(layer, NodeValue.Activation);
            for (int node = 0; node < slopes.Length; node++)
                slopes[node] *= activations[node] / (preActivations[node] + (preActivations[node] < 0 ? -Epsilon : Epsilon));
        });

    private protected override Vector<double> Factors(Comparison comparison) => comparison.Inputs;
}
