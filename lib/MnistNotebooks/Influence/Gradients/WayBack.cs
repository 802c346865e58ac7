using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Gradients;

/// <summary>Carries a target back from its nodes to the first layer's pre-activations, in many rows at once.</summary>
internal static class WayBack
{
    /// <summary>Carries a row's slopes from a layer's activations to its pre-activations, in place.</summary>
    public delegate void AtActivations(int layer, int row, Span<double> slopes);

    /// <summary>Leaves the target's slopes by every value in the rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="target">What the slopes are of.</param>
    /// <param name="slopes">Whole rows of zeros.</param>
    /// <param name="rule">The rule at the activations; at the weights it is always weightsᵀ · slopes.</param>
    public static void Run(PackedNetwork network, Target target, Span<double> slopes, AtActivations rule)
    {
        for (int layer = target.Terms.Max(term => LayerOf(network, term.Node)); layer >= 0; layer--)
        {
            int nodes = network.Network.Layers[layer].Outputs, from = network.ActivationsAt(layer), to = network.PreActivationsAt(layer);
            AddFactors(network, target, layer, NodeValue.Activation, slopes);
            for (int row = 0; row < slopes.Length / network.RowLength; row++)
            {
                Span<double> carried = slopes.Slice(row * network.RowLength + to, nodes);
                slopes.Slice(row * network.RowLength + from, nodes).CopyTo(carried);
                rule(layer, row, carried);
            }
            AddFactors(network, target, layer, NodeValue.PreActivation, slopes);
            if (layer > 0)
                network.CarryBack(layer, slopes);
        }
    }

    /// <summary>The rule of the gradient, for rows that are computed.</summary>
    public static AtActivations Gradient(PackedNetwork network, double[] rows) => (layer, row, slopes) =>
        network.Network.Layers[layer].Activation.BackwardInPlace(slopes,
            rows.AsSpan(row * network.RowLength + network.PreActivationsAt(layer), slopes.Length),
            rows.AsSpan(row * network.RowLength + network.ActivationsAt(layer), slopes.Length));

    private static void AddFactors(PackedNetwork network, Target target, int layer, NodeValue value, Span<double> slopes)
    {
        foreach ((Node node, double factor) in target.Terms)
        {
            if (node.Value != value || LayerOf(network, node) != layer)
                continue;
            for (int place = network.Offset(node); place < slopes.Length; place += network.RowLength)
                slopes[place] += factor;
        }
    }

    private static int LayerOf(PackedNetwork network, Node node) => node.Layer.GetOffset(network.Network.Layers.Count);
}
