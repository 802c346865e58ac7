namespace MnistNotebooks.Networks;

/// <summary>One change of a network's weights, with all that led to it.</summary>
/// <param name="Forward">The forward pass, with the weights before the change.</param>
/// <param name="Backward">The backward pass, with the weights before the change.</param>
/// <param name="LearningRate">What the directions were multiplied with.</param>
public sealed record TrainingStep(ForwardPass Forward, BackwardPass Backward, double LearningRate);
