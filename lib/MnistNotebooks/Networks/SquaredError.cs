using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>½ Σ(target − output)². The half makes the errors target − output.</summary>
internal sealed class SquaredError : Loss, IFastLoss
{
    public override string Name => "squared error";

    public override double Value(Vector<double> outputs, Vector<double> targets)
    {
        Vector<double> errors = targets - outputs;
        return errors.DotProduct(errors) / 2;
    }

    public override Vector<double> Errors(Vector<double> outputs, Vector<double> targets) => targets - outputs;

    bool IFastLoss.IsOfPreActivations => false;

    double IFastLoss.Value(double squaredError, float ofLabel) => squaredError / 2;
}
