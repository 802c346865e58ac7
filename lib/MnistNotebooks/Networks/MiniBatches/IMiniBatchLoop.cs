using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>The arithmetic of mini-batch training, behind which it can be readable or fast: the same steps within rounding.</summary>
internal interface IMiniBatchLoop : IDisposable
{
    /// <summary>Whether no weight or bias has overflowed.</summary>
    bool IsFinite { get; }

    /// <summary>Says what the next epoch's steps are about.</summary>
    /// <param name="examples">Where the records are.</param>
    /// <param name="order">Their numbers, in the order of the epoch.</param>
    void StartEpoch(IExamples examples, int[] order);

    /// <summary>
    /// One step after another for <paramref name="count"/> records from place <paramref name="start"/> of the epoch on, both whole mini-batches,
    /// and multiples of <see cref="InkBlock.MaxRecords"/> for mini-batches of one; fewer at the end of the epoch.
    /// <paramref name="rateAt"/> tells the learning rate of the mini-batch that begins at a place; so many mini-batches of one have the same.
    /// </summary>
    void Train(int start, int count, Func<int, double> rateAt, Tally tally);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    void WriteBack();
}
