using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>Reads every node of every layer: pre-activations of layer 0, its activations, those of layer 1, and so on.</summary>
internal sealed class NodeReadout(PackedNetwork network) : Readout(network)
{
    public override IReadOnlyList<Target> Targets { get; } =
    [
        .. from layer in Enumerable.Range(0, network.Network.Layers.Count)
           from value in new[] { NodeValue.PreActivation, NodeValue.Activation }
           from number in Enumerable.Range(0, network.Network.Layers[layer].Outputs)
           select Target.Of(new Node(layer, number, value)),
    ];

    /// <summary>Where the values of a layer's node 0 are among all that is read.</summary>
    public static int Offset(Network network, int layer, NodeValue value) =>
        2 * network.Layers.Take(layer).Sum(before => before.Outputs)
        + (value == NodeValue.PreActivation ? 0 : network.Layers[layer].Outputs);

    public override void Read(ReadOnlySpan<double> row, Span<double> values)
    {
        for (int layer = 0; layer < Network.Network.Layers.Count; layer++)
        {
            int nodes = Network.Network.Layers[layer].Outputs;
            row.Slice(Network.Offset(layer, NodeValue.PreActivation), nodes).CopyTo(values);
            row.Slice(Network.Offset(layer, NodeValue.Activation), nodes).CopyTo(values[nodes..]);
            values = values[(2 * nodes)..];
        }
    }
}
