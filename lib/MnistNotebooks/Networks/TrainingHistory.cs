using System.Globalization;

namespace MnistNotebooks.Networks;

/// <summary>How training went.</summary>
/// <param name="Epochs">One per epoch, in order.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>
    /// The epoch whose weights the network has: the last one, or with early stopping the one of the smallest validation loss.
    /// </summary>
    public EpochResult Best
    {
        get => field ?? Epochs[^1];
        init;
    }

    /// <summary>Time spent training, without tests and progress reports in between.</summary>
    public TimeSpan Duration => Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
}

/// <summary>How one epoch went.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Error">Mean over the records of Σ(target − output)², each with the weights just before the step it is part of.</param>
/// <param name="TrainingAccuracy">Share of the records, 0…1, that were right just before the step they are part of.</param>
/// <param name="TestAccuracy">Share of the test records, 0…1, that are right after the epoch; null when no test set was given.</param>
/// <param name="Duration">Time spent training in this epoch.</param>
public sealed record EpochResult(int Epoch, double Error, double TrainingAccuracy, double? TestAccuracy, TimeSpan Duration)
{
    /// <summary>
    /// Mean over the records of the loss, without the penalty on the weights, each just before the step it is part of: half the error
    /// when the loss is the squared error.
    /// </summary>
    public double Loss { get; init; } = Error / 2;

    /// <summary>Mean loss of the records held back, without the penalty, after the epoch; null when none are.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of the records held back, 0…1, that are right after the epoch; null when none are.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"epoch {Epoch}: error {Error:F6}, training accuracy {TrainingAccuracy:F4}"
            + $"{Share("validation", ValidationAccuracy)}{Share("test", TestAccuracy)}");

    private static string Share(string name, double? accuracy) =>
        accuracy is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {name} accuracy {accuracy:F4}");
}

/// <summary>Where training stands; reported about every thousand records and at the end of every epoch.</summary>
/// <param name="Epoch">The epoch that is running, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Records">Records done in this epoch.</param>
/// <param name="RecordsPerEpoch">Records in an epoch.</param>
/// <param name="Error">Mean of Σ(target − output)² over the records done in this epoch.</param>
/// <param name="Finished">The epoch's result in its last report, when the network's weights are up to date; null in the reports
/// before.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Records, int RecordsPerEpoch, double Error, EpochResult? Finished);
