using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// What a node of a small network gives out where in the plane, with labelled points over it: red above 0, blue below, or pale to
    /// dark where all is of one sign.
    /// </summary>
    /// <param name="network">A network with 2 inputs.</param>
    /// <param name="layer">The node's layer, the first hidden one is 0.</param>
    /// <param name="node">The node's number in its layer, from 0.</param>
    /// <param name="points">Records of 2 inputs. The figure reaches a little beyond them.</param>
    /// <param name="title">Title of the figure; by default the node's name.</param>
    /// <exception cref="ArgumentException">There are no points, or they or the network don't have 2 inputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer, or the layer no such node.</exception>
    public static Figure NodeMap(Network network, int layer, int node, LabeledSet points, string? title = null) =>
        NodeMap(network, layer, [node], points, title ?? $"Node {node} of layer {layer}", [""]);

    /// <summary>What the nodes of a layer give out where in the plane, side by side on one scale and with the same points.</summary>
    /// <param name="network">A network with 2 inputs.</param>
    /// <param name="layer">The layer; the first hidden one is 0.</param>
    /// <param name="points">Records of 2 inputs. The figure reaches a little beyond them.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="columns">Nodes in a row of the figure.</param>
    /// <exception cref="ArgumentException">There are no points, or they or the network don't have 2 inputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer.</exception>
    public static Figure NodeMaps(Network network, int layer, LabeledSet points, string title, int columns = 4)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        CheckLayer(network, layer);
        int[] nodes = [.. Enumerable.Range(0, network.Layers[layer].Outputs)];
        return NodeMap(network, layer, nodes, points, title, [.. nodes.Select(node => $"node {node}")], columns);
    }

    private static Figure NodeMap(
        Network network, int layer, int[] nodes, LabeledSet points, string title, string[] captions, int columns = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckLayer(network, layer);
        if (network.Inputs != 2)
            throw new ArgumentException($"A plane has 2 inputs, but {network} has {network.Inputs}.", nameof(network));
        foreach (int node in nodes)
        {
            if ((uint)node >= (uint)network.Layers[layer].Outputs)
                throw new ArgumentOutOfRangeException(nameof(nodes), node, $"Layer {layer} has {network.Layers[layer].Outputs} nodes.");
        }
        var grid = new RegionGrid(points);
        Matrix<double>[] maps =
            [.. nodes.Select(node => grid.Values(point => network.Forward(point).Layers[layer].Activations[node]))];
        ValueRange range = ValueRange.Of(maps.SelectMany(map => map.Enumerate()));
        var panels = new RegionPanels(
            grid, points, points.Classes, columns, captions, "first input", "second input", ColorMap.For(range));
        string what = nodes.Length == 1 ? "activation of a node" : $"activations of {nodes.Length} nodes side by side";
        string text = $"{title}: {what} over the plane from {range}, and {points.Count} points of {points.Classes} classes.";
        string sketch = string.Join('\n', nodes.Zip(maps, (node, map) => $"node {node}: from {ValueRange.Of(map.Enumerate())}"));
        return new(panels.Traces(maps), panels.Layout(title), text, sketch);
    }

    private static void CheckLayer(Network network, int layer)
    {
        if ((uint)layer >= (uint)network.Layers.Count)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"{network} has {network.Layers.Count} layers, numbered from 0.");
    }
}
