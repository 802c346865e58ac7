namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Weights or biases in single precision. Plain descent adds each step to them at once; other optimizers collect the steps of a mini-batch
/// and change all parameters after it.
/// </summary>
internal sealed class Parameters
{
    private readonly FastOptimizer? _optimizer;
    private readonly float _shrink;

    /// <summary>Zeros to begin with.</summary>
    /// <param name="length">A multiple of 16.</param>
    /// <param name="options">How they learn.</param>
    /// <param name="penalised">Whether the penalty counts them.</param>
    public Parameters(int length, TrainingOptions options, bool penalised)
    {
        Values = new(length);
        _optimizer = options.StepsAtOnce ? null : options.Optimizer.StartFast(length);
        _shrink = penalised ? (float)(2 * options.L2) : 0;
        Directions = _optimizer is null ? Values : new(length);
    }

    public AlignedFloats Values { get; }

    /// <summary>Where steps are added: the values themselves, or what they will be changed by.</summary>
    public AlignedFloats Directions { get; }

    /// <summary>Ends a mini-batch.</summary>
    public void Step(float learningRate) => _optimizer?.Step(Values.Lanes, Directions.Lanes, learningRate, _shrink);

    /// <summary>Takes over the values of as many others, and what their optimizer remembers.</summary>
    public void CopyFrom(Parameters other)
    {
        other.Values.Span.CopyTo(Values.Span);
        _optimizer?.CopyFrom(other._optimizer!);
    }
}
