namespace MnistNotebooks.Networks;

/// <summary>How errors travel from a layer to the one before it.</summary>
public enum BackwardRule
{
    /// <summary>
    /// The tutorial's: weightsᵀ · errors. It leaves out the slope of the later layer, so below the last layer
    /// it is not the gradient of the loss; it trains well all the same.
    /// </summary>
    Tutorial,

    /// <summary>Backpropagation: weightsᵀ · deltas, the exact negative gradient of ½ Σ(target − output)².</summary>
    Gradient,
}
