using MnistNotebooks.Data;

namespace MnistNotebooks.Networks;

/// <summary>Everything that determines how a network is trained on a set; the defaults are the tutorial's.</summary>
public sealed record TrainingOptions
{
    /// <summary>What the directions of a backward pass are multiplied with: above 0, 0.1 by default.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How often all records are passed through: at least 1, 5 by default.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>
    /// How errors are carried back: the tutorial's rule by default. It is refused with any <see cref="Loss"/> but the squared error,
    /// because it has its losses built in: what it carries back is always target − output, which moves the last layer down the squared
    /// error and the hidden layer below sigmoid outputs down the cross-entropy. Another loss would not be followed by the hidden layers,
    /// so that asking for it would promise what training does not do; <see cref="BackwardRule.Gradient"/> follows any.
    /// </summary>
    public BackwardRule Rule { get; init; } = BackwardRule.Tutorial;

    /// <summary>What training makes smaller: the squared error by default.</summary>
    public Loss Loss { get; init; } = Loss.SquaredError;

    /// <summary>How gradients become changes: plain gradient descent by default.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Sgd;

    /// <summary>
    /// Records whose mean gradient makes one step: at least 1, which is the default. The last mini-batch of an epoch may be smaller.
    /// </summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>λ of the penalty λ · Σ w² on the weights, biases left out: at least 0, which is the default.</summary>
    public double L2 { get; init; }

    /// <summary>How the learning rate changes: not at all by default.</summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>What is done to digits anew in every epoch, those held back left out: nothing, which is null, by default.</summary>
    public Distortion? Distortion { get; init; }

    /// <summary>Whether each epoch has an order of its own: by default all have the set's.</summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// Share of the records, from the end of the set, that are held back to watch training with: 0, which is the default, to below 1.
    /// </summary>
    public double Validation { get; init; }

    /// <summary>
    /// Early stopping: training ends after so many epochs without a smaller validation loss, and the weights of the best epoch are taken.
    /// At least 1, or null, which is the default, for all epochs.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>The same seed gives the same orders: 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What frameworks do today: cross-entropy, Adam at 0.001, shuffled mini-batches of 32, the exact gradient.</summary>
    public static TrainingOptions Modern { get; } = new()
    {
        LearningRate = 0.001,
        Rule = BackwardRule.Gradient,
        Loss = Loss.CrossEntropy,
        Optimizer = Optimizer.Adam(),
        BatchSize = 32,
        Shuffle = true,
    };

    internal void Check()
    {
        CheckLearningRate(LearningRate, nameof(LearningRate));
        CheckL2(L2, nameof(L2));
        ArgumentNullException.ThrowIfNull(Loss);
        ArgumentNullException.ThrowIfNull(Optimizer);
        ArgumentNullException.ThrowIfNull(Schedule);
        if (Epochs < 1)
            throw new ArgumentOutOfRangeException(nameof(Epochs), Epochs, "Training takes at least 1 epoch.");
        if (!Enum.IsDefined(Rule))
            throw new ArgumentOutOfRangeException(nameof(Rule), Rule, "Not a backward rule.");
        if (Rule == BackwardRule.Tutorial && Loss != Loss.SquaredError)
            throw new ArgumentException($"The tutorial's rule carries back squared errors; the {Loss} needs BackwardRule.Gradient.",
                nameof(Rule));
        Distortion?.Check();
        if (BatchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "A mini-batch has at least 1 record.");
        if (!(Validation >= 0 && Validation < 1))
            throw new ArgumentOutOfRangeException(nameof(Validation), Validation,
                "The share held back for validation is at least 0 and below 1.");
        if (Patience < 1)
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, "Early stopping waits at least 1 epoch.");
        if (Patience is not null && Validation == 0)
            throw new ArgumentException("Early stopping watches the validation loss, so Validation must be above 0.", nameof(Patience));
    }

    internal static void CheckLearningRate(double learningRate, string parameter)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
            throw new ArgumentOutOfRangeException(parameter, learningRate, "The learning rate is a finite number above 0.");
    }

    internal static void CheckL2(double l2, string parameter)
    {
        if (!(l2 >= 0 && double.IsFinite(l2)))
            throw new ArgumentOutOfRangeException(parameter, l2, "The penalty's λ is a finite number, at least 0.");
    }
}
