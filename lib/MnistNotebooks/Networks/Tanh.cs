using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>The hyperbolic tangent, whose slope is 1 − a² in its own value a.</summary>
internal sealed class Tanh : ElementwiseActivation
{
    public override string Name => "tanh";

    internal override FastActivation? Fast { get; } = new FastTanh();

    public override double Value(double preActivation) => Math.Tanh(preActivation);

    public override double Slope(double preActivation, double activation) => 1 - activation * activation;
}
