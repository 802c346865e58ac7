using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>The activation is the pre-activation: a layer of weighted sums.</summary>
internal sealed class Identity : ElementwiseActivation, IFastActivation
{
    public override string Name => "identity";

    public override double Value(double preActivation) => preActivation;

    public override double Slope(double preActivation, double activation) => 1;

    void IFastActivation.Apply(Span<float> row, int nodes)
    {
        // Pre-activations are the activations.
    }

    void IFastActivation.Backward(Span<float> errors, ReadOnlySpan<float> activations)
    {
        // Errors are the deltas.
    }
}
