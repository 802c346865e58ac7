namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Up to <see cref="MaxRecords"/> records, turned round: for every pair of neighbouring pixels that has ink in one of them, in which ones, and how dark.
/// So a pixel's weights are fetched once for all of them.
/// </summary>
internal sealed class InkBlock
{
    public const int MaxRecords = 32;

    /// <summary>Number of the first record.</summary>
    public required int Start { get; init; }

    /// <summary>Number of records.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// The pairs with ink, pair p being pixels 2p and 2p + 1: first those that have it in one record, then those in two, and so on,
    /// because a processor predicts the end of a loop that is as long as the one before.
    /// </summary>
    public required ushort[] Pairs { get; init; }

    /// <summary>How many pairs have ink in 0, 1, 2, … <see cref="Count"/> records.</summary>
    public required int[] PairsWith { get; init; }

    /// <summary>
    /// Pair after pair, a number for each record with ink there: 65,536 · (place in the block) + 256 · (right grey level) + (left grey level).
    /// </summary>
    public required uint[] Dots { get; init; }

    /// <summary>Sum of each record's grey levels; zeros up to <see cref="MaxRecords"/>.</summary>
    public required AlignedFloats Ink { get; init; }

    /// <summary>Sum over the pixels of one record's grey level times another's: a row of <see cref="MaxRecords"/> for each record. No rows when not asked for.</summary>
    public required Rows Overlaps { get; init; }
}
