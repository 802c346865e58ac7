namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Digits in the order of training, cut into blocks that are filled when a step needs them. Blocks of the set's own order are kept,
/// for all epochs and for all networks that learn from it; where each epoch has an order of its own, a few blocks are filled again and again.
/// </summary>
internal sealed class Ink
{
    // As many records as are prepared before they are trained on: their blocks stay in a core's cache.
    private const int RecordsHeld = 256;

    private readonly InkBlock[] _blocks;
    private readonly int _blocksPerStep;
    private readonly int _stepsHeld;
    private readonly int _records;
    private InkedDigits _digits;
    private int[] _order;

    private Ink(InkedDigits digits, int[] order, int batchSize, bool stepsAtOnce, bool keepsAll)
    {
        _digits = digits;
        _order = order;
        _records = keepsAll ? digits.Count : order.Length;
        BatchSize = batchSize;
        FollowsLate = batchSize == 1 && stepsAtOnce;
        RecordsPerStep = FollowsLate ? InkBlock.MaxRecords : batchSize;
        _blocksPerStep = Quotient(RecordsPerStep, InkBlock.MaxRecords);
        Steps = Quotient(_records, RecordsPerStep);
        StepsTogether = Math.Max(1, RecordsHeld / RecordsPerStep);
        _stepsHeld = keepsAll ? Steps : Math.Min(Steps, StepsTogether);
        _blocks = [.. Enumerable.Range(0, _stepsHeld * _blocksPerStep).Select(_ => new InkBlock(overlaps: FollowsLate))];
    }

    /// <summary>A set in its own order, for steps that are added to the weights as soon as they are known.</summary>
    /// <param name="digits">The set.</param>
    /// <param name="batchSize">Records between two changes of the weights.</param>
    public static Ink Kept(InkedDigits digits, int batchSize) => new(digits, [], batchSize, stepsAtOnce: true, keepsAll: true);

    /// <summary>A set in an order of one epoch; <see cref="Restart"/> tells that of the next.</summary>
    /// <param name="digits">The set.</param>
    /// <param name="order">The numbers of the records to learn.</param>
    /// <param name="batchSize">Records between two changes of the weights.</param>
    /// <param name="stepsAtOnce">Whether a step can be added to the weights as soon as it is known.</param>
    public static Ink Passing(InkedDigits digits, int[] order, int batchSize, bool stepsAtOnce) => new(digits, order, batchSize, stepsAtOnce, keepsAll: false);

    /// <summary>Records between two changes of the weights.</summary>
    public int BatchSize { get; }

    /// <summary>Whether the weights to the pixels follow late, while all others change with every record.</summary>
    public bool FollowsLate { get; }

    /// <summary>Records between two changes of the weights to the pixels.</summary>
    public int RecordsPerStep { get; }

    /// <summary>Changes of the weights to the pixels in an epoch.</summary>
    public int Steps { get; }

    /// <summary>How many steps may be prepared before the first of them is trained on.</summary>
    public int StepsTogether { get; }

    /// <summary>Goes on with as many other digits, or with the same in another order.</summary>
    public void Restart(InkedDigits digits, int[] order)
    {
        _digits = digits;
        _order = order;
        foreach (InkBlock block in _blocks)
            block.Start = -1;
    }

    /// <summary>Fills all blocks, which must be kept; several networks can then learn from them at the same time.</summary>
    public void PrepareAll(int cores) => Parallel.For(0, Steps, new ParallelOptions { MaxDegreeOfParallelism = cores }, () => new InkBuilder(), (step, _, builder) =>
    {
        Prepare(step, builder);
        return builder;
    }, _ => { });

    /// <summary>Fills the blocks of a step that are not filled yet. Different steps can be prepared at the same time.</summary>
    public void Prepare(int step, InkBuilder builder)
    {
        ReadOnlySpan<InkBlock> blocks = BlocksOf(step);
        int end = Math.Min(_records, (step + 1) * RecordsPerStep);
        for (int i = 0, start = step * RecordsPerStep; start < end; i++, start += InkBlock.MaxRecords)
        {
            if (blocks[i].Start != start)
                builder.Fill(blocks[i], _digits, _order, start, Math.Min(InkBlock.MaxRecords, end - start));
        }
    }

    /// <summary>The blocks of a step that has been prepared.</summary>
    public ReadOnlySpan<InkBlock> Step(int step)
    {
        int records = Math.Min(_records - step * RecordsPerStep, RecordsPerStep);
        return BlocksOf(step)[..Quotient(records, InkBlock.MaxRecords)];
    }

    private static int Quotient(int records, int size) => (records + size - 1) / size;

    private ReadOnlySpan<InkBlock> BlocksOf(int step) => _blocks.AsSpan(step % _stepsHeld * _blocksPerStep, _blocksPerStep);
}
