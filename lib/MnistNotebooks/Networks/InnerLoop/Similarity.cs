using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// How much of one record's step another one sees: x·x', and 1 for the bias. In dots, x·x' = 784·offset² + offset·factor·(ink + ink') + factor²·overlap.
/// </summary>
internal sealed class Similarity(PixelScale scale, bool biases)
{
    private readonly Rows _row = new(1, InkBlock.MaxRecords);

    /// <summary>A record's similarity to those before it in its block.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<float> ToEarlier(InkBlock block, int record)
    {
        float offset = (float)scale.Offset, factor = (float)scale.Factor;
        float alike = offset * (offset * DigitSet.PixelCount + factor * block.Ink[record]) + (biases ? 1 : 0);
        ReadOnlySpan<Vector512<float>> overlaps = block.Overlaps!.Lanes(record), ink = block.Ink.Lanes;
        Span<Vector512<float>> similarities = _row.Lanes(0);
        for (int i = 0; i < similarities.Length; i++)
            similarities[i] = Vector512.Create(alike) + offset * factor * ink[i] + factor * factor * overlaps[i];
        return _row[0][..record];
    }
}
