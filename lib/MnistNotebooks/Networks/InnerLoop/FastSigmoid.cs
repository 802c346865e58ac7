using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The logistic function, 16 nodes at a time; its relative error is below 5·10⁻⁶ between −80 and 80.</summary>
internal sealed class FastSigmoid : FastActivation
{
    [MethodImpl(Hot.Path)]
    public override void Apply(Span<float> row, int nodes)
    {
        foreach (ref Vector512<float> node in MemoryMarshal.Cast<float, Vector512<float>>(row))
            node = Vector512<float>.One / (Vector512<float>.One + Exponential.Of(-node));
    }

    [MethodImpl(Hot.Path)]
    public override void PullBack(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = MemoryMarshal.Cast<float, Vector512<float>>(errors);
        ReadOnlySpan<Vector512<float>> values = MemoryMarshal.Cast<float, Vector512<float>>(activations)[..deltas.Length];
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] *= values[i] * (Vector512<float>.One - values[i]);
    }
}
