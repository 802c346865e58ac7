using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence.Variants;

/// <summary>
/// A network that computes many variants of a picture at once. The first layer's pre-activations are linear in the pixels, so a variant
/// costs one addition per first-layer node; only the layers above it are computed anew. A variant is a row of numbers:
/// pre-activations and activations of layer 0, then those of layer 1, and so on.
/// </summary>
internal sealed class PackedNetwork
{
    private readonly PackedLayer?[] _layers;
    private readonly Lazy<PackedLayer?[]> _transposed;
    private readonly int[] _offsets;

    public PackedNetwork(Network network)
    {
        Network = network;
        Pixels = new(network.Layers[0]);
        _layers = [.. network.Layers.Select((layer, i) => i == 0 ? null : new PackedLayer(layer.Weights, layer.Biases))];
        _transposed = new(() => [.. network.Layers.Select((layer, i) => i == 0 ? null : new PackedLayer(layer.Weights.Transpose(), null))]);
        _offsets = new int[network.Layers.Count + 1];
        for (int i = 0; i < network.Layers.Count; i++)
            _offsets[i + 1] = _offsets[i] + 2 * Space(i);
    }

    /// <summary>Carries a row's slopes from a layer's activations to its pre-activations, in place.</summary>
    public delegate void ThroughActivation(int layer, int row, Span<double> slopes);

    public Network Network { get; }

    public PixelColumns Pixels { get; }

    /// <summary>Numbers in a row.</summary>
    public int RowLength => _offsets[^1];

    /// <summary>Where the first layer's pre-activations end, with their padding; what follows is computed.</summary>
    public int FirstLength => Space(0);

    /// <summary>Where the values of a layer's node 0 are in a row; the other nodes follow.</summary>
    public int Offset(int layer, NodeValue value) => _offsets[layer] + (value == NodeValue.PreActivation ? 0 : Space(layer));

    /// <summary>Where a node's value is in a row.</summary>
    public int Offset(Node node) => Offset(node.Layer.GetOffset(_layers.Length), node.Value) + node.Number;

    /// <summary>An array for at least as many rows.</summary>
    public double[] Rows(int count) => new double[WholeRows(count) * RowLength];

    /// <summary>How many rows are computed for the sake of so many.</summary>
    public static int WholeRows(int count) => (count + PackedLayer.RecordsAtOnce - 1) / PackedLayer.RecordsAtOnce * PackedLayer.RecordsAtOnce;

    /// <summary>Computes all rows of an array from their first-layer pre-activations.</summary>
    public void Forward(Span<double> rows)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer]?.Forward(rows, RowLength, Offset(layer - 1, NodeValue.Activation), Offset(layer, NodeValue.PreActivation));
            int nodes = Network.Layers[layer].Outputs, from = Offset(layer, NodeValue.PreActivation), to = Offset(layer, NodeValue.Activation);
            for (int row = 0; row < rows.Length; row += RowLength)
            {
                Span<double> activations = rows.Slice(row + to, nodes);
                rows.Slice(row + from, nodes).CopyTo(activations);
                Network.Layers[layer].Activation.ApplyInPlace(activations);
            }
        }
    }

    /// <summary>Carries a target back from its nodes to the first layer's pre-activations, in many rows at once.</summary>
    /// <param name="target">What the slopes are of.</param>
    /// <param name="slopes">As many rows, all zero; the target's slopes by every value are left there.</param>
    /// <param name="through">The rule at the activations; at the weights it is always weightsᵀ · slopes.</param>
    public void Backward(Target target, Span<double> slopes, ThroughActivation through)
    {
        int top = target.Terms.Max(term => term.Node.Layer.GetOffset(_layers.Length));
        for (int layer = top; layer >= 0; layer--)
        {
            int nodes = Network.Layers[layer].Outputs, from = Offset(layer, NodeValue.Activation), to = Offset(layer, NodeValue.PreActivation);
            AddFactors(target, layer, NodeValue.Activation, slopes);
            for (int row = 0; row < slopes.Length / RowLength; row++)
            {
                Span<double> carried = slopes.Slice(row * RowLength + to, nodes);
                slopes.Slice(row * RowLength + from, nodes).CopyTo(carried);
                through(layer, row, carried);
            }
            AddFactors(target, layer, NodeValue.PreActivation, slopes);
            _transposed.Value[layer]?.Forward(slopes, RowLength, to, Offset(layer - 1, NodeValue.Activation));
        }
    }

    /// <summary>The rule of the gradient, for rows that <see cref="Forward"/> has computed.</summary>
    public ThroughActivation Gradient(double[] rows) => (layer, row, slopes) => Network.Layers[layer].Activation.PullBackInPlace(slopes,
        rows.AsSpan(row * RowLength + Offset(layer, NodeValue.PreActivation), slopes.Length),
        rows.AsSpan(row * RowLength + Offset(layer, NodeValue.Activation), slopes.Length));

    private void AddFactors(Target target, int layer, NodeValue value, Span<double> slopes)
    {
        foreach ((Node node, double factor) in target.Terms)
        {
            if (node.Value != value || node.Layer.GetOffset(_layers.Length) != layer)
                continue;
            for (int row = Offset(node); row < slopes.Length; row += RowLength)
                slopes[row] += factor;
        }
    }

    private int Space(int layer) => PackedLayer.RoundUp(Network.Layers[layer].Outputs);
}
