using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// A network of any size as a drawing: of each column a handful of nodes with dots between the first and the last ones, its number of
    /// nodes below, and lines for the weights. The parts in question are lit, with 'you are here' above them; the others are grey.
    /// </summary>
    /// <param name="nodes">Inputs first, then the nodes of each layer: 784, 200, 10. The weights of three columns are called wih and
    /// who.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="here">The parts to light; none for the whole network, without 'you are here'.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns, or one without nodes.</exception>
    public static Figure Architecture(IReadOnlyList<int> nodes, string title, params IReadOnlyList<NetworkPart> here)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(here);
        if (nodes.Count < 2 || nodes.Any(count => count < 1))
            throw new ArgumentException("A network has at least two columns, and at least one node in each.", nameof(nodes));
        var drawing = new ArchitectureDrawing(nodes, here);
        return new(drawing.Traces(), drawing.Layout(title), $"{title}: {drawing.Words()}.", drawing.Sketch());
    }
}

/// <summary>Part of a network in the drawing of <see cref="Chart.Architecture"/>.</summary>
public enum NetworkPart
{
    /// <summary>The first column.</summary>
    Inputs,

    /// <summary>The weights between the inputs and the first hidden nodes: wih.</summary>
    FirstWeights,

    /// <summary>The columns between the first and the last one, with the weights between them.</summary>
    HiddenNodes,

    /// <summary>The weights that lead to the outputs: who.</summary>
    LastWeights,

    /// <summary>The last column.</summary>
    Outputs,
}

/// <summary>Columns of a few circles, and lines from each circle to all of the next column.</summary>
internal sealed class ArchitectureDrawing(IReadOnlyList<int> nodes, IReadOnlyList<NetworkPart> here)
{
    private const int RowHeight = 34;
    private const string Lit = "#d55e00";
    private const string LitText = "#a63603";
    private const string Unlit = "#b9c0c8";

    private readonly ArchitectureColumn[] _columns =
        [.. nodes.Select(count => new ArchitectureColumn(count, isLargest: count == nodes.Max()))];

    private int Last => nodes.Count - 1;

    private int Rows => _columns.Max(column => column.Rows);

    /// <summary>The lines of each gap between columns, then the circles, then the dots.</summary>
    public JsonArray Traces() =>
        [.. Enumerable.Range(0, Last).Select(Lines), .. Enumerable.Range(0, nodes.Count).Select(Circles), Dots()];

    public JsonObject Layout(string title)
    {
        const int above = 62, below = 56;
        var layout = Layouts.Create(title, above + Rows * RowHeight + below);
        layout["margin"]!["l"] = 12;
        layout["margin"]!["r"] = 12;
        layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() + above;
        layout["margin"]!["b"] = below;
        layout["xaxis"] = Layouts.HiddenAxis();
        layout["xaxis"]!["range"] = new JsonArray(-0.5, nodes.Count - 0.5);
        layout["yaxis"] = Layouts.HiddenAxis();
        layout["yaxis"]!["range"] = new JsonArray(Rows - 0.5, -0.5);
        var texts = new JsonArray();
        for (int column = 0; column <= Last; column++)
            texts.Add(Text($"<b>{nodes[column]}</b><br>{ColumnName(column)}", column, 0, "top", IsLit(PartOf(column))));
        for (int gap = 0; gap < Last; gap++)
        {
            if (WeightName(gap) is { } name)
                texts.Add(Text($"<b>{name}</b><br>{nodes[gap + 1]}×{nodes[gap]}", gap + 0.5, 1, "bottom", IsLit(PartOfGap(gap))));
        }
        // The words once: two of them do not fit side by side on a narrow page.
        foreach ((int number, double place) in ArrowPlaces().Index())
            texts.Add(Arrow(number == 0 ? "<b>you are here</b><br>▼" : "▼", place));
        layout["annotations"] = texts;
        return layout;
    }

    public string Words()
    {
        string network = $"the network {string.Join('-', nodes)} as circles in columns, with lines for its weights";
        string lit = string.Join(", ", Parts().Where(part => part.IsLit).Select(part => part.Name));
        return here.Count == 0 ? network : $"{network}; you are here: {lit}";
    }

    public string Sketch() =>
        string.Join(" → ", Parts().Select(part => part.IsLit ? $"[{part.Name} {part.Size}]" : $"{part.Name} {part.Size}"));

    private IEnumerable<(string Name, string Size, bool IsLit)> Parts()
    {
        for (int column = 0; column <= Last; column++)
        {
            yield return (ColumnName(column), $"{nodes[column]}", IsLit(PartOf(column)));
            if (column < Last && (WeightName(column) is not null || IsLit(PartOfGap(column))))
                yield return (WeightName(column) ?? "weights", $"{nodes[column + 1]}×{nodes[column]}", IsLit(PartOfGap(column)));
        }
    }

    private bool IsLit(NetworkPart part) => here.Contains(part);

    /// <summary>With two columns the only weights are the first and the last ones.</summary>
    private NetworkPart PartOfGap(int gap) =>
        gap == 0 && (Last > 1 || IsLit(NetworkPart.FirstWeights)) ? NetworkPart.FirstWeights
        : gap == Last - 1 ? NetworkPart.LastWeights
        : NetworkPart.HiddenNodes;

    private NetworkPart PartOf(int column) =>
        column == 0 ? NetworkPart.Inputs : column == Last ? NetworkPart.Outputs : NetworkPart.HiddenNodes;

    private string ColumnName(int column) => column == 0 ? "inputs" : column == Last ? "outputs" : "hidden nodes";

    private string? WeightName(int gap) => nodes.Count != 3 ? null : gap == 0 ? "wih" : "who";

    private string Color(NetworkPart part) => here.Count == 0 ? Colors.Text : IsLit(part) ? Lit : Unlit;

    private double Row(int column, double circle) => circle + (Rows - _columns[column].Rows) / 2.0;

    private JsonObject Lines(int gap)
    {
        var x = new JsonArray();
        var y = new JsonArray();
        foreach (int from in _columns[gap].Circles)
        {
            foreach (int to in _columns[gap + 1].Circles)
            {
                foreach (var (column, circle) in (ReadOnlySpan<(int, int)>)[(gap, from), (gap + 1, to)])
                {
                    x.Add(column);
                    y.Add(Row(column, circle));
                }
                x.Add(null);
                y.Add(null);
            }
        }
        NetworkPart part = PartOfGap(gap);
        return Trace("lines", x, y,
            new() { ["line"] = new JsonObject { ["color"] = Color(part), ["width"] = IsLit(part) ? 1.6 : 0.7 } });
    }

    private JsonObject Circles(int column)
    {
        bool isLit = IsLit(PartOf(column));
        return Trace("markers",
            [.. _columns[column].Circles.Select(_ => JsonValue.Create(column))],
            [.. _columns[column].Circles.Select(circle => JsonValue.Create(Row(column, circle)))],
            new()
            {
                ["marker"] = new JsonObject
                {
                    ["size"] = 22,
                    ["opacity"] = 1,
                    ["color"] = isLit ? "#fdbe85" : Colors.Paper,
                    ["line"] = new JsonObject { ["color"] = Color(PartOf(column)), ["width"] = isLit ? 2.5 : 1.5 },
                },
            });
    }

    /// <summary>Three dots one below the other, where a column is not drawn in full.</summary>
    private JsonObject Dots()
    {
        var all = (from column in Enumerable.Range(0, nodes.Count)
                   where _columns[column].Dots is not null
                   from down in (double[])[-0.25, 0, 0.25]
                   select (Column: column, Row: Row(column, _columns[column].Dots!.Value + down))).ToList();
        return Trace("markers",
            [.. all.Select(dot => JsonValue.Create(dot.Column))],
            [.. all.Select(dot => JsonValue.Create(dot.Row))],
            new() { ["marker"] = new JsonObject { ["size"] = 5, ["opacity"] = 1, ["color"] = Colors.Text } });
    }

    private static JsonObject Trace(string mode, JsonArray x, JsonArray y, JsonObject trace)
    {
        trace["type"] = "scatter";
        trace["mode"] = mode;
        trace["x"] = x;
        trace["y"] = y;
        trace["hoverinfo"] = "skip";
        return trace;
    }

    // One arrow where all that is lit lies side by side, else one for each part.
    private double[] ArrowPlaces()
    {
        double[] places =
        [
            .. Enumerable.Range(0, nodes.Count).Where(column => IsLit(PartOf(column))).Select(column => (double)column),
            .. Enumerable.Range(0, Last).Where(gap => IsLit(PartOfGap(gap))).Select(gap => gap + 0.5),
        ];
        bool areSideBySide = places.Length > 0 && places.Max() - places.Min() < places.Length / 2.0;
        return areSideBySide ? [(places.Min() + places.Max()) / 2] : places;
    }

    private JsonObject Arrow(string words, double place)
    {
        var text = Text(words, place, 1, "bottom", isLit: true);
        // Above the names of the weights.
        if (WeightName(0) is not null)
            text["yshift"] = 42;
        return text;
    }

    private static JsonObject Text(string text, double x, double y, string anchor, bool isLit) => new()
    {
        ["text"] = text,
        ["x"] = x,
        ["y"] = y,
        ["yref"] = "paper",
        ["yanchor"] = anchor,
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 15, ["color"] = isLit ? LitText : Colors.Text },
    };
}

/// <summary>A column of the drawing: all its nodes when they are few; else the first ones, a place for dots, and the last ones.</summary>
internal sealed record ArchitectureColumn
{
    private const int MostCircles = 6;

    /// <param name="nodes">How many nodes it stands for.</param>
    /// <param name="isLargest">The longest column of a drawing has a row more above and below the dots.</param>
    public ArchitectureColumn(int nodes, bool isLargest)
    {
        bool isWhole = nodes <= MostCircles;
        int each = isLargest ? 4 : 3;
        Dots = isWhole ? null : each;
        Rows = isWhole ? nodes : 2 * each + 1;
        Circles = [.. Enumerable.Range(0, Rows).Where(row => row != Dots)];
    }

    /// <summary>Rows with a circle, from 0.</summary>
    public IReadOnlyList<int> Circles { get; }

    /// <summary>The row of the dots; null when every node has its circle.</summary>
    public int? Dots { get; }

    /// <summary>How many rows the column takes.</summary>
    public int Rows { get; }
}
