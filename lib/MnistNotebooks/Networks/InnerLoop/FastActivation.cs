namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>An activation in single precision, on rows whose length is a multiple of 16.</summary>
internal abstract class FastActivation
{
    /// <summary>Pre-activations become activations, in place; what becomes of the padding behind the nodes does not matter.</summary>
    /// <param name="row">A row with its padding.</param>
    /// <param name="nodes">How many of its floats are nodes.</param>
    public abstract void Apply(Span<float> row, int nodes);

    /// <summary>Errors become deltas, in place; the padding of the activations is zeros.</summary>
    public abstract void PullBack(Span<float> errors, ReadOnlySpan<float> activations);
}
