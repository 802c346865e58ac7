using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>The activation is the pre-activation: a layer of weighted sums.</summary>
internal sealed class Identity : ElementwiseActivation
{
    public override string Name => "identity";

    internal override FastActivation? Fast { get; } = new FastIdentity();

    public override double Value(double preActivation) => preActivation;

    public override double Slope(double preActivation, double activation) => 1;
}
