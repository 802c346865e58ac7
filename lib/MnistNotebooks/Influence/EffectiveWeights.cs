using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// What a network's weights say of themselves: what nodes look for, which inputs are strongest, and what each adds with a given picture.
/// </summary>
public static class EffectiveWeights
{
    /// <summary>
    /// Each node's picture of what it looks for: the product of the weights of all layers up to its own, [nodes × inputs]. For layer 0
    /// these are the weight images themselves; for ^1 the network's perception of every class, output weights · hidden weights.
    /// Activations and biases are left out, so above layer 0 it is a look through the network and not what the network computes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">0 is the layer next to the inputs; ^1 is the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer.</exception>
    public static Matrix<double> Of(Network network, Index layer)
    {
        ArgumentNullException.ThrowIfNull(network);
        Arguments.Check(network, Node.PreActivation(layer, 0));
        return network.Layers.Take(layer.GetOffset(network.Layers.Count) + 1).Select(each => each.Weights)
            .Aggregate((below, weights) => weights * below);
    }

    /// <summary>
    /// The nodes of the layer below (the inputs for layer 0), sorted by their weight to a node: the one that pushes it up most first,
    /// the one that holds it down most last.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="node">Before or after its activation, which makes no difference.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public static IReadOnlyList<int> StrongestInputs(Network network, Node node)
    {
        ArgumentNullException.ThrowIfNull(network);
        Arguments.Check(network, node);
        Vector<double> weights = network.Layers[node.Layer].Weights.Row(node.Number);
        return [.. Enumerable.Range(0, weights.Count).OrderByDescending(below => weights[below])];
    }

    /// <summary>
    /// What each node of the layer below adds to a pre-activation: its value × its weight. For a node of layer 0 that is weights × inputs,
    /// pixel by pixel; for the difference of two outputs it is what each hidden node does for the one and against the other.
    /// The contributions and the biases sum to the target.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="target">Pre-activations of one layer: a node, or a sum or difference of nodes.</param>
    /// <returns>One per node of the layer below.</returns>
    /// <exception cref="ArgumentException">The picture doesn't fit the network, or the target is not made of pre-activations of one layer
    /// of it.</exception>
    public static Vector<double> Contributions(Network network, Vector<double> inputs, Target target)
    {
        Arguments.Check(network, inputs);
        Arguments.Check(network, target);
        int LayerOf(Node node) => node.Layer.GetOffset(network.Layers.Count);
        int layer = LayerOf(target.Terms[0].Node);
        if (target.Terms.Any(term => term.Node.Value != NodeValue.PreActivation || LayerOf(term.Node) != layer))
            throw new ArgumentException($"Contributions are to pre-activations of one layer, not to {target}.", nameof(target));
        Vector<double> weights = target.Terms.Select(term => term.Factor * network.Layers[layer].Weights.Row(term.Node.Number))
            .Aggregate((sum, row) => sum + row);
        return weights.PointwiseMultiply(network.Forward(inputs).InputsOf(layer));
    }
}
