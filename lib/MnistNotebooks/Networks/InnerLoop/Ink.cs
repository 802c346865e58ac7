using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// A set of digits in their order, cut into blocks and turned round once for all epochs in this order, and for all networks that learn from it.
/// </summary>
internal sealed class Ink
{
    private readonly InkBlock[] _blocks;
    private readonly int _blocksPerStep;

    /// <summary>Turns a set round.</summary>
    /// <param name="digits">The set.</param>
    /// <param name="batchSize">Records between two changes of the weights.</param>
    /// <param name="cores">How many may work on it; the result doesn't depend on it.</param>
    /// <param name="stepsAtOnce">Whether a step can be added to the weights as soon as it is known.</param>
    public Ink(DigitSet digits, int batchSize, int cores, bool stepsAtOnce = true)
    {
        Digits = digits;
        BatchSize = batchSize;
        FollowsLate = batchSize == 1 && stepsAtOnce;
        RecordsPerStep = FollowsLate ? InkBlock.MaxRecords : batchSize;
        _blocksPerStep = (RecordsPerStep + InkBlock.MaxRecords - 1) / InkBlock.MaxRecords;
        _blocks = InkBuilder.Build(digits, RecordsPerStep, overlaps: FollowsLate, cores);
    }

    public DigitSet Digits { get; }

    /// <summary>Records between two changes of the weights.</summary>
    public int BatchSize { get; }

    /// <summary>Whether the weights to the pixels follow late, while all others change with every record.</summary>
    public bool FollowsLate { get; }

    /// <summary>Records between two changes of the weights to the pixels.</summary>
    public int RecordsPerStep { get; }

    /// <summary>The blocks of a step.</summary>
    public ReadOnlySpan<InkBlock> Step(int step)
    {
        int first = step * _blocksPerStep;
        return _blocks.AsSpan(first, Math.Min(_blocksPerStep, _blocks.Length - first));
    }
}
