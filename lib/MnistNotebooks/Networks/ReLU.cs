using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks;

/// <summary>The rectified linear unit max(0, z). Its slope at 0, where it has none, is taken as 0.</summary>
internal sealed class ReLU : ElementwiseActivation
{
    public override string Name => "ReLU";

    internal override FastActivation? Fast { get; } = new FastReLU();

    public override double Value(double preActivation) => Math.Max(0, preActivation);

    public override double Slope(double preActivation, double activation) => preActivation > 0 ? 1 : 0;
}
