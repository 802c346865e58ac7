using System.Globalization;

namespace MnistNotebooks.Networks;

/// <summary>
/// Training stopped because a weight grew beyond the largest number there is; the learning rate is much too large.
/// The network holds the weights from before the epoch.
/// </summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(int epoch, int record, double learningRate, IReadOnlyList<EpochResult> finished)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"Weights overflowed in epoch {epoch} by record {record}; the network holds the weights from before the epoch. ")
            + string.Create(CultureInfo.InvariantCulture, $"The learning rate {learningRate} is too large for it."))
    {
        Epoch = epoch;
        Record = record;
        History = new(finished);
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>
    /// The first record of the epoch, from 0, whose loss was no number any more, or the last before the overflow was seen: at most some
    /// thousand later.
    /// </summary>
    public int Record { get; }

    /// <summary>The epochs finished before.</summary>
    public TrainingHistory History { get; }
}
