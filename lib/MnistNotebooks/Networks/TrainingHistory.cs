using System.Globalization;

namespace MnistNotebooks.Networks;

/// <summary>How training went.</summary>
/// <param name="Epochs">One per epoch, in order.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>Time spent training, without tests and progress reports in between.</summary>
    public TimeSpan Duration => Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
}

/// <summary>How one epoch went.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Error">Mean over the records of Σ(target − output)², each with the weights just before its own step.</param>
/// <param name="TrainingAccuracy">Share of the records, 0…1, that were right just before their own step.</param>
/// <param name="TestAccuracy">Share of the test records, 0…1, that are right after the epoch; null when no test set was given.</param>
/// <param name="Duration">Time spent training in this epoch.</param>
public sealed record EpochResult(int Epoch, double Error, double TrainingAccuracy, double? TestAccuracy, TimeSpan Duration)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"epoch {Epoch}: error {Error:F6}, training accuracy {TrainingAccuracy:F4}{(TestAccuracy is double test ? $", test accuracy {test:F4}" : "")}");
}
