using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>eᶻ / Σ eᶻ over the nodes of the layer: numbers between 0 and 1 whose sum is 1.</summary>
internal sealed class Softmax : Activation
{
    public override string Name => "softmax";

    internal override FastActivation? Fast { get; } = new FastSoftmax();

    public override Vector<double> Apply(Vector<double> preActivations)
    {
        // The largest exponent becomes 0, which changes no quotient and keeps e^z from overflowing.
        double largest = preActivations.Maximum();
        Vector<double> exponentials = preActivations.Map(z => Math.Exp(z - largest), Zeros.Include);
        return exponentials / exponentials.Sum();
    }

    internal override void ApplyInPlace(Span<double> nodes)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double z in nodes)
            largest = Math.Max(largest, z);
        foreach (ref double node in nodes)
            sum += node = Math.Exp(node - largest);
        foreach (ref double node in nodes)
            node /= sum;
    }

    public override Vector<double> PullBack(Vector<double> errors, Vector<double> preActivations, Vector<double> activations) =>
        activations.PointwiseMultiply(errors - errors.DotProduct(activations));

    internal override void PullBackInPlace(Span<double> errors, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations)
    {
        double mean = 0;
        for (int i = 0; i < errors.Length; i++)
            mean += errors[i] * activations[i];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = activations[i] * (errors[i] - mean);
    }
}
