using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// What the nodes of a small network's layer give out where in the plane, side by side on one scale and with the same points: red above
    /// 0, blue below, or pale to dark where all is of one sign.
    /// </summary>
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
        if ((uint)layer >= (uint)network.Layers.Count)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"{network} has {network.Layers.Count} layers, numbered from 0.");
        if (network.Inputs != 2)
            throw new ArgumentException($"A plane has 2 inputs, but {network} has {network.Inputs}.", nameof(network));
        int[] nodes = [.. Enumerable.Range(0, network.Layers[layer].Outputs)];
        var grid = new RegionGrid(points);
        Matrix<double>[] maps =
            [.. nodes.Select(node => grid.Values(point => network.Forward(point).Layers[layer].Activations[node]))];
        IEnumerable<double> values = maps.SelectMany(map => map.Enumerate());
        string[] captions = [.. nodes.Select(node => $"node {node}")];
        var panels = new RegionPanels(
            grid, points, points.Classes, columns, captions, "first input", "second input", ColorMap.For(ValueRange.Of(values)));
        var layout = panels.Layout(title);
        Layouts.SayIfEmpty(layout, values);
        string text = $"{title}: activations of {nodes.Length} nodes side by side over the plane {From(values)}, "
            + $"and {points.Count} points of {points.Classes} classes.";
        string sketch = string.Join('\n', nodes.Zip(maps, (node, map) => $"node {node}: {From(map.Enumerate())}"));
        return new(panels.Traces(maps), layout, text, sketch);
    }
}
