namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>A loss in single precision, for targets that are all alike but the label's.</summary>
internal abstract class FastLoss
{
    /// <summary>Whether target − output is the negative slope at the pre-activations of the last layer already; else it is the one at its activations.</summary>
    public abstract bool IsOfPreActivations { get; }

    /// <summary>The loss of one record.</summary>
    /// <param name="squaredError">Σ(target − output)².</param>
    /// <param name="ofLabel">The label's output.</param>
    public abstract double Value(double squaredError, float ofLabel);
}

/// <summary>½ Σ(target − output)².</summary>
internal sealed class FastSquaredError : FastLoss
{
    public override bool IsOfPreActivations => false;

    public override double Value(double squaredError, float ofLabel) => squaredError / 2;
}

/// <summary>−ln of the label's output, which a <see cref="FastSoftmax"/> keeps above e⁻⁹².</summary>
internal sealed class FastCrossEntropy : FastLoss
{
    public override bool IsOfPreActivations => true;

    public override double Value(double squaredError, float ofLabel) => -Math.Log(ofLabel);
}
