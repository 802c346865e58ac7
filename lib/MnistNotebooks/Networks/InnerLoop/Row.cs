using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Arithmetic on whole rows.</summary>
internal static class Row
{
    /// <summary>sums += terms; the length is a multiple of 16.</summary>
    [MethodImpl(Hot.Path)]
    public static void Add(ReadOnlySpan<float> terms, Span<float> sums)
    {
        Span<Vector512<float>> targets = MemoryMarshal.Cast<float, Vector512<float>>(sums);
        ReadOnlySpan<Vector512<float>> added = MemoryMarshal.Cast<float, Vector512<float>>(terms)[..targets.Length];
        for (int i = 0; i < targets.Length; i++)
            targets[i] += added[i];
    }
}
