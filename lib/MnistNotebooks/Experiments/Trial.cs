using System.Globalization;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>One network and how it is trained: everything that determines a result, except the data.</summary>
/// <param name="Network">The network before training.</param>
/// <param name="Training">How it is trained.</param>
public sealed record Trial(NetworkDescription Network, TrainingOptions Training)
{
    /// <summary>A sentence if the trial can't be run, else null.</summary>
    internal string? Fault()
    {
        try
        {
            Network.Check();
            Training.Check();
            return Training.Loss.Incompatibility(Network.OutputActivation);
        }
        catch (ArgumentException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Weights times epochs: which trials take long, roughly.</summary>
    internal long Cost()
    {
        int[] nodes = [Network.Inputs, .. Network.Hidden, Network.Outputs];
        return Training.Epochs * nodes.Zip(nodes.Skip(1), (inputs, outputs) => (long)inputs * outputs).Sum();
    }
}

/// <summary>What came of a trial.</summary>
public sealed record Outcome
{
    /// <summary>Share of the test records, 0…1, that the trained network gets right; NaN when training failed.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share of the training records, 0…1, that were right during the last epoch; NaN when training failed.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Share of the records held back, 0…1, that are right; null when none are.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Mean training loss of each epoch that was finished.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Time spent training, on one core, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Why training ended early without a result, or null.</summary>
    public string? Failure { get; init; }
}

/// <summary>A setting of an experiment with its result.</summary>
/// <param name="Setting">The experimenter's own: a number, a record, a tuple, an anonymous type.</param>
/// <param name="Trial">What was tried there.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record Result<TSetting>(TSetting Setting, Trial Trial, Outcome Outcome);

/// <summary>A result that has just come in.</summary>
/// <param name="Finished">Trials finished so far, this one included.</param>
/// <param name="Count">Trials of the experiment.</param>
/// <param name="Setting">The setting, in words.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="FromCache">Whether it was finished in an earlier run.</param>
internal sealed record ExperimentProgress(int Finished, int Count, string Setting, Outcome Outcome, bool FromCache)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Finished} of {Count}: {Setting}: {Outcome.Failure ?? $"{Outcome.Accuracy:F4}"}{(FromCache ? " (from the cache)" : "")}");
}

/// <summary>Mean and spread of results that differ by chance only: in the seed.</summary>
/// <param name="Mean">Mean of the results; NaN when there are none.</param>
/// <param name="Deviation">Their standard deviation (n − 1); NaN for fewer than two.</param>
/// <param name="Count">Number of results.</param>
/// <param name="Failed">Trials that failed; they are in no other number.</param>
public sealed record Summary(double Mean, double Deviation, int Count, int Failed)
{
    /// <summary>The summary of some numbers.</summary>
    /// <param name="results">NaN for a trial that failed.</param>
    public static Summary Of(IEnumerable<double> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        ILookup<bool, double> failed = results.ToLookup(double.IsNaN);
        double[] numbers = [.. failed[false]];
        return new(numbers.Mean(), numbers.StandardDeviation(), numbers.Length, failed[true].Count());
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {Deviation:F3}");
}
