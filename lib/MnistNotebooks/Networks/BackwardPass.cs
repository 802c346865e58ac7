using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>Every array of one record's way back through a network.</summary>
/// <param name="Rule">How the errors were carried from layer to layer.</param>
/// <param name="Targets">The outputs that were wanted.</param>
/// <param name="Layers">One per layer, the one next to the inputs first.</param>
public sealed record BackwardPass(BackwardRule Rule, Vector<double> Targets, IReadOnlyList<LayerBackward> Layers)
{
    /// <summary>Targets − outputs.</summary>
    public Vector<double> OutputErrors => Layers[^1].Errors;

    /// <summary>Σ(target − output)²: the record's share of the training error. The loss of the exact rule is half of it.</summary>
    public double SquaredError => OutputErrors.DotProduct(OutputErrors);
}
