namespace MnistNotebooks.Networks.Fast;

/// <summary>How weights change: at once with each record's step, or by an optimizer that needs a whole mini-batch's.</summary>
/// <param name="Optimizer">Null for steps at once.</param>
/// <param name="L2">λ of the penalty λ · Σ w².</param>
internal readonly record struct UpdateRule(IFastOptimizer? Optimizer, double L2);

/// <summary>
/// Weights or biases in single precision. Plain descent adds each step to them at once; other optimizers collect the steps of a mini-batch
/// and change all parameters after it.
/// </summary>
internal sealed class Parameters
{
    private readonly FastOptimizerState? _state;
    private readonly float _shrink;

    /// <summary>Zeros to begin with.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="length">Floats of a row.</param>
    /// <param name="rule">How they change.</param>
    /// <param name="penalised">Whether the penalty counts them.</param>
    public Parameters(int count, int length, UpdateRule rule, bool penalised)
    {
        Values = new(count, length);
        Changes = rule.Optimizer is null ? Values : new(count, length);
        _state = rule.Optimizer?.StartFast(Values.All.Length);
        _shrink = penalised ? (float)(2 * rule.L2) : 0;
    }

    public Rows Values { get; }

    /// <summary>Where steps are added: the values themselves, or negative slopes that become their change.</summary>
    public Rows Changes { get; }

    /// <summary>Ends a mini-batch.</summary>
    public void Update(float learningRate) => _state?.Step(Lanes.Of(Values.All), Lanes.Of(Changes.All), learningRate, _shrink);
}
