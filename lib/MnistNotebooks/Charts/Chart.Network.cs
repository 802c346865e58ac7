using System.Text.Json.Nodes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// A small network as a drawing: a column of circles for the inputs and for each layer, a line for each weight. A line is red for a
    /// positive weight and blue for a negative one, and the thicker the larger the weight is.
    /// </summary>
    /// <param name="network">At most 20 inputs, and at most 20 nodes in a layer.</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">There are more inputs, or more nodes in a layer.</exception>
    public static Figure Network(Network network, string title)
    {
        const int mostNodes = 20;
        ArgumentNullException.ThrowIfNull(network);
        int[] nodes = [network.Inputs, .. network.Layers.Select(layer => layer.Outputs)];
        if (nodes.Max() > mostNodes)
            throw new ArgumentException(
                $"A column has room for {mostNodes} nodes, but {network} has one of {nodes.Max()}.", nameof(network));
        int rows = nodes.Max();
        string[] names = [.. network.Layers.Select((layer, i) => i == network.Layers.Count - 1 ? "output layer" : $"hidden layer {i + 1}")];
        string[] captions = ["inputs", .. names.Zip(network.Layers, (name, layer) => $"{name}<br>{Layouts.Plain(layer.Activation.Name)}")];

        var layout = Layouts.Create(title, height: 70 + 46 * rows);
        layout["margin"]!["b"] = 12;
        Layouts.NeedWidth(layout, 140 * nodes.Length);
        layout["xaxis"] = Layouts.HiddenAxis();
        layout["xaxis"]!["range"] = new JsonArray(-0.5, nodes.Length - 0.5);
        layout["yaxis"] = Layouts.HiddenAxis();
        layout["yaxis"]!["range"] = new JsonArray(rows - 0.4, -1.6);
        layout["shapes"] = new JsonArray([.. network.Layers.SelectMany((layer, i) => WeightLines(layer, i, nodes, rows))]);
        layout["annotations"] = new JsonArray([.. captions.Select(ColumnName)]);
        int left = network.Layers.Sum(layer => layer.Weights.Enumerate().Count(weight => !double.IsFinite(weight)));
        string text = $"{title}: a network of {string.Join(", ", nodes)} nodes in columns, "
            + $"{network.Layers.Sum(layer => layer.Inputs * layer.Outputs)} weights as lines between them{(left == 0 ? "" :
                $", {left} of them left out because they are not finite numbers")}.";
        var columns = names.Zip(network.Layers, (name, layer) => $"{name} ({layer.Outputs}, {layer.Activation})");
        string sketch = string.Join(" → ", columns.Prepend($"inputs ({network.Inputs})"));
        return new([NodeCircles(nodes, rows)], layout, text, sketch);
    }

    /// <summary>Columns are centred on one another.</summary>
    private static double RowOf(int node, int nodes, int rows) => node + (rows - nodes) / 2.0;

    private static IEnumerable<JsonObject> WeightLines(Layer layer, int column, int[] nodes, int rows)
    {
        double largest = layer.Weights.Enumerate().Where(double.IsFinite).Select(Math.Abs).Append(double.Epsilon).Max();
        return layer.Weights.EnumerateIndexed().Where(weight => double.IsFinite(weight.Item3)).Select(weight => Layouts.LineBelow(
            (column, RowOf(weight.Item2, nodes[column], rows)),
            (column + 1, RowOf(weight.Item1, nodes[column + 1], rows)),
            weight.Item3 < 0 ? Colors.Negative : Colors.Positive,
            Math.Round(0.4 + 3.6 * Math.Abs(weight.Item3) / largest, 1)));
    }

    private static JsonObject NodeCircles(int[] nodes, int rows)
    {
        var all = nodes.SelectMany((count, column) =>
            Enumerable.Range(0, count).Select(node => (Column: column, Row: RowOf(node, count, rows)))).ToList();
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["x"] = new JsonArray([.. all.Select(node => JsonValue.Create(node.Column))]),
            ["y"] = new JsonArray([.. all.Select(node => JsonValue.Create(node.Row))]),
            ["marker"] = new JsonObject
            {
                ["size"] = 26,
                ["opacity"] = 1,
                ["color"] = new JsonArray([.. all.Select(node => JsonValue.Create(node.Column == 0 ? Colors.Gap : Colors.Paper))]),
                ["line"] = new JsonObject { ["color"] = Colors.Text, ["width"] = 1.5 },
            },
            ["hoverinfo"] = "skip",
        };
    }

    private static JsonObject ColumnName(string caption, int column) => new()
    {
        ["x"] = column,
        ["y"] = -0.6,
        ["yanchor"] = "bottom",
        ["text"] = caption,
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 15 },
    };
}
