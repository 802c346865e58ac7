namespace MnistNotebooks.Networks;

/// <summary>How the learning rate changes in the course of training.</summary>
public abstract record Schedule
{
    /// <summary>The same learning rate throughout.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>The learning rate falls to its <paramref name="factor"/>-fold after every so many epochs.</summary>
    /// <param name="epochs">Epochs between two falls, at least 1.</param>
    /// <param name="factor">Above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Schedule Steps(int epochs, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        if (!(factor > 0 && factor <= 1))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A step's factor is above 0 and at most 1.");
        return new StepSchedule(epochs, factor);
    }

    /// <summary>
    /// The learning rate falls smoothly to 0 along half a cosine (Loshchilov and Hutter, "SGDR", 2017, without restarts).
    /// </summary>
    public static Schedule Cosine { get; } = new CosineSchedule();

    /// <summary>What the learning rate is multiplied with.</summary>
    /// <param name="epoch">Epochs behind, with the fraction of the one that is running: 0 at the start.</param>
    /// <param name="epochs">How many there will be.</param>
    public abstract double Factor(double epoch, int epochs);

    private sealed record ConstantSchedule : Schedule
    {
        public override double Factor(double epoch, int epochs) => 1;
    }

    private sealed record StepSchedule(int Every, double Fall) : Schedule
    {
        public override double Factor(double epoch, int epochs) => Math.Pow(Fall, Math.Floor(epoch / Every));
    }

    private sealed record CosineSchedule : Schedule
    {
        public override double Factor(double epoch, int epochs) => (1 + Math.Cos(Math.PI * epoch / epochs)) / 2;
    }
}
