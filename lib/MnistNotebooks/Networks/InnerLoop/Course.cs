using System.Diagnostics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>One training from the first epoch to the last: what goes on around the steps.</summary>
internal sealed class Course(Network network, TrainingOptions options, DigitSet digits, DigitSet? test, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
{
    private const int RecordsPerReport = 1024;

    private readonly List<EpochResult> _finished = [];

    /// <summary>The digits' ink, where others learn from it as well.</summary>
    public SharedInk? Shared { get; init; }

    /// <summary>Records of a batch; there may be fewer in all.</summary>
    public static int BatchSize(TrainingOptions options, DigitSet digits) => Math.Min(options.BatchSize, digits.Count);

    public TrainingHistory Run()
    {
        long start = Stopwatch.GetTimestamp();
        using ITrainingLoop loop = Loop(digits, Shared);
        TimeSpan preparation = Stopwatch.GetElapsedTime(start);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            Train(loop, epoch, preparation);
            preparation = TimeSpan.Zero;
        }
        return new(_finished);
    }

    private void Train(ITrainingLoop loop, int epoch, TimeSpan duration)
    {
        var tally = new Tally();
        int recordsPerReport = Whole(RecordsPerReport);
        for (int record = 0; record < digits.Count; record += recordsPerReport)
        {
            if (cancellation.IsCancellationRequested)
            {
                loop.WriteBack();
                cancellation.ThrowIfCancellationRequested();
            }
            long start = Stopwatch.GetTimestamp();
            loop.Train(record, Math.Min(recordsPerReport, digits.Count - record), tally);
            if (!loop.IsFinite)
                throw Divergence(epoch, tally.Records);
            duration += Stopwatch.GetElapsedTime(start);
            if (tally.Records < digits.Count)
                progress?.Report(new(epoch, options.Epochs, tally.Records, digits.Count, tally.MeanError, null));
        }
        loop.WriteBack();
        double? testAccuracy = test is null ? null : network.Score(test).Accuracy;
        _finished.Add(new(epoch, tally.MeanError, tally.Accuracy, testAccuracy, duration));
        progress?.Report(new(epoch, options.Epochs, digits.Count, digits.Count, tally.MeanError, _finished[^1]));
    }

    /// <summary>
    /// Goes again, in ever smaller parts, from the epoch's first weights, which the network still holds, to the step that made a weight overflow.
    /// </summary>
    private TrainingDivergedException Divergence(int epoch, int end)
    {
        int record = 0;
        foreach (int part in (ReadOnlySpan<int>)[Whole(RecordsPerReport), Whole(InkBlock.MaxRecords), BatchSize(options, digits)])
        {
            while (record < end)
            {
                int count = Math.Min(part, end - record);
                using ITrainingLoop loop = Loop(digits.Range(record, count), null);
                loop.Train(0, count, new());
                if (!loop.IsFinite)
                {
                    end = record + count;
                    break;
                }
                loop.WriteBack();
                record += count;
            }
        }
        return new(epoch, Math.Min(record, end - 1), options.LearningRate, _finished);
    }

    private ITrainingLoop Loop(DigitSet records, SharedInk? shared)
    {
        if (!SparseLoop.CanTrain(network, options))
            return new ReadableLoop(network, records, options);
        int size = BatchSize(options, records);
        return new SparseLoop(network, shared?.Kept(size) ?? Ink.Kept(InkedDigits.Of(records, options.Cores), size), options);
    }

    /// <summary>So many records, rounded up to whole batches.</summary>
    private int Whole(int records)
    {
        int size = BatchSize(options, digits);
        return (records + size - 1) / size * size;
    }
}
