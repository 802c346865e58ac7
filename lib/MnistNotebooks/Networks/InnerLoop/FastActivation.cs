namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>An activation in single precision, on rows whose length is a multiple of 16.</summary>
internal abstract class FastActivation
{
    /// <summary>Pre-activations become activations, in place.</summary>
    public abstract void Apply(Span<float> nodes);

    /// <summary>Errors become deltas, in place.</summary>
    public abstract void PullBack(Span<float> errors, ReadOnlySpan<float> activations);
}
