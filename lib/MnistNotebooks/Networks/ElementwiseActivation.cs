using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>An activation that turns each node's pre-activation into its activation without looking at the other nodes.</summary>
public abstract class ElementwiseActivation : Activation
{
    /// <summary>The activation of one node.</summary>
    public abstract double Value(double preActivation);

    /// <summary>The derivative at one node; both values are given because many slopes are simplest in the activation.</summary>
    public abstract double Slope(double preActivation, double activation);

    /// <summary>The derivatives at all nodes of a layer.</summary>
    public Vector<double> Slopes(Vector<double> preActivations, Vector<double> activations) =>
        preActivations.Map2(Slope, activations, Zeros.Include);

    /// <inheritdoc/>
    public sealed override Vector<double> Apply(Vector<double> preActivations) => preActivations.Map(Value, Zeros.Include);

    internal override void ApplyInPlace(Span<double> nodes)
    {
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = Value(nodes[i]);
    }

    /// <inheritdoc/>
    public sealed override Vector<double> PullBack(Vector<double> errors, Vector<double> preActivations, Vector<double> activations) =>
        errors.PointwiseMultiply(Slopes(preActivations, activations));

    internal sealed override void PullBackInPlace(Span<double> errors, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations)
    {
        for (int i = 0; i < errors.Length; i++)
            errors[i] *= Slope(preActivations[i], activations[i]);
    }
}
