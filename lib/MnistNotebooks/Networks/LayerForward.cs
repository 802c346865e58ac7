using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>What one layer computed for one record.</summary>
/// <param name="PreActivations">weights · inputs + biases, one per node (the tutorial's "hidden inputs" and "final inputs").</param>
/// <param name="Activations">activation(pre-activations), one per node (the tutorial's "hidden outputs" and "final outputs").</param>
public sealed record LayerForward(Vector<double> PreActivations, Vector<double> Activations);
