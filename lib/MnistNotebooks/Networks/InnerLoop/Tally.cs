using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Adds up, over the records of an epoch, what its result needs.</summary>
internal sealed class Tally
{
    private double _squaredErrors;
    private double _losses;
    private int _right;

    /// <summary>Records counted.</summary>
    public int Records { get; private set; }

    /// <summary>Mean over the records of Σ(target − output)².</summary>
    public double MeanError => _squaredErrors / Records;

    /// <summary>Mean loss of the records that were counted with one.</summary>
    public double MeanLoss => _losses / Records;

    /// <summary>Number of the first record whose loss was not a finite number, or null.</summary>
    public int? FirstWithoutLoss { get; private set; }

    /// <summary>Share of the records whose largest output was the label's.</summary>
    public double Accuracy => (double)_right / Records;

    public void Count(double squaredError, bool right)
    {
        Records++;
        _squaredErrors += squaredError;
        _right += right ? 1 : 0;
    }

    /// <summary>Counts a record by its forward pass.</summary>
    public void Count(ForwardPass forward, int label, Loss loss)
    {
        Vector<double> targets = loss.TargetsOf(label, forward.Outputs.Count), errors = targets - forward.Outputs;
        Count(errors.DotProduct(errors), forward.Predicted == label, loss.Value(forward.Layers[^1], targets));
    }

    /// <summary>Counts a record by its outputs.</summary>
    public void Count(Vector<double> outputs, int label, Loss loss)
    {
        Vector<double> targets = loss.TargetsOf(label, outputs.Count), errors = targets - outputs;
        Count(errors.DotProduct(errors), outputs.MaximumIndex() == label, loss.Value(outputs, targets));
    }

    public void Count(double squaredError, bool right, double loss)
    {
        if (FirstWithoutLoss is null && !double.IsFinite(loss))
            FirstWithoutLoss = Records;
        Count(squaredError, right);
        _losses += loss;
    }
}
