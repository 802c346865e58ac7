using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistNotebooks.Networks.Bulk;

/// <summary>Vector arithmetic on rows of numbers of any length; all rows of a call are as long as the first.</summary>
internal static class Rows
{
    /// <summary>sums = a + b.</summary>
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sums) => AddMultiple(a, 1, b, sums);

    /// <summary>differences = a − b.</summary>
    public static void Subtract(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> differences) =>
        AddMultiple(a, -1, b, differences);

    /// <summary>sums = a + factor · b.</summary>
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

    /// <summary>Σ a · b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> right = MemoryMarshal.Cast<double, Vector<double>>(b)[..left.Length];
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < left.Length; i++)
            sums = Vector.FusedMultiplyAdd(left[i], right[i], sums);
        double sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
