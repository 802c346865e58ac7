using MnistNotebooks.Data;
using MnistNotebooks.Networks.MiniBatches;

namespace MnistNotebooks.Networks;

public static partial class Training
{
    /// <summary>Trains a network on records of any kind; <see cref="Network.Scale"/> has no part in it.</summary>
    /// <param name="network">As many inputs as a record has, and an output for every label.</param>
    /// <param name="set">The records to learn; at least one.</param>
    /// <param name="options">The tutorial's when null.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="progress">Told about every thousand records.</param>
    /// <param name="cancellation">Stops between two mini-batches; the network then holds the weights reached.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the loss does not fit the last layer, the set is empty, or network and set don't fit.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static TrainingHistory Run(Network network, LabeledSet set, TrainingOptions? options = null, LabeledSet? test = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(set);
        options ??= new();
        options.Check();
        if (options.Distortion is not null)
            throw new ArgumentException("Only digits can be distorted.", nameof(options));
        CheckFit(network, new RowExamples(set), nameof(set));
        if (test is not null)
            CheckFit(network, new RowExamples(test), nameof(test));
        return MiniBatchTraining.Run(network, new RowExamples(set), options, test is null ? null : () => network.Score(test).Accuracy, progress, cancellation);
    }

    internal static void CheckFit(Network network, IExamples examples, string parameter)
    {
        if (examples.Count == 0)
            throw new ArgumentException("The set has no records.", parameter);
        if (network.Inputs != examples.Inputs)
            throw new ArgumentException($"A record has {examples.Inputs} inputs, but the network takes {network.Inputs}.", nameof(network));
        for (int record = 0; record < examples.Count; record++)
        {
            if (examples.LabelOf(record) >= network.Outputs)
                throw new ArgumentException($"Record {record} has the label {examples.LabelOf(record)}, but the network has {network.Outputs} outputs, for the labels 0 to {network.Outputs - 1}.", parameter);
        }
    }
}
