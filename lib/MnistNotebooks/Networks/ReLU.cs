using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>The rectified linear unit max(0, z). Its slope at 0, where it has none, is taken as 0.</summary>
internal sealed class ReLU : ElementwiseActivation, IFastActivation
{
    public override string Name => "ReLU";

    public override double Value(double preActivation) => Math.Max(0, preActivation);

    public override double Slope(double preActivation, double activation) => preActivation > 0 ? 1 : 0;

    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Apply(Span<float> row, int nodes)
    {
        foreach (ref Vector512<float> z in Lanes.Of(row))
            z = Vector512.Max(z, Vector512<float>.Zero);
    }

    [MethodImpl(Lanes.Hot)]
    void IFastActivation.Backward(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = Lanes.Of(errors);
        ReadOnlySpan<Vector512<float>> a = Lanes.Of(activations)[..deltas.Length];
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] &= Vector512.GreaterThan(a[i], Vector512<float>.Zero);
    }
}
