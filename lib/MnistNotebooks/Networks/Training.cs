using System.Diagnostics;
using MnistNotebooks.Data;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>Trains a network on digits, one record at a time in the set's order.</summary>
public static class Training
{
    private const int RecordsPerReport = 1000;

    /// <summary>
    /// Passes all digits through the network, <see cref="TrainingOptions.Epochs"/> times, and changes its weights in place after every record.
    /// Weights are kept in single precision meanwhile and written back after every epoch.
    /// </summary>
    /// <param name="network">784 inputs, and an output for every label.</param>
    /// <param name="digits">The records to learn; at least one. A <see cref="DigitSet.Range"/> continues where an earlier call stopped.</param>
    /// <param name="options">The tutorial's when null.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="progress">Told about every thousand records.</param>
    /// <param name="cancellation">Stops between two records; the network then holds the weights reached.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the set is empty, or network and digits don't fit.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static TrainingHistory Run(Network network, DigitSet digits, TrainingOptions? options = null, DigitSet? test = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        options ??= new();
        options.Check();
        CheckFit(network, digits, nameof(digits));
        if (test is not null)
            CheckFit(network, test, nameof(test));

        ITrainingLoop loop = SparseLoop.CanTrain(network) ? new SparseLoop(network, digits, options) : new ReadableLoop(network, digits, options);
        var finished = new List<EpochResult>(options.Epochs);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var tally = new Tally();
            TimeSpan duration = TimeSpan.Zero;
            for (int record = 0; record < digits.Count; record += RecordsPerReport)
            {
                if (cancellation.IsCancellationRequested)
                {
                    loop.WriteBack();
                    cancellation.ThrowIfCancellationRequested();
                }
                long start = Stopwatch.GetTimestamp();
                loop.Train(record, Math.Min(RecordsPerReport, digits.Count - record), tally);
                duration += Stopwatch.GetElapsedTime(start);
                if (tally.Records < digits.Count)
                    progress?.Report(new(epoch, options.Epochs, tally.Records, digits.Count, tally.MeanError, null));
            }
            loop.WriteBack();
            double? testAccuracy = test is null ? null : network.Score(test, options.Scale).Accuracy;
            finished.Add(new(epoch, tally.MeanError, tally.Accuracy, testAccuracy, duration));
            progress?.Report(new(epoch, options.Epochs, digits.Count, digits.Count, tally.MeanError, finished[^1]));
        }
        return new(finished);
    }

    internal static void CheckFit(Network network, DigitSet digits, string parameter)
    {
        if (digits.Count == 0)
            throw new ArgumentException("The set has no records.", parameter);
        if (network.Inputs != DigitSet.PixelCount)
            throw new ArgumentException($"Digits have {DigitSet.PixelCount} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        int wrong = digits.Labels.IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(byte.MaxValue, network.Outputs - 1));
        if (wrong >= 0)
            throw new ArgumentException($"Record {wrong} has the label {digits.Labels[wrong]}, but the network has {network.Outputs} outputs, for the labels 0 to {network.Outputs - 1}.", parameter);
    }
}
