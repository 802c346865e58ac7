namespace MnistNotebooks.Charts;

/// <summary>Where the nodes of a computation stand: what is given in the first column, every other node right of all that it was computed from.</summary>
internal sealed class GraphPlaces
{
    private readonly Dictionary<string, (double Column, double Row)> _places = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two nodes have the same name, or one was computed from a node that does not stand before it.</exception>
    public GraphPlaces(IReadOnlyList<GraphNode> nodes)
    {
        int given = 0;
        foreach (GraphNode node in nodes)
        {
            if (node.From.FirstOrDefault(source => !_places.ContainsKey(source)) is string missing)
                throw new ArgumentException($"Node '{node.Name}' was computed from '{missing}', which does not stand before it.", nameof(nodes));
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
