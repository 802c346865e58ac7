using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Influence;

/// <summary>
/// Vector arithmetic on rows of numbers of any length, with the same bits on every width of vector; all rows of a call are as long as the
/// first. Compiled at once and in full: most are called as often as there are pixels, and over before the last tier is there.
/// </summary>
internal static class Rows
{
    /// <summary>sums = a + b.</summary>
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sums) => AddMultiple(a, 1, b, sums);

    /// <summary>sums = a + factor · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMultiple(ReadOnlySpan<double> a, double factor, ReadOnlySpan<double> b, Span<double> sums)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> right = MemoryMarshal.Cast<double, Vector<double>>(b)[..left.Length];
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(sums)[..left.Length];
        var factors = new Vector<double>(factor);
        for (int i = 0; i < left.Length; i++)
            to[i] = Vector.FusedMultiplyAdd(factors, right[i], left[i]);
        for (int i = left.Length * Vector<double>.Count; i < a.Length; i++)
            sums[i] = Math.FusedMultiplyAdd(factor, b[i], a[i]);
    }

    /// <summary>Σ a · b, summed in eight lanes whatever the hardware has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(b)[..left.Length];
        Vector256<double> even = Vector256<double>.Zero, odd = Vector256<double>.Zero;
        int i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even = Vector256.FusedMultiplyAdd(left[i], right[i], even);
            odd = Vector256.FusedMultiplyAdd(left[i + 1], right[i + 1], odd);
        }
        Vector256<double> sums = even + odd;
        double sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (int rest = i * Vector256<double>.Count; rest < a.Length; rest++)
            sum += a[rest] * b[rest];
        return sum;
    }
}
