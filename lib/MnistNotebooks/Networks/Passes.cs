using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>What one layer computed for one record.</summary>
/// <param name="PreActivations">weights · inputs + biases, one per node (the tutorial's "hidden inputs" and "final inputs").</param>
/// <param name="Activations">activation(pre-activations), one per node (the tutorial's "hidden outputs" and "final outputs").</param>
public sealed record LayerForward(Vector<double> PreActivations, Vector<double> Activations);

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
    internal Vector<double> InputsOf(int layer) => layer == 0 ? Inputs : Layers[layer - 1].Activations;
}

/// <summary>How errors travel from a layer to the one before it.</summary>
public enum BackwardRule
{
    /// <summary>
    /// The tutorial's: weightsᵀ · errors, without the slope of the later layer. Below the last layer it is not the gradient of the
    /// squared error; for one hidden layer below sigmoid outputs it is that of the cross-entropy
    /// −Σ [target · ln(output) + (1 − target) · ln(1 − output)], whose slope at an output's pre-activation is the bare error
    /// (Solla, Levin and Fleisher, 1988). The last layer follows the squared error all the same.
    /// </summary>
    Tutorial,

    /// <summary>Backpropagation: weightsᵀ · deltas, the exact negative gradient of the loss.</summary>
    Gradient,
}

/// <summary>What one layer learns from one record. A change of the weights is the learning rate times a direction.</summary>
/// <param name="Errors">How much higher each activation should be: targets − outputs in the last layer, carried back to the others.</param>
/// <param name="Deltas">The errors at the pre-activations, error × slope of the activation: the directions of the biases.</param>
/// <param name="Inputs">What the layer saw.</param>
public sealed record LayerBackward(Vector<double> Errors, Vector<double> Deltas, Vector<double> Inputs)
{
    /// <summary>deltas · inputsᵀ, [outputs × inputs] as the weights.</summary>
    public Matrix<double> WeightDirections => Deltas.OuterProduct(Inputs);
}

/// <summary>Every array of one record's way back through a network.</summary>
/// <param name="Layers">One per layer, the one next to the inputs first.</param>
public sealed record BackwardPass(IReadOnlyList<LayerBackward> Layers);

/// <summary>One change of a network's weights, with all that led to it.</summary>
/// <param name="Forward">The forward pass, with the weights before the change.</param>
/// <param name="Backward">The backward pass, with the weights before the change.</param>
public sealed record TrainingStep(ForwardPass Forward, BackwardPass Backward);
