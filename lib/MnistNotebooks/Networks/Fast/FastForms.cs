using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.Fast;

/// <summary>An activation in single precision, on rows whose length is a multiple of 16.</summary>
internal interface IFastActivation
{
    /// <summary>Pre-activations become activations, in place; what becomes of the padding behind the nodes does not matter.</summary>
    /// <param name="row">A row with its padding.</param>
    /// <param name="nodes">How many of its floats are nodes.</param>
    void Apply(Span<float> row, int nodes);

    /// <summary>
    /// Errors at the activations become errors at the pre-activations, in place; the padding of the activations is zeros.
    /// </summary>
    void Backward(Span<float> errors, ReadOnlySpan<float> activations);
}

/// <summary>A loss in single precision, for targets that are all alike but the label's.</summary>
internal interface IFastLoss
{
    /// <summary>
    /// Whether target − output is the negative slope at the pre-activations of the last layer already; else it is the one at its
    /// activations.
    /// </summary>
    bool IsOfPreActivations { get; }

    /// <summary>The loss of one record.</summary>
    /// <param name="squaredError">Σ(target − output)².</param>
    /// <param name="ofLabel">The label's output.</param>
    double Value(double squaredError, float ofLabel);
}

/// <summary>An optimizer in single precision.</summary>
internal interface IFastOptimizer
{
    /// <summary>A fresh start for so many parameters, a multiple of 16.</summary>
    FastOptimizerState StartFast(int length);
}

/// <summary>What an optimizer remembers of some parameters, and how it changes them.</summary>
internal abstract class FastOptimizerState
{
    /// <summary>Changes the parameters, and sets the slopes to zero for the next mini-batch.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="slopes">The loss's negative slopes at them.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="shrink">2λ of the penalty, whose negative slope is −2λ · value.</param>
    public abstract void Step(Span<Vector512<float>> values, Span<Vector512<float>> slopes, float learningRate, float shrink);

    /// <summary>
    /// Zeros in place of numbers too small to matter. What is remembered of pixels that are never dark any more shrinks for ever, and below
    /// 10⁻³⁸ processors take a hundred times as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<float> Normal(Vector512<float> values) =>
        values & ~Vector512.LessThan(Vector512.Abs(values), Vector512.Create(1e-30f));
}
