using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>How a target's change from the baseline to a picture is shared out among the inputs.</summary>
/// <param name="Target">What was explained.</param>
/// <param name="Values">One per input: its share. Positive shares push the target up.</param>
/// <param name="BaselineValue">The target on the baseline; with several baselines the mean.</param>
/// <param name="Value">The target on the picture.</param>
/// <param name="StandardErrors">One per input, for methods that draw at random; otherwise null.</param>
public sealed record Attribution(
    Target Target, Vector<double> Values, double BaselineValue, double Value, Vector<double>? StandardErrors = null)
{
    /// <summary>The sum of all shares.</summary>
    public double Sum => Values.Sum();

    /// <summary>The target's true change: its value on the picture minus that on the baseline.</summary>
    public double Change => Value - BaselineValue;

    /// <summary>
    /// The interaction gap: the sum of the shares minus the true change. Zero for complete methods (Shapley values, integrated gradients);
    /// for one pixel at a time it is what the pixels do together and none of them does alone.
    /// </summary>
    public double Gap => Sum - Change;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Target}: {BaselineValue:G6} on the baseline, {Value:G6} on the picture; "
        + $"shares sum to {Sum:G6}, true change {Change:G6}, gap {Gap:G3}");
}

/// <summary>A map of the inputs for every node of every layer, before and after its activation.</summary>
public sealed class NodeMaps
{
    private readonly Network _network;
    private readonly Matrix<double> _shares;
    private readonly Matrix<double>? _standardErrors;
    private readonly Vector<double> _baselineValues;
    private readonly Vector<double> _values;

    internal NodeMaps(Network network, AttributionEstimate estimate, Vector<double> baselineValues, Vector<double> values)
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
        AllNodes.Offset(_network, Checked(new(layer, 0, value)).Layer.GetOffset(_network.Layers.Count), value);

    private int Nodes(Index layer) => _network.Layers[layer].Outputs;

    private Node Checked(Node node)
    {
        Arguments.Check(_network, node);
        return node;
    }
}

/// <summary>How far the maps of a layer's nodes are from adding up.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Value">Before or after the activation.</param>
/// <param name="MeanGap">Mean over the nodes of |sum of the shares − true change|.</param>
/// <param name="MeanChange">Mean over the nodes of |true change|.</param>
public sealed record LayerGap(int Layer, NodeValue Value, double MeanGap, double MeanChange)
{
    /// <summary>The gap as a share of the change: 0 means that the maps add up. NaN when nothing changes.</summary>
    public double Relative => MeanGap / MeanChange;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"layer {Layer} {(Value == NodeValue.PreActivation ? "before" : "after")} its activation: "
        + $"mean gap {MeanGap:G4}, mean change {MeanChange:G4}, ratio {Relative:G3}");
}
