using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>A map of the inputs for every node of every layer, before and after its activation.</summary>
public sealed class NodeMaps
{
    private readonly Network _network;
    private readonly Matrix<double> _shares;
    private readonly Matrix<double>? _standardErrors;
    private readonly Vector<double> _baselineValues;
    private readonly Vector<double> _values;

    internal NodeMaps(Network network, Estimate estimate, Vector<double> baselineValues, Vector<double> values)
    {
        _network = network;
        _shares = estimate.Shares;
        _standardErrors = estimate.StandardErrors;
        _baselineValues = baselineValues;
        _values = values;
    }

    /// <summary>The maps of a layer's nodes as rows: [nodes × inputs].</summary>
    /// <param name="layer">0 is the layer next to the inputs; ^1 is the last one.</param>
    /// <param name="value">Before or after the activation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer.</exception>
    public Matrix<double> this[Index layer, NodeValue value] =>
        _shares.SubMatrix(First(layer, value), Nodes(layer), 0, _shares.ColumnCount);

    /// <summary>The map of one node.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public Attribution Of(Node node)
    {
        int row = First(node.Layer, node.Value) + Checked(node).Number;
        return new(node, _shares.Row(row), _baselineValues[row], _values[row], _standardErrors?.Row(row));
    }

    /// <summary>
    /// The map of a difference or another sum of nodes: the sum of their maps, since all methods are linear in the target.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such node.</exception>
    public Attribution Of(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Terms is [(Node node, 1)])
            return Of(node);
        (Attribution Map, double Factor)[] terms = [.. target.Terms.Select(term => (Of(term.Node), term.Factor))];
        Vector<double> values = terms.Select(term => term.Factor * term.Map.Values).Aggregate((sum, values) => sum + values);
        double Sum(Func<Attribution, double> value) => terms.Sum(term => term.Factor * value(term.Map));
        return new(target, values, Sum(map => map.BaselineValue), Sum(map => map.Value));
    }

    /// <summary>The interaction gap of each of a layer's nodes: the sum of its map minus the node's true change.</summary>
    /// <param name="layer">0 is the layer next to the inputs; ^1 is the last one.</param>
    /// <param name="value">Before or after the activation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer.</exception>
    public Vector<double> Gaps(Index layer, NodeValue value) => this[layer, value].RowSums() - Changes(layer, value);

    /// <summary>The true change of each of a layer's nodes, from the baseline to the picture.</summary>
    /// <param name="layer">0 is the layer next to the inputs; ^1 is the last one.</param>
    /// <param name="value">Before or after the activation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such layer.</exception>
    public Vector<double> Changes(Index layer, NodeValue value) => (_values - _baselineValues).SubVector(First(layer, value), Nodes(layer));

    /// <summary>The interaction gap of every layer, before and after its activation, from the inputs to the outputs.</summary>
    public IReadOnlyList<LayerGap> LayerGaps() =>
    [
        .. from layer in Enumerable.Range(0, _network.Layers.Count)
           from value in new[] { NodeValue.PreActivation, NodeValue.Activation }
           select new LayerGap(layer, value, Gaps(layer, value).PointwiseAbs().Average(), Changes(layer, value).PointwiseAbs().Average()),
    ];

    private int First(Index layer, NodeValue value) =>
        NodeReadout.Offset(_network, Checked(new(layer, 0, value)).Layer.GetOffset(_network.Layers.Count), value);

    private int Nodes(Index layer) => _network.Layers[layer].Outputs;

    private Node Checked(Node node)
    {
        Arguments.Check(_network, node);
        return node;
    }
}
