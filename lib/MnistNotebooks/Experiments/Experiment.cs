using System.Buffers.Binary;
using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using CsvHelper;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>Trials of many settings on the same digits.</summary>
public static class Experiment
{
    /// <summary>
    /// Tries every setting, the costliest first, as many at a time as there are cores. The results don't depend on that.
    /// </summary>
    /// <typeparam name="TSetting">The experimenter's own: a number, a record, a tuple, an anonymous type.</typeparam>
    /// <param name="settings">What is to be tried, none of it twice.</param>
    /// <param name="trial">The network of a setting and its training; called once for each setting, in order.</param>
    /// <param name="train">The digits to learn.</param>
    /// <param name="test">The digits that count.</param>
    /// <param name="cache">
    /// A file that keeps finished trials, so that an experiment that was stopped, or has grown, continues where it was; made when it
    /// isn't there. A trial is known by its network and training, the digits and the version of the arithmetic; an activation or loss of
    /// the reader's own, by its name only. None when null.
    /// </param>
    /// <param name="cancellation">Stops all trials; what is finished stays in the cache.</param>
    /// <returns>A result for every setting, in the same order; a training that diverges is a result too, whose numbers are NaN.</returns>
    /// <exception cref="ArgumentException">There are no settings, or one of them twice, or a trial is out of its range.</exception>
    /// <exception cref="InvalidDataException">The cache is damaged, a folder, or of another version.</exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public static IReadOnlyList<Result<TSetting>> Run<TSetting>(
        IEnumerable<TSetting> settings, Func<TSetting, Trial> trial, DigitSet train, DigitSet test,
        string? cache = null, CancellationToken cancellation = default)
        where TSetting : notnull => Run(settings, trial, train, test, cache, progress: null, cancellation);

    /// <summary>
    /// The trained network of a trial: read from a file that keeps it, or trained and kept there, with a byte for a weight. Both give the
    /// same network; without a file, it has its weights as they were trained.
    /// </summary>
    /// <param name="trial">The network and its training.</param>
    /// <param name="train">The digits to learn.</param>
    /// <param name="cache">The file, which must be one of this trial and these digits; made when it isn't there. None when null.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or keeps a network of another shape.</exception>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public static Network Trained(Trial trial, DigitSet train, string? cache = null)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(train);
        if (cache is not null && File.Exists(cache))
            return KeptNetwork.Load(cache, trial.Network);
        Network network = trial.Network.Create();
        Training.Run(network, train, trial.Training);
        if (cache is null)
            return network;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(cache))!);
        KeptNetwork.Save(cache, network);
        return KeptNetwork.Load(cache, trial.Network);
    }

    /// <summary>Mean and spread of each group of results, in the groups' order.</summary>
    /// <param name="results">Results of an experiment.</param>
    /// <param name="group">What results of a group have in common: the setting without the seed.</param>
    /// <param name="value">What is averaged of an outcome; the accuracy by default.</param>
    public static IReadOnlyDictionary<TGroup, Summary> Summaries<TSetting, TGroup>(
        this IEnumerable<Result<TSetting>> results, Func<TSetting, TGroup> group, Func<Outcome, double>? value = null)
        where TSetting : notnull
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(group);
        return results.GroupBy(result => group(result.Setting)).ToDictionary(
            some => some.Key, some => Summary.Of(some.Select(result => value is null ? result.Outcome.Accuracy : value(result.Outcome))));
    }

    /// <summary>As above; <paramref name="progress"/> is told of every trial when it is finished, by one thread at a time.</summary>
    internal static IReadOnlyList<Result<TSetting>> Run<TSetting>(
        IEnumerable<TSetting> settings, Func<TSetting, Trial> trial, DigitSet train, DigitSet test,
        string? cache, IProgress<ExperimentProgress>? progress, CancellationToken cancellation = default)
        where TSetting : notnull
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        TSetting[] all = [.. settings];
        if (all.Length == 0)
            throw new ArgumentException("The experiment has no settings.", nameof(settings));
        if (all.GroupBy(setting => setting).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"The setting {Words(twice.Key)} is there more than once.", nameof(settings));
        Trial[] trials = [.. all.Select(trial)];
        for (int i = 0; i < trials.Length; i++)
        {
            if (trials[i].Fault() is string fault)
                throw new ArgumentException($"The trial {Words(all[i])} can't be tried: {fault}");
        }

        TrialCache? kept = cache is null ? null : TrialCache.Open(cache, Fingerprint(train, test));
        var outcomes = new Outcome[trials.Length];
        int finished = 0;
        for (int i = 0; i < trials.Length; i++)
        {
            if (kept?.Find(trials[i]) is Outcome known)
                Finish(i, known, fromCache: true);
        }
        // The costliest first: a long trial that begins last would keep one core busy and the others waiting.
        int[] open = [.. Enumerable.Range(0, trials.Length).Where(i => outcomes[i] is null).OrderByDescending(i => trials[i].Cost())];
        var turn = new Lock();
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.ForEach(Partitioner.Create(open, EnumerablePartitionerOptions.NoBuffering), parallel, i =>
            {
                Outcome outcome = Try(trials[i], train, test, cancellation);
                lock (turn)
                {
                    kept?.Add(trials[i], outcome);
                    Finish(i, outcome, fromCache: false);
                }
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
        return [.. all.Zip(trials, outcomes).Select(result => new Result<TSetting>(result.First, result.Second, result.Third))];

        void Finish(int i, Outcome outcome, bool fromCache)
        {
            outcomes[i] = outcome;
            progress?.Report(new(++finished, trials.Length, Words(all[i]), outcome, fromCache));
        }
    }

    /// <summary>Writes a line for every result: the members of the setting, those of a tuple as Item1, Item2 …, then the outcome.</summary>
    /// <param name="results">At least one.</param>
    /// <param name="path">A file that was there is replaced when the new one is complete.</param>
    public static void WriteCsv<TSetting>(this IReadOnlyList<Result<TSetting>> results, string path)
        where TSetting : notnull
    {
        using var file = new WholeFile(path);
        using (CsvWriter csv = CsvWriter.Create(file.Stream, new CsvWriterOptions { HasHeader = false, NewLine = "\n" }, leaveOpen: true))
        {
            csv.WriteRecord([.. Members(results[0].Setting).Select(member => member.Name),
                "accuracy", "training accuracy", "validation accuracy", "last loss", "epochs", "seconds", "failure"]);
            foreach ((TSetting setting, _, Outcome outcome) in results)
            {
                object?[] numbers = [outcome.Accuracy, outcome.TrainingAccuracy, outcome.ValidationAccuracy,
                    outcome.Losses.Count == 0 ? null : outcome.Losses[^1], outcome.Losses.Count, outcome.Seconds];
                csv.WriteRecord([.. Members(setting).Select(member => Text(member.Value)), .. numbers.Select(Text), outcome.Failure ?? ""]);
            }
        }
        file.Complete();
    }

    private static Outcome Try(Trial trial, DigitSet train, DigitSet test, CancellationToken cancellation)
    {
        Network network = trial.Network.Create();
        try
        {
            TrainingHistory history = Training.Run(network, train, trial.Training, cancellation: cancellation);
            return new()
            {
                Accuracy = network.Score(test).Accuracy,
                TrainingAccuracy = history.Best.TrainingAccuracy,
                ValidationAccuracy = history.Best.ValidationAccuracy,
                Losses = [.. history.Epochs.Select(epoch => epoch.Loss)],
                Seconds = history.Duration.TotalSeconds,
            };
        }
        catch (ArithmeticException divergence)
        {
            const double None = double.NaN;
            return new() { Accuracy = None, TrainingAccuracy = None, Losses = [], Seconds = None, Failure = divergence.Message };
        }
    }

    /// <summary>Tells these digits from others.</summary>
    private static string Fingerprint(DigitSet train, DigitSet test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (DigitSet digits in (DigitSet[])[train, test])
        {
            Append(digits.Pixels, length);
            Append(digits.Labels, length);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Append(ReadOnlySpan<byte> part, Span<byte> length)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }
    }

    private static IEnumerable<(string Name, object? Value)> Members(object setting) => setting switch
    {
        IConvertible => [("setting", setting)],
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => ($"Item{i + 1}", tuple[i])),
        _ => setting.GetType().GetProperties().Select(property => (property.Name, property.GetValue(setting))),
    };

    private static string Words(object setting) => setting is IConvertible
        ? Text(setting)
        : string.Join(", ", Members(setting).Select(member => $"{member.Name} {Text(member.Value)}"));

    /// <summary>A value as a reader writes it, the same in every country.</summary>
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable list => string.Join('-', list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
