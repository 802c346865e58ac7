using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int CircleRadius = 20;
    private const string ArrowColor = "#9aa3ad";

    /// <summary>
    /// A computation as a graph whose numbers fill in, with a slider: first the values from the left to the right, then, from the result
    /// back, the slopes.
    /// </summary>
    /// <param name="nodes">Given numbers first, then the others in the order of computing; the last one is the result.</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">There are no nodes, two have the same name, or one was computed from a node that does not stand
    /// before it.</exception>
    public static Figure Graph(IEnumerable<GraphNode> nodes, string title)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        GraphNode[] all = [.. nodes];
        if (all.Length == 0)
            throw new ArgumentException("There are no nodes to draw.", nameof(nodes));
        var places = new GraphPlaces(all);
        GraphNode result = all[^1];
        string[] captions =
        [
            "the computation",
            "the given values",
            .. all.Where(node => node.From.Count > 0).Select(node => $"{node.Name} = {Signed(node.Value)}"),
            .. all.Reverse().Select(node => Minus(SlopeWords(node, result))),
        ];
        int stops = captions.Length, computed = 0;
        int[] firstStops = [.. all.Select(node => node.From.Count == 0 ? 1 : 2 + computed++)];
        JsonObject Texts(IEnumerable<string> texts) =>
            new() { ["text"] = new JsonArray([.. texts.Select(text => JsonValue.Create(Layouts.Plain(text)))]) };
        JsonObject Values(int stop) =>
            Texts(all.Select((node, i) => stop >= firstStops[i] ? $"{node.Name} = {Signed(node.Value)}" : node.Name));
        JsonObject Slopes(int stop) => Texts(all.Select((node, i) => stop >= stops - 1 - i ? Signed(node.Slope) : ""));

        var data = new JsonArray(
            Circles(all, places),
            // Arrows come in from above, too: a value stands clear of them.
            TextTrace(Values(stops - 1), all, places, "top center", Colors.Series[0], node => node.From.Count == 0 ? -0.2 : -0.32),
            TextTrace(Slopes(stops - 1), all, places, "bottom center", Colors.Series[1], _ => 0.23));
        var layout = GraphLayout(title, all, places);
        AddControls(layout, captions, stops - 1);
        Layouts.NeedWidth(layout, 80 + 110 * places.Columns);
        string text =
            $"{title}: graph of {all.Length} nodes whose values and slopes fill in, {result.Name} = {ValueRange.Words(result.Value)}.";
        return new(data, layout, text, string.Join('\n', all.Select(node => Line(node, result))),
            new JsonArray([.. Enumerable.Range(0, stops).Select(stop => Frame(stop, (1, Values(stop)), (2, Slopes(stop))))]));
    }

    // What is drawn has a minus as it is written; the text form is for those who copy numbers.
    private static string Signed(double value) => Minus(ValueRange.Words(value));

    private static string Minus(string words) => words.Replace('-', '−');

    private static string SlopeWords(GraphNode node, GraphNode result) => $"∂{result.Name}/∂{node.Name} = {ValueRange.Words(node.Slope)}";

    private static string Line(GraphNode node, GraphNode result)
    {
        string origin = node.From.Count == 0 ? "" : $" ({node.Operation} of {string.Join(", ", node.From)})";
        return $"{node.Name}{origin} = {ValueRange.Words(node.Value)}, {SlopeWords(node, result)}";
    }

    private static JsonObject Circles(GraphNode[] nodes, GraphPlaces places) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "markers+text",
        ["x"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(places[node.Name].Column))]),
        ["y"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(places[node.Name].Row))]),
        ["text"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(Layouts.Plain(node.Operation)))]),
        ["textfont"] =
            new JsonObject { ["size"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(node.Operation.Length > 2 ? 14 : 20))]) },
        ["marker"] = new JsonObject
        {
            ["size"] = 2 * CircleRadius,
            ["color"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(node.From.Count == 0 ? Colors.Gap : Colors.Paper))]),
            ["line"] = new JsonObject { ["color"] = Colors.Text, ["width"] = 1.5 },
        },
        ["hoverinfo"] = "skip",
    };

    /// <summary>Texts above or below the circles.</summary>
    private static JsonObject TextTrace(
        JsonObject texts, GraphNode[] nodes, GraphPlaces places, string position, string color, Func<GraphNode, double> down)
    {
        texts["type"] = "scatter";
        texts["mode"] = "text";
        texts["x"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(places[node.Name].Column))]);
        texts["y"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(places[node.Name].Row + down(node)))]);
        texts["textposition"] = position;
        texts["textfont"] = new JsonObject { ["color"] = Colors.ForText(color), ["size"] = 15 };
        texts["cliponaxis"] = false;
        texts["hoverinfo"] = "skip";
        return texts;
    }

    private static JsonObject GraphLayout(string title, GraphNode[] nodes, GraphPlaces places)
    {
        const int rowHeight = 105;
        const double border = 0.55;
        var layout = Layouts.Create(title, places.Rows * rowHeight);
        layout["margin"]!["l"] = 12;
        // For the last value, which is wider than its circle, and the slider's last caption.
        layout["margin"]!["r"] = 70;
        layout["margin"]!["b"] = 12;
        layout["xaxis"] = Layouts.HiddenAxis();
        layout["xaxis"]!["range"] = new JsonArray(-border, places.Columns - 1 + border);
        layout["yaxis"] = Layouts.HiddenAxis();
        layout["yaxis"]!["range"] = new JsonArray(places.Rows - 1 + border, -border);
        // Annotations lie above all texts and lines below them, so an arrow is a line and, where no text is, a short arrow over its end.
        var arrows = nodes.SelectMany(node => node.From, (node, source) => (From: places[source], To: places[node.Name])).ToArray();
        layout["shapes"] = new JsonArray([.. arrows.Select(arrow => Layouts.LineBelow(arrow.From, arrow.To, ArrowColor, width: 2))]);
        layout["annotations"] = new JsonArray([.. arrows.Select(arrow => Head(arrow.From, arrow.To))]);
        return layout;
    }

    private static JsonObject Head((double Column, double Row) from, (double Column, double Row) to) => new()
    {
        ["x"] = to.Column,
        ["y"] = to.Row,
        ["ax"] = to.Column + 0.45 * (from.Column - to.Column),
        ["ay"] = to.Row + 0.45 * (from.Row - to.Row),
        ["xref"] = "x",
        ["yref"] = "y",
        ["axref"] = "x",
        ["ayref"] = "y",
        ["standoff"] = CircleRadius,
        ["arrowhead"] = 2,
        ["arrowcolor"] = ArrowColor,
    };
}

/// <summary>A number in a computation, for <see cref="Chart.Graph"/>.</summary>
public sealed record GraphNode
{
    /// <summary>A number that is given, or computed from others.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="value">What it is.</param>
    /// <param name="slope">How fast the result of the whole computation changes with it.</param>
    /// <param name="operation">How it was computed, such as "+"; empty for a number that is given.</param>
    /// <param name="from">Names of the nodes it was computed from; none for a number that is given.</param>
    public GraphNode(string name, double value, double slope, string operation = "", params string[] from)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(from);
        Name = name;
        Value = value;
        Slope = slope;
        Operation = operation;
        From = from;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public double Value { get; }

    /// <summary>How fast the result of the whole computation changes with it.</summary>
    public double Slope { get; }

    /// <summary>How it was computed, such as "+"; empty for a number that is given.</summary>
    internal string Operation { get; }

    /// <summary>Names of the nodes it was computed from.</summary>
    public IReadOnlyList<string> From { get; }
}

/// <summary>
/// Where the nodes of a computation stand: what is given in the first column, every other node right of all that it was computed from.
/// </summary>
internal sealed class GraphPlaces
{
    private readonly Dictionary<string, (double Column, double Row)> _places = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two nodes have the same name, or one was computed from a node that does not stand before
    /// it.</exception>
    public GraphPlaces(IReadOnlyList<GraphNode> nodes)
    {
        int given = 0;
        foreach (GraphNode node in nodes)
        {
            if (node.From.FirstOrDefault(source => !_places.ContainsKey(source)) is string missing)
                throw new ArgumentException(
                    $"Node '{node.Name}' was computed from '{missing}', which does not stand before it.", nameof(nodes));
            var place = node.From.Count == 0
                ? (0, given++)
                : (1 + node.From.Max(source => _places[source].Column), node.From.Average(source => _places[source].Row));
            if (!_places.TryAdd(node.Name, place))
                throw new ArgumentException($"Two nodes are called '{node.Name}'.", nameof(nodes));
        }
        Columns = 1 + (int)_places.Values.Max(place => place.Column);
        Rows = Math.Max(1, given);
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Column from the left and row from the top, from 0; rows have fractions.</summary>
    public (double Column, double Row) this[string name] => _places[name];
}
