namespace MnistNotebooks.Experiments;

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
