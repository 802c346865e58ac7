namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The arithmetic of training, behind which it can be readable or fast: the same sequence of steps within rounding.</summary>
internal interface ITrainingLoop : IDisposable
{
    /// <summary>Whether no weight or bias has overflowed.</summary>
    bool IsFinite { get; }

    /// <summary>
    /// Trains on <paramref name="count"/> records from <paramref name="start"/> on, both whole batches, and multiples of <see cref="InkBlock.MaxRecords"/>
    /// for batches of one; fewer at the end of the set.
    /// </summary>
    void Train(int start, int count, Tally tally);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    void WriteBack();
}
