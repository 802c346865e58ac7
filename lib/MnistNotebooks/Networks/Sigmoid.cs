using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>The logistic function 1 / (1 + e⁻ᶻ), whose slope is a · (1 − a) in its own value a.</summary>
internal sealed class Sigmoid : ElementwiseActivation, IFastActivation
{
    public override string Name => "sigmoid";

    public override double Value(double preActivation) => 1 / (1 + Math.Exp(-preActivation));

    public override double Slope(double preActivation, double activation) => activation * (1 - activation);

    internal override void ApplyInPlace(Span<double> nodes)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(nodes);
        foreach (ref Vector<double> vector in vectors)
            vector = Vector<double>.One / (Vector<double>.One + Vector.Exp(-vector));
        base.ApplyInPlace(nodes[(vectors.Length * Vector<double>.Count)..]);
    }

    /// <summary>The relative error is below 5·10⁻⁶ between −80 and 80.</summary>
    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Apply(Span<float> row, int nodes)
    {
        foreach (ref Vector512<float> z in Lanes.Of(row))
            z = Vector512<float>.One / (Vector512<float>.One + Lanes.Exp(-z));
    }

    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Backward(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = Lanes.Of(errors);
        ReadOnlySpan<Vector512<float>> a = Lanes.Of(activations)[..deltas.Length];
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] *= a[i] * (Vector512<float>.One - a[i]);
    }
}
