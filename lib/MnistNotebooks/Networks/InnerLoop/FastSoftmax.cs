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
        float largest = float.MinValue;
        foreach (float z in row[..nodes])
            largest = MathF.Max(largest, z);
        Vector512<float> sums = Vector512<float>.Zero;
        foreach (ref Vector512<float> lane in lanes)
            sums += lane = Exponential.Of(lane - Vector512.Create(largest));
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
}
