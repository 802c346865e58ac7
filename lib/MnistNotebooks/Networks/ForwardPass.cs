using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>Every array of one record's way through a network.</summary>
/// <param name="Inputs">The network's inputs.</param>
/// <param name="Layers">One per layer, the one next to the inputs first.</param>
public sealed record ForwardPass(Vector<double> Inputs, IReadOnlyList<LayerForward> Layers)
{
    /// <summary>Activations of the last layer.</summary>
    public Vector<double> Outputs => Layers[^1].Activations;

    /// <summary>The class the network chooses: the number of the largest output, the first one when several are equal.</summary>
    public int Predicted => Outputs.MaximumIndex();

    /// <summary>What a layer saw: the network's inputs, or the activations of the layer before it.</summary>
    public Vector<double> InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Activations;
}
