using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>What an optimizer remembers of one array of parameters, in single precision, and how it changes them.</summary>
internal abstract class FastOptimizer
{
    /// <summary>Changes the parameters, and sets the directions to zero for the next mini-batch.</summary>
    /// <param name="values">The parameters; the length is a multiple of 16.</param>
    /// <param name="directions">The loss's negative slopes.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="shrink">2λ of the penalty, whose negative slope is −2λ · value.</param>
    public abstract void Step(Span<Vector512<float>> values, Span<Vector512<float>> directions, float learningRate, float shrink);

    /// <summary>
    /// Zeros in place of numbers too small to matter. What is remembered of pixels that have no ink any more shrinks for ever, and below 10⁻³⁸
    /// processors take a hundred times as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<float> Normal(Vector512<float> values) => values & ~Vector512.LessThan(Vector512.Abs(values), Vector512.Create(1e-30f));

    /// <summary>Takes over what another one for as many parameters remembers.</summary>
    public abstract void CopyFrom(FastOptimizer other);
}
