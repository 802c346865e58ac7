using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>One number in a network: a node of a layer, before or after its activation.</summary>
/// <param name="Layer">0 is the layer next to the inputs; ^1 is the last one.</param>
/// <param name="Number">The node's number in its layer, from 0.</param>
/// <param name="Value">Before or after the activation.</param>
public readonly record struct Node(Index Layer, int Number, NodeValue Value)
{
    /// <summary>A node before its activation.</summary>
    public static Node PreActivation(Index layer, int number) => new(layer, number, NodeValue.PreActivation);

    /// <summary>A node after its activation.</summary>
    public static Node Activation(Index layer, int number) => new(layer, number, NodeValue.Activation);

    /// <summary>The node's value in a forward pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public double Of(ForwardPass forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        Arguments.Check(this, forward.Layers.Count, layer => forward.Layers[layer].Activations.Count);
        LayerForward values = forward.Layers[Layer];
        return (Value == NodeValue.PreActivation ? values.PreActivations : values.Activations)[Number];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"node {Number} of {(Layer.Equals(^1) ? "the last layer" : $"layer {Layer}")} "
        + $"{(Value == NodeValue.PreActivation ? "before" : "after")} its activation";
}
