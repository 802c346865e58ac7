namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The arithmetic of training, behind which it can be readable or fast: the same sequence of steps within rounding.</summary>
internal interface ITrainingLoop
{
    /// <summary>One step for each of <paramref name="count"/> records from <paramref name="start"/> on.</summary>
    void Train(int start, int count, Tally tally);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    void WriteBack();
}
