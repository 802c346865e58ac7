namespace MnistNotebooks.Networks;

/// <summary>What the rows of a weight matrix are. Both ways are common in files.</summary>
public enum WeightOrientation
{
    /// <summary>[outputs × inputs], a row per node: pre-activations = weights · inputs. This library's own.</summary>
    OutputsByInputs,

    /// <summary>[inputs × outputs], a column per node: pre-activations = inputs · weights.</summary>
    InputsByOutputs,
}
