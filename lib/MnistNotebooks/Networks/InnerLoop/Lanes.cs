using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Vector arithmetic on spans whose length is a multiple of <see cref="Width"/>, on whatever vectors the processor has.</summary>
internal static class Lanes
{
    /// <summary>Floats in the widest vector any processor has; rows are padded with zeros to a multiple of it.</summary>
    public const int Width = 16;

    public static int RoundUp(int count) => (count + Width - 1) / Width * Width;

    /// <summary>sums += factor · terms.</summary>
    public static void Add(Span<float> sums, float factor, ReadOnlySpan<float> terms)
    {
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(sums);
        ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(terms)[..to.Length];
        var factors = new Vector<float>(factor);
        for (int i = 0; i < to.Length; i++)
            to[i] = Vector.FusedMultiplyAdd(from[i], factors, to[i]);
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(b)[..left.Length];
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
            sum = Vector.FusedMultiplyAdd(left[i], right[i], sum);
        return Vector.Sum(sum);
    }
}
