using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>eᶻ / Σ eᶻ over the nodes of the layer: numbers between 0 and 1 whose sum is 1.</summary>
internal sealed class Softmax : Activation, IFastActivation
{
    public override string Name => "softmax";

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

    public override Vector<double> Backward(Vector<double> errors, Vector<double> preActivations, Vector<double> activations) =>
        activations.PointwiseMultiply(errors - errors.DotProduct(activations));

    internal override void BackwardInPlace(Span<double> errors, ReadOnlySpan<double> preActivations, ReadOnlySpan<double> activations)
    {
        double mean = 0;
        for (int i = 0; i < errors.Length; i++)
            mean += errors[i] * activations[i];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = activations[i] * (errors[i] - mean);
    }

    /// <summary>No activation is below e⁻⁸⁸ or so, since that is as far as the exponentials go.</summary>
    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Apply(Span<float> row, int nodes)
    {
        // Padding as low as this adds nothing to the sum.
        row[nodes..].Fill(float.MinValue / 2);
        Span<Vector512<float>> z = Lanes.Of(row);
        Vector512<float> largest = z[0], sums = Vector512<float>.Zero;
        foreach (Vector512<float> lane in z[1..])
            largest = Vector512.Max(largest, lane);
        largest = Vector512.Create(Lanes.Largest(largest));
        foreach (ref Vector512<float> lane in z)
            sums += lane = Lanes.Exp(lane - largest);
        float scale = 1 / Lanes.Sum(sums);
        foreach (ref Vector512<float> lane in z)
            lane *= scale;
    }

    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Backward(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = Lanes.Of(errors);
        ReadOnlySpan<Vector512<float>> a = Lanes.Of(activations)[..deltas.Length];
        Vector512<float> products = Vector512<float>.Zero;
        for (int i = 0; i < deltas.Length; i++)
            products += deltas[i] * a[i];
        Vector512<float> mean = Vector512.Create(Lanes.Sum(products));
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] = a[i] * (deltas[i] - mean);
    }
}
