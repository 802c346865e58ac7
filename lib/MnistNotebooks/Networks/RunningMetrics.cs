using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>Adds up, over the records of an epoch, what its result needs.</summary>
internal sealed class RunningMetrics
{
    private double _squaredErrors;
    private double _losses;
    private int _right;

    /// <summary>Records counted.</summary>
    public int Records { get; private set; }

    /// <summary>Mean over the records of Σ(target − output)².</summary>
    public double MeanError => _squaredErrors / Records;

    /// <summary>Mean loss of the records.</summary>
    public double MeanLoss => _losses / Records;

    /// <summary>Share of the records whose largest output was the label's.</summary>
    public double Accuracy => (double)_right / Records;

    /// <summary>Number of the first record whose loss was not a finite number, or null.</summary>
    public int? FirstWithoutLoss { get; private set; }

    /// <summary>Counts a record by its forward pass.</summary>
    public void Count(ForwardPass pass, int label, Loss loss) =>
        Count(pass.Outputs, label, loss, loss.Value(pass.Layers[^1], loss.TargetsOf(label, pass.Outputs.Count)));

    /// <summary>Counts a record by its outputs and the value of their loss.</summary>
    public void Count(Vector<double> outputs, int label, Loss loss, double value)
    {
        Vector<double> errors = loss.TargetsOf(label, outputs.Count) - outputs;
        Count(errors.DotProduct(errors), outputs.MaximumIndex() == label, value);
    }

    public void Count(double squaredError, bool right, double loss)
    {
        if (FirstWithoutLoss is null && !double.IsFinite(loss))
            FirstWithoutLoss = Records;
        Records++;
        _squaredErrors += squaredError;
        _right += right ? 1 : 0;
        _losses += loss;
    }
}
