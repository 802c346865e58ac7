using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>Trains networks on digits and on other labelled records.</summary>
public sealed class Training
{
    private const int RecordsPerReport = 1000;

    // Mini-batches of one have the same learning rate for so many records.
    private const int RecordsPerRate = 32;

    private readonly Network _network;
    private readonly Examples _examples;
    private readonly TrainingOptions _options;
    private readonly Func<double>? _testAccuracy;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly int _records;
    private readonly List<EpochResult> _finished = [];

    // As the epoch found it.
    private readonly Network _before;

    private Training(Network network, Examples examples, TrainingOptions options, Func<double>? testAccuracy,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (options.Loss.Incompatibility(network.Layers[^1].Activation) is string reason)
            throw new ArgumentException(reason, nameof(options));
        _network = network;
        _before = network.Copy();
        _examples = examples;
        _options = options;
        _testAccuracy = testAccuracy;
        _progress = progress;
        _cancellation = cancellation;
        _records = examples.Labels.Count - (int)Math.Ceiling(options.Validation * examples.Labels.Count);
        if (_records == 0)
        {
            throw new ArgumentException(
                $"A validation share of {options.Validation.ToString(CultureInfo.InvariantCulture)} leaves none of the "
                    + $"{examples.Labels.Count} records "
                + "to train on.", nameof(options));
        }
    }

    /// <summary>
    /// Passes all digits through the network, <see cref="TrainingOptions.Epochs"/> times, and changes its weights in place: after every
    /// record, or after every mini-batch. Weights are in single precision meanwhile and are written back after every epoch. It takes one
    /// core, so that trainings can go on side by side; those on one set share what is prepared of it.
    /// </summary>
    /// <param name="network">784 inputs, and an output for every label.</param>
    /// <param name="digits">The records to learn; at least one. A <see cref="DigitSet.Range"/> continues where an earlier call
    /// stopped.</param>
    /// <param name="options">The tutorial's when null.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="progress">Told about every thousand records, on the calling thread.</param>
    /// <param name="cancellation">Looked at about every thousand records; the network then holds the weights reached.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the loss does not fit the last layer, the set is empty, or
    /// network and digits
    /// don't fit.</exception>
    /// <exception cref="TrainingDivergedException">A weight overflowed.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static TrainingHistory Run(Network network, DigitSet digits, TrainingOptions? options = null, DigitSet? test = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        options ??= new();
        options.Check();
        var examples = Examples.Of(digits, network.Scale);
        examples.CheckFit(network, nameof(digits));
        if (test is not null)
            Examples.Of(test, network.Scale).CheckFit(network, nameof(test));
        return new Training(network, examples, options, test is null ? null : () => network.Score(test).Accuracy, progress, cancellation)
            .Run();
    }

    /// <summary>Trains a network on records of any kind; <see cref="Network.Scale"/> has no part in it.</summary>
    /// <param name="network">As many inputs as a record has, and an output for every label.</param>
    /// <param name="set">The records to learn; at least one.</param>
    /// <param name="options">The tutorial's when null.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="progress">Told about every thousand records.</param>
    /// <param name="cancellation">Looked at about every thousand records; the network then holds the weights reached.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the loss does not fit the last layer, the set is empty, or
    /// network and set don't
    /// fit.</exception>
    /// <exception cref="TrainingDivergedException">A weight overflowed.</exception>
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
        var examples = Examples.Of(set);
        examples.CheckFit(network, nameof(set));
        if (test is not null)
            Examples.Of(test).CheckFit(network, nameof(test));
        return new Training(network, examples, options, test is null ? null : () => network.Score(test).Accuracy, progress, cancellation)
            .Run();
    }

    /// <summary>All epochs; after early stopping the network gets the weights of the best.</summary>
    private TrainingHistory Run()
    {
        ITrainingLoop loop = (_examples.Digits is null ? null : FastLoop.For(_network, _options))
            ?? (ITrainingLoop)new ReadableLoop(_network, _options);
        EpochResult? best = null;
        Network bestNetwork = _network;
        int[] order = [.. Enumerable.Range(0, _records)];
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            if (_options.Shuffle)
                order = Shuffled(_records, _options.Seed, epoch);
            EpochResult result = RunEpoch(loop, epoch, order);
            _finished.Add(result);
            _progress?.Report(new(epoch, _options.Epochs, _records, _records, result.Error, result));
            if (_options.Patience is not int patience)
                continue;
            if (best is null || result.ValidationLoss < best.ValidationLoss)
                (best, bestNetwork) = (result, _network.Copy());
            else if (epoch - best.Epoch >= patience)
                break;
        }
        bestNetwork.CopyTo(_network);
        return new(_finished) { Best = best ?? _finished[^1] };
    }

    private EpochResult RunEpoch(ITrainingLoop loop, int epoch, int[] order)
    {
        _network.CopyTo(_before);
        var metrics = new RunningMetrics();
        var watch = Stopwatch.StartNew();
        loop.StartEpoch(Distorted(epoch), order);
        int recordsPerRate = _options.BatchSize == 1 ? RecordsPerRate : _options.BatchSize;
        int recordsPerReport = (RecordsPerReport + recordsPerRate - 1) / recordsPerRate * recordsPerRate;
        while (metrics.Records < _records)
        {
            if (_cancellation.IsCancellationRequested)
            {
                loop.WriteBack();
                _cancellation.ThrowIfCancellationRequested();
            }
            loop.Train(metrics.Records, Math.Min(recordsPerReport, _records - metrics.Records), RateAt, metrics);
            if (metrics.FirstWithoutLoss is not null || !loop.IsFinite)
            {
                _before.CopyTo(_network);
                throw new TrainingDivergedException(epoch, metrics.FirstWithoutLoss
                    ?? metrics.Records - 1, _options.LearningRate, _finished);
            }
            watch.Stop();
            if (metrics.Records < _records)
                _progress?.Report(new(epoch, _options.Epochs, metrics.Records, _records, metrics.MeanError, null));
            watch.Start();
        }
        loop.WriteBack();
        watch.Stop();
        RunningMetrics? held = HeldOut();
        return new(epoch, metrics.MeanError, metrics.Accuracy, _testAccuracy?.Invoke(), watch.Elapsed)
        {
            Loss = metrics.MeanLoss,
            ValidationLoss = held?.MeanLoss,
            ValidationAccuracy = held?.Accuracy,
        };

        double RateAt(int record) =>
            _options.LearningRate * _options.Schedule.Factor(epoch - 1 + (double)(record / recordsPerRate * recordsPerRate) / _records,
                _options.Epochs);
    }

    private Examples Distorted(int epoch) => _options.Distortion is null ? _examples
        : Examples.Of(_options.Distortion.Apply(_examples.Digits!, _options.Seed, epoch), _network.Scale);

    /// <summary>How the network does on the records held back; null when none are.</summary>
    private RunningMetrics? HeldOut()
    {
        if (_records == _examples.Labels.Count)
            return null;
        var metrics = new RunningMetrics();
        var outputs = _examples.Digits is null ? null
            : FastLoop.Outputs(_network, _examples.Digits.Range(_records, _examples.Labels.Count - _records));
        for (int record = _records; record < _examples.Labels.Count; record++)
        {
            int label = _examples.Labels[record];
            if (outputs is null)
            {
                metrics.Count(_network.Forward(_examples.InputsOf(record)), label, _options.Loss);
                continue;
            }
            var ofRecord = outputs.Row(record - _records);
            metrics.Count(ofRecord, label, _options.Loss, _options.Loss.Value(ofRecord, label));
        }
        return metrics;
    }

    /// <summary>The numbers 0…count − 1 in an order that belongs to the seed and the epoch (Fisher and Yates's shuffle).</summary>
    internal static int[] Shuffled(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new RandomStream(seed, epoch);
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }
}
