using System.Collections.Concurrent;
using MnistNotebooks.Data;
using MnistNotebooks.Networks.InnerLoop;
using MnistNotebooks.Networks.MiniBatches;

namespace MnistNotebooks.Networks;

/// <summary>Trains networks on digits and on other labelled records.</summary>
public static partial class Training
{
    /// <summary>
    /// Passes all digits through the network, <see cref="TrainingOptions.Epochs"/> times, and changes its weights in place: after every record,
    /// or after every mini-batch. Weights are in single precision meanwhile and are written back after every epoch.
    /// </summary>
    /// <param name="network">784 inputs, and an output for every label.</param>
    /// <param name="digits">The records to learn; at least one. A <see cref="DigitSet.Range"/> continues where an earlier call stopped.</param>
    /// <param name="options">The tutorial's when null.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="progress">Told about every thousand records, on the calling thread.</param>
    /// <param name="cancellation">Looked at about every thousand records; the network then holds the weights reached.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the set is empty, or network and digits don't fit.</exception>
    /// <exception cref="TrainingDivergedException">A weight overflowed.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static TrainingHistory Run(Network network, DigitSet digits, TrainingOptions? options = null, DigitSet? test = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new();
        Check(network, options, digits, test);
        return Train(network, options, digits, test, null, progress, cancellation);
    }

    /// <summary>The same with digits whose ink others learn from as well.</summary>
    internal static TrainingHistory Run(Network network, SharedInk digits, TrainingOptions options, CancellationToken cancellation)
    {
        Check(network, options, digits.Set, null);
        return Train(network, options, digits.Set, null, digits, null, cancellation);
    }

    /// <summary>
    /// Trains networks side by side, each on one core, all on one copy of the digits: for experiments with node counts, learning rates and seeds.
    /// Each result is that of <see cref="Run(Network, DigitSet, TrainingOptions?, DigitSet?, IProgress{TrainingProgress}?, CancellationToken)"/>, whatever runs beside it.
    /// </summary>
    /// <param name="runs">What to train, and how; no network twice.</param>
    /// <param name="digits">The records to learn; at least one.</param>
    /// <param name="test">Scored after every epoch when given.</param>
    /// <param name="cores">How many runs may go on at once: all cores' number when null.</param>
    /// <param name="progress">Told about every thousand records of every run, by one thread at a time.</param>
    /// <param name="cancellation">Looked at about every thousand records; the networks then hold the weights reached.</param>
    /// <returns>A result for every run, in the same order. A run whose weights overflow does not stop the others.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, the set is empty, or a network and the digits don't fit.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public static IReadOnlyList<TrainingResult> RunAll(IReadOnlyList<TrainingRun> runs, DigitSet digits, DigitSet? test = null, int? cores = null,
        IProgress<TrainingRunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        int atOnce = cores ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1, nameof(cores));
        foreach (TrainingRun run in runs)
            Check(run.Network, run.Options, digits, test);
        if (runs.DistinctBy(run => run.Network).Count() < runs.Count)
            throw new ArgumentException("Two runs would train the same network; give each its own copy.", nameof(runs));

        var shared = new SharedInk(digits, atOnce);
        var results = new TrainingResult[runs.Count];
        var turn = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, runs.Count), EnumerablePartitionerOptions.NoBuffering), parallel, number =>
        {
            TrainingRun run = runs[number];
            var told = progress is null ? null : new Relay(report =>
            {
                lock (turn)
                    progress.Report(new(number, report));
            });
            TrainingOptions alone = run.Options with { Cores = 1 };
            try
            {
                results[number] = new(Train(run.Network, alone, digits, test, shared, told, cancellation), null);
            }
            catch (TrainingDivergedException divergence)
            {
                results[number] = new(divergence.History, divergence);
            }
        });
        return results;
    }

    internal static void CheckFit(Network network, DigitSet digits, string parameter)
    {
        if (digits.Count == 0)
            throw new ArgumentException("The set has no records.", parameter);
        if (network.Inputs != DigitSet.PixelCount)
            throw new ArgumentException($"Digits have {DigitSet.PixelCount} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        int wrong = digits.Labels.IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(byte.MaxValue, network.Outputs - 1));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Record {wrong} has the label {digits.Labels[wrong]}, but the network has {network.Outputs} outputs, for the labels 0 to {network.Outputs - 1}.", parameter);
        }
    }

    /// <summary>Trains step by step where that is all that is asked for, else in mini-batches with all that belongs to them.</summary>
    private static TrainingHistory Train(Network network, TrainingOptions options, DigitSet digits, DigitSet? test, SharedInk? shared,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation) => options.IsPlain
        ? new Course(network, options, digits, test, progress, cancellation) { Shared = shared }.Run()
        : MiniBatchTraining.Run(network, new DigitExamples(digits, network.Scale, options) { Shared = shared }, options,
            test is null ? null : () => network.Score(test).Accuracy, progress, cancellation);

    private static void Check(Network network, TrainingOptions options, DigitSet digits, DigitSet? test)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(digits);
        options.Check();
        CheckFit(network, digits, nameof(digits));
        if (test is not null)
            CheckFit(network, test, nameof(test));
    }

    private sealed class Relay(Action<TrainingProgress> receive) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => receive(value);
    }
}
