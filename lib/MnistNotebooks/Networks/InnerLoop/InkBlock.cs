using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Up to <see cref="MaxRecords"/> records, turned round: for every pair of neighbouring pixels that has ink in one of them, in which ones, and how dark.
/// So a pixel's weights are fetched once for all of them. A block can be filled anew; its arrays may be longer than what they hold.
/// </summary>
internal sealed class InkBlock
{
    public const int MaxRecords = 32;

    /// <summary>Pairs of neighbouring pixels in a picture.</summary>
    public const int PairCount = DigitSet.PixelCount / 2;

    /// <summary>An empty block.</summary>
    /// <param name="overlaps">Whether <see cref="Overlaps"/> are needed.</param>
    public InkBlock(bool overlaps) => Overlaps = overlaps ? new(MaxRecords, MaxRecords) : null;

    /// <summary>Place of the first record in the order of training.</summary>
    public int Start { get; set; } = -1;

    /// <summary>Number of records.</summary>
    public int Count { get; set; }

    /// <summary>Labels of the records.</summary>
    public byte[] Labels { get; } = new byte[MaxRecords];

    /// <summary>
    /// The pairs with ink, pair p being pixels 2p and 2p + 1: first those that have it in one record, then those in two, and so on,
    /// because a processor predicts the end of a loop that is as long as the one before.
    /// </summary>
    public ushort[] Pairs { get; } = new ushort[PairCount];

    /// <summary>Those of <see cref="Pairs"/> that the block fills.</summary>
    public ReadOnlySpan<ushort> InkedPairs => Pairs.AsSpan(0, PairCount - PairsWith[0]);

    /// <summary>How many pairs have ink in 0, 1, 2, … <see cref="Count"/> records.</summary>
    public int[] PairsWith { get; } = new int[MaxRecords + 1];

    /// <summary>
    /// Pair after pair, a number for each record with ink there: 65,536 · (place in the block) + 256 · (right grey level) + (left grey level).
    /// </summary>
    public uint[] Dots { get; set; } = [];

    /// <summary>Sum of each record's grey levels; zeros behind the last one's.</summary>
    public AlignedFloats Ink { get; } = new(MaxRecords);

    /// <summary>Sum over the pixels of one record's grey level times another's: a row for each record. Null when not asked for.</summary>
    public Rows? Overlaps { get; }
}
