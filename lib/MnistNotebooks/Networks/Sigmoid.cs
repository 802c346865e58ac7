using System.Numerics;
using System.Runtime.InteropServices;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>The logistic function 1 / (1 + e⁻ᶻ), whose slope is a · (1 − a) in its own value a.</summary>
internal sealed class Sigmoid : ElementwiseActivation
{
    public override string Name => "sigmoid";

    internal override FastActivation? Fast { get; } = new FastSigmoid();

    public override double Value(double preActivation) => 1 / (1 + Math.Exp(-preActivation));

    public override double Slope(double preActivation, double activation) => activation * (1 - activation);

    internal override void ApplyInPlace(Span<double> nodes)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(nodes);
        foreach (ref Vector<double> vector in vectors)
            vector = Vector<double>.One / (Vector<double>.One + Vector.Exp(-vector));
        base.ApplyInPlace(nodes[(vectors.Length * Vector<double>.Count)..]);
    }
}
