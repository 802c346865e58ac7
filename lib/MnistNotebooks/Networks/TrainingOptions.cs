using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>How a network is trained; the defaults are the tutorial's.</summary>
public sealed record TrainingOptions
{
    /// <summary>What the directions of a backward pass are multiplied with: above 0, 0.1 by default.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How often all records are passed through: at least 1, 5 by default.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>How errors are carried back: the tutorial's rule by default.</summary>
    public BackwardRule Rule { get; init; } = BackwardRule.Tutorial;

    /// <summary>How pixels become inputs: the tutorial's 0.01…1.0 by default.</summary>
    public PixelScale Scale { get; init; } = PixelScale.Tutorial;

    internal void Check()
    {
        CheckLearningRate(LearningRate, nameof(LearningRate));
        if (Epochs < 1)
            throw new ArgumentOutOfRangeException(nameof(Epochs), Epochs, "Training takes at least 1 epoch.");
        if (!Enum.IsDefined(Rule))
            throw new ArgumentOutOfRangeException(nameof(Rule), Rule, "Not a backward rule.");
        if (!double.IsFinite(Scale.Offset) || !double.IsFinite(Scale.Factor))
            throw new ArgumentOutOfRangeException(nameof(Scale), Scale, "A pixel scale's offset and factor are finite numbers.");
    }

    internal static void CheckLearningRate(double learningRate, string parameter)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
            throw new ArgumentOutOfRangeException(parameter, learningRate, "The learning rate is a finite number above 0.");
    }
}
