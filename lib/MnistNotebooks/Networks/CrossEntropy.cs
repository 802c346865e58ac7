using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Fast;

namespace MnistNotebooks.Networks;

/// <summary>
/// −Σ target · ln(output). With the outputs of a softmax, ln(output) = z − ln Σ eᶻ, which needs no quotient that could vanish, and
/// the slopes of both together are target − output when the targets sum to 1.
/// </summary>
internal sealed class CrossEntropy : Loss, IFastLoss
{
    public override string Name => "cross-entropy";

    public override double Value(Vector<double> outputs, Vector<double> targets) =>
        -targets.Map2((target, output) => target == 0 ? 0 : target * Math.Log(output), outputs, Zeros.Include).Sum();

    public override Vector<double> Errors(Vector<double> outputs, Vector<double> targets) => targets.PointwiseDivide(outputs);

    public override Vector<double> TargetsOf(int label, int classes) => Targets.OneHot(label, classes, off: 0, on: 1);

    internal override double Value(LayerForward last, Vector<double> targets)
    {
        Vector<double> z = last.PreActivations;
        double largest = z.Maximum();
        double logarithmOfSum = largest + Math.Log(z.Map(value => Math.Exp(value - largest), Zeros.Include).Sum());
        return targets.DotProduct(logarithmOfSum - z);
    }

    internal override Vector<double> Deltas(Activation activation, LayerForward last, Vector<double> targets) =>
        targets - targets.Sum() * last.Activations;

    internal override string? Incompatibility(Activation activation) => activation is Softmax ? null
        : $"Cross-entropy judges probabilities: the last layer must be softmax, but it is {activation}.";

    bool IFastLoss.IsOfPreActivations => true;

    double IFastLoss.Value(double squaredError, float ofLabel) => -Math.Log(ofLabel);
}
