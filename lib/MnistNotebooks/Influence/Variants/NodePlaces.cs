using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>Where nodes are in the rows of a packed network.</summary>
internal static class NodePlaces
{
    /// <summary>Where the values of a layer's node 0 are in a row; those of the other nodes follow.</summary>
    public static int Offset(this PackedNetwork network, int layer, NodeValue value) =>
        value == NodeValue.PreActivation ? network.PreActivationsAt(layer) : network.ActivationsAt(layer);

    /// <summary>Where a node's value is in a row.</summary>
    public static int Offset(this PackedNetwork network, Node node) =>
        network.Offset(node.Layer.GetOffset(network.Network.Layers.Count), node.Value) + node.Number;
}
