using System.Globalization;

namespace MnistNotebooks.Networks;

/// <summary>
/// Training stopped because a weight grew beyond the largest number there is; the learning rate is much too large.
/// The network holds the weights from just before, or of a run in mini-batches those from before the epoch.
/// </summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(int epoch, int record, double learningRate, IReadOnlyList<EpochResult> finished, string kept = "just before")
        : base(string.Create(CultureInfo.InvariantCulture,
            $"Weights overflowed in epoch {epoch} at record {record}; the network holds the weights from {kept}. The learning rate {learningRate} is too large for it."))
    {
        Epoch = epoch;
        Record = record;
        History = new(finished);
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The record, from 0, whose step made a weight overflow; the first of its mini-batch.</summary>
    public int Record { get; }

    /// <summary>The epochs finished before.</summary>
    public TrainingHistory History { get; }
}
