using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.MiniBatches;

/// <summary>A training run in mini-batches: orders, learning rates, validation, early stopping.</summary>
internal sealed class MiniBatchTraining
{
    private const int RecordsPerReport = 1000;

    private readonly Network _network;
    private readonly IExamples _examples;
    private readonly TrainingOptions _options;
    private readonly Func<double>? _testAccuracy;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly int _held;
    private readonly List<EpochResult> _finished = [];

    private MiniBatchTraining(Network network, IExamples examples, TrainingOptions options, Func<double>? testAccuracy,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _network = network;
        _examples = examples;
        _options = options;
        _testAccuracy = testAccuracy;
        _progress = progress;
        _cancellation = cancellation;
        _held = (int)Math.Ceiling(options.Validation * examples.Count);
    }

    private int Records => _examples.Count - _held;

    /// <summary>Trains the network in place; options and examples are checked already, but not whether the loss fits the network.</summary>
    public static TrainingHistory Run(Network network, IExamples examples, TrainingOptions options, Func<double>? testAccuracy,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (options.Loss.Misfit(network.Layers[^1].Activation) is string misfit)
            throw new ArgumentException(misfit, nameof(options));
        var training = new MiniBatchTraining(network, examples, options, testAccuracy, progress, cancellation);
        if (training.Records == 0)
            throw new ArgumentException($"A validation share of {options.Validation.ToString(CultureInfo.InvariantCulture)} leaves none of the {examples.Count} records to train on.", nameof(options));
        return training.Run();
    }

    private TrainingHistory Run()
    {
        using IMiniBatchLoop loop = _examples is DigitExamples && SparseLoop.CanTrain(_network, _options)
            ? new FastMiniBatchLoop(_network, _options) : new ReadableMiniBatchLoop(_network, _options);
        EpochResult? best = null;
        Network bestNetwork = _network;
        int[] order = [.. Enumerable.Range(0, Records)];
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            if (_options.Shuffle)
                order = EpochOrder.Shuffled(Records, _options.Seed, epoch);
            EpochResult result = RunEpoch(loop, epoch, order);
            _finished.Add(result);
            _progress?.Report(new(epoch, _options.Epochs, Records, Records, result.Error, result));
            if (_options.Patience is not int patience)
                continue;
            if (best is null || result.ValidationLoss < best.ValidationLoss)
                (best, bestNetwork) = (result, _network.Copy());
            else if (epoch - best.Epoch >= patience)
                break;
        }
        bestNetwork.CopyTo(_network);
        return new(_finished) { Kept = best ?? _finished[^1] };
    }

    private EpochResult RunEpoch(IMiniBatchLoop loop, int epoch, int[] order)
    {
        Network before = _network.Copy();
        var tally = new Tally();
        TimeSpan duration = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        loop.StartEpoch(_examples.In(epoch), order);
        int recordsPerRate = _options.BatchSize == 1 ? InkBlock.MaxRecords : _options.BatchSize;
        int recordsPerReport = (RecordsPerReport + recordsPerRate - 1) / recordsPerRate * recordsPerRate;
        while (tally.Records < Records)
        {
            if (_cancellation.IsCancellationRequested)
            {
                loop.WriteBack();
                _cancellation.ThrowIfCancellationRequested();
            }
            loop.Train(tally.Records, Math.Min(recordsPerReport, Records - tally.Records), RateAt, tally);
            if (tally.FirstWithoutLoss is not null || !loop.IsFinite)
            {
                before.CopyTo(_network);
                int record = tally.FirstWithoutLoss ?? tally.Records - 1;
                throw new TrainingDivergedException(epoch, record / _options.BatchSize * _options.BatchSize, _options.LearningRate, _finished, "before the epoch");
            }
            if (tally.Records < Records)
            {
                duration += Stopwatch.GetElapsedTime(start);
                _progress?.Report(new(epoch, _options.Epochs, tally.Records, Records, tally.MeanError, null));
                start = Stopwatch.GetTimestamp();
            }
        }
        loop.WriteBack();
        duration += Stopwatch.GetElapsedTime(start);
        Tally? held = _held == 0 ? null : _examples.Judge(_network, _options.Loss, Records, _held);
        return new(epoch, tally.MeanError, tally.Accuracy, _testAccuracy?.Invoke(), duration)
        {
            Loss = tally.MeanLoss,
            ValidationLoss = held?.MeanLoss,
            ValidationAccuracy = held?.Accuracy,
        };

        double RateAt(int record) =>
            _options.LearningRate * _options.Schedule.Factor(epoch - 1 + (double)(record / recordsPerRate * recordsPerRate) / Records, _options.Epochs);
    }
}
