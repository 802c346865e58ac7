using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>eᶻ / Σ eᶻ over a row, 16 nodes at a time. No activation is below e⁻⁸⁸ or so, since that is as far as the exponentials go.</summary>
internal sealed class FastSoftmax : FastActivation
{
    [MethodImpl(Hot.Path)]
    public override void Apply(Span<float> row, int nodes)
    {
        // Padding as low as this adds nothing to the sum.
        row[nodes..].Fill(float.MinValue / 2);
        Span<Vector512<float>> lanes = MemoryMarshal.Cast<float, Vector512<float>>(row);
        Vector512<float> largest = Largest(lanes), sums = Vector512<float>.Zero;
        foreach (ref Vector512<float> lane in lanes)
            sums += lane = Exponential.Of(lane - largest);
        float scale = 1 / Vector512.Sum(sums);
        foreach (ref Vector512<float> lane in lanes)
            lane *= scale;
    }

    [MethodImpl(Hot.Path)]
    public override void PullBack(Span<float> errors, ReadOnlySpan<float> activations)
    {
        Span<Vector512<float>> deltas = MemoryMarshal.Cast<float, Vector512<float>>(errors);
        ReadOnlySpan<Vector512<float>> values = MemoryMarshal.Cast<float, Vector512<float>>(activations)[..deltas.Length];
        Vector512<float> products = Vector512<float>.Zero;
        for (int i = 0; i < deltas.Length; i++)
            products += deltas[i] * values[i];
        float mean = Vector512.Sum(products);
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] = values[i] * (deltas[i] - Vector512.Create(mean));
    }

    /// <summary>The largest of all floats, sixteen times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Largest(ReadOnlySpan<Vector512<float>> lanes)
    {
        Vector512<float> largest = lanes[0];
        foreach (Vector512<float> lane in lanes[1..])
            largest = Vector512.Max(largest, lane);
        Vector256<float> half = Vector256.Max(largest.GetLower(), largest.GetUpper());
        Vector128<float> quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        quarter = Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return Vector512.Create(MathF.Max(quarter[0], quarter[1]));
    }
}
