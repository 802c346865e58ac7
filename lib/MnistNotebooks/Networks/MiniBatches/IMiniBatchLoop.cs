using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>The arithmetic of mini-batch training, behind which it can be readable or fast: the same steps within rounding.</summary>
internal interface IMiniBatchLoop : IDisposable
{
    /// <summary>Says what the next epoch's steps are about.</summary>
    /// <param name="examples">Where the records are.</param>
    /// <param name="order">Their numbers, in the order of the epoch.</param>
    void StartEpoch(IExamples examples, int[] order);

    /// <summary>One step for <paramref name="count"/> records from place <paramref name="start"/> of the epoch on.</summary>
    void Step(int start, int count, double learningRate, Tally tally);

    /// <summary>Counts, with the weights as they are, <paramref name="count"/> records from number <paramref name="start"/> on.</summary>
    Tally Judge(IExamples examples, int start, int count);

    /// <summary>Brings the network's weights and biases up to date.</summary>
    void WriteBack();
}
