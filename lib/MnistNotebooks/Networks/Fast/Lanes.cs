using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.Fast;

/// <summary>
/// Arithmetic on rows, 16 floats at a time whatever the processor has: a <see cref="Vector512{T}"/> is one register of 512 bits, two of 256
/// or four of 128. Products are added without rounding in between and sums have one order, so that every machine gets the same bits.
/// </summary>
internal static class Lanes
{
    /// <summary>Floats in a lane.</summary>
    public const int Count = 16;

    /// <summary>
    /// Methods that run for every record are compiled at once and in full: a training of a second ends before the last tier is there.
    /// </summary>
    public const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>So many floats, rounded up to whole lanes.</summary>
    public static int Padded(int floats) => (floats + Count - 1) / Count * Count;

    public static Span<Vector512<float>> Of(Span<float> row) => MemoryMarshal.Cast<float, Vector512<float>>(row);

    public static ReadOnlySpan<Vector512<float>> Of(ReadOnlySpan<float> row) => MemoryMarshal.Cast<float, Vector512<float>>(row);

    /// <summary>a · b + c, rounded once.</summary>
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>The sum of the 16 floats, halves first.</summary>
    [MethodImpl(Inline)]
    public static float Sum(Vector512<float> lane)
    {
        Vector256<float> half = lane.GetLower() + lane.GetUpper();
        Vector128<float> quarter = half.GetLower() + half.GetUpper();
        quarter += Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return quarter[0] + quarter[1];
    }

    /// <summary>The largest of the 16 floats.</summary>
    [MethodImpl(Inline)]
    public static float Largest(Vector512<float> lane)
    {
        Vector256<float> half = Vector256.Max(lane.GetLower(), lane.GetUpper());
        Vector128<float> quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        quarter = Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(quarter[0], quarter[1]);
    }

    /// <summary>
    /// eˣ for x from −87 to 87, and its value there outside: never 0, never infinite. eˣ = 2ⁿ · 2ᶠ with n whole and |f| ≤ ½: a polynomial
    /// gives 2ᶠ, and n is added to its exponent.
    /// </summary>
    [MethodImpl(Inline)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Added to a small number, 1.5 · 2²³ rounds it and leaves its whole part in the lowest bits.
        Vector512<float> rounder = Vector512.Create(12582912f);
        Vector512<float> exponent = Vector512.Max(Vector512.Min(x * 1.44269504f, Vector512.Create(126f)), Vector512.Create(-126f));
        Vector512<float> n = exponent + rounder, f = exponent - (n - rounder);
        Vector512<float> power = Vector512.Create(1.5353362e-4f);
        power = MultiplyAdd(power, f, Vector512.Create(1.3398874e-3f));
        power = MultiplyAdd(power, f, Vector512.Create(9.6184374e-3f));
        power = MultiplyAdd(power, f, Vector512.Create(5.5503325e-2f));
        power = MultiplyAdd(power, f, Vector512.Create(2.4022648e-1f));
        power = MultiplyAdd(power, f, Vector512.Create(6.9314720e-1f));
        power = MultiplyAdd(power, f, Vector512<float>.One);
        return (power.AsInt32() + Vector512.ShiftLeft(n.AsInt32(), 23)).AsSingle();
    }

    /// <summary>sums += terms.</summary>
    [MethodImpl(Hot)]
    public static void Add(ReadOnlySpan<float> terms, Span<float> sums)
    {
        Span<Vector512<float>> targets = Of(sums);
        ReadOnlySpan<Vector512<float>> added = Of(terms)[..targets.Length];
        for (int i = 0; i < targets.Length; i++)
            targets[i] += added[i];
    }

    /// <summary>sums[i] += rows[i] · values.</summary>
    [MethodImpl(Hot)]
    public static void AddDotProducts(ReadOnlySpan<float> rows, ReadOnlySpan<float> values, Span<float> sums)
    {
        int lanes = values.Length / Count;
        ref Vector512<float> factor = ref MemoryMarshal.GetReference(Of(values));
        ref Vector512<float> row = ref MemoryMarshal.GetReference(Of(rows[..(sums.Length * values.Length)]));
        foreach (ref float sum in sums)
        {
            Vector512<float> even = Vector512<float>.Zero, odd = Vector512<float>.Zero;
            int i = 0;
            for (; i + 1 < lanes; i += 2)
            {
                even = MultiplyAdd(Unsafe.Add(ref row, i), Unsafe.Add(ref factor, i), even);
                odd = MultiplyAdd(Unsafe.Add(ref row, i + 1), Unsafe.Add(ref factor, i + 1), odd);
            }
            if (i < lanes)
                even = MultiplyAdd(Unsafe.Add(ref row, i), Unsafe.Add(ref factor, i), even);
            sum += Sum(even + odd);
            row = ref Unsafe.Add(ref row, lanes);
        }
    }

    /// <summary>sum += Σ factors[i] · rows[i].</summary>
    [MethodImpl(Hot)]
    public static void AddRows(ReadOnlySpan<float> factors, ReadOnlySpan<float> rows, Span<float> sum)
    {
        Span<Vector512<float>> sums = Of(sum);
        ref Vector512<float> row = ref MemoryMarshal.GetReference(Of(rows[..(factors.Length * sum.Length)]));
        int lane = 0;
        for (; lane + 4 <= sums.Length; lane += 4)
        {
            // Four lanes at once stay in registers while the rows pass.
            Vector512<float> a = sums[lane], b = sums[lane + 1], c = sums[lane + 2], d = sums[lane + 3];
            for (int i = 0; i < factors.Length; i++)
            {
                Vector512<float> factor = Vector512.Create(factors[i]);
                ref Vector512<float> four = ref Unsafe.Add(ref row, i * sums.Length + lane);
                a = MultiplyAdd(factor, four, a);
                b = MultiplyAdd(factor, Unsafe.Add(ref four, 1), b);
                c = MultiplyAdd(factor, Unsafe.Add(ref four, 2), c);
                d = MultiplyAdd(factor, Unsafe.Add(ref four, 3), d);
            }
            (sums[lane], sums[lane + 1], sums[lane + 2], sums[lane + 3]) = (a, b, c, d);
        }
        for (; lane < sums.Length; lane++)
        {
            Vector512<float> total = sums[lane];
            for (int i = 0; i < factors.Length; i++)
                total = MultiplyAdd(Vector512.Create(factors[i]), Unsafe.Add(ref row, i * sums.Length + lane), total);
            sums[lane] = total;
        }
    }

    /// <summary>rows[i] += factors[i] · values: the outer product.</summary>
    [MethodImpl(Hot)]
    public static void AddOuterProduct(ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> rows)
    {
        ReadOnlySpan<Vector512<float>> added = Of(values);
        Span<Vector512<float>> all = Of(rows);
        for (int i = 0; i < factors.Length; i++)
        {
            Vector512<float> factor = Vector512.Create(factors[i]);
            Span<Vector512<float>> row = all.Slice(i * added.Length, added.Length);
            for (int lane = 0; lane < row.Length; lane++)
                row[lane] = MultiplyAdd(factor, added[lane], row[lane]);
        }
    }
}
