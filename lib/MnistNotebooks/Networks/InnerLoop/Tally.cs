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

    /// <summary>Share of the records whose largest output was the label's.</summary>
    public double Accuracy => (double)_right / Records;

    public void Count(double squaredError, bool right)
    {
        Records++;
        _squaredErrors += squaredError;
        _right += right ? 1 : 0;
    }

    public void Count(double squaredError, bool right, double loss)
    {
        Count(squaredError, right);
        _losses += loss;
    }
}
