using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.InnerLoop;

namespace MnistNotebooks.Networks.Losses;

/// <summary>½ Σ(target − output)². The half makes the errors target − output.</summary>
internal sealed class SquaredError : Loss
{
    public override string Name => "squared error";

    internal override FastLoss? Fast { get; } = new FastSquaredError();

    public override double Value(Vector<double> outputs, Vector<double> targets)
    {
        Vector<double> errors = targets - outputs;
        return errors.DotProduct(errors) / 2;
    }

    public override Vector<double> Errors(Vector<double> outputs, Vector<double> targets) => targets - outputs;
}
