using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>max(0, z), 16 nodes at a time; the slope is 1 where the activation is above 0.</summary>
internal sealed class FastReLU : FastActivation
{
    [MethodImpl(Hot.Path)]
    public override void Apply(Span<float> row, int nodes)
    {
        foreach (ref Vector512<float> node in MemoryMarshal.Cast<float, Vector512<float>>(row))
            node = Vector512.Max(node, Vector512<float>.Zero);
    }

    [MethodImpl(Hot.Path)]
    public override void PullBack(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = MemoryMarshal.Cast<float, Vector512<float>>(errors);
        ReadOnlySpan<Vector512<float>> values = MemoryMarshal.Cast<float, Vector512<float>>(activations)[..deltas.Length];
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] &= Vector512.GreaterThan(values[i], Vector512<float>.Zero);
    }
}
