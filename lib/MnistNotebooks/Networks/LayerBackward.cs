using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks;

/// <summary>What one layer learns from one record. A change of the weights is the learning rate times a direction.</summary>
/// <param name="Errors">How much higher each activation should be: targets − outputs in the last layer, carried back to the others.</param>
/// <param name="Deltas">The errors at the pre-activations: error × slope of the activation.</param>
/// <param name="WeightDirections">deltas · inputsᵀ, [outputs × inputs] as the weights.</param>
/// <param name="BiasDirections">The deltas, or null for a layer without biases.</param>
public sealed record LayerBackward(Vector<double> Errors, Vector<double> Deltas, Matrix<double> WeightDirections, Vector<double>? BiasDirections);
