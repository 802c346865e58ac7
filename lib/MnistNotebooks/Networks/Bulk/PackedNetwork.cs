namespace MnistNotebooks.Networks.Bulk;

/// <summary>
/// A network that computes many records at once, in double precision. A record is a row of numbers: pre-activations and activations of
/// layer 0, then those of layer 1, and so on. The caller fills in the pre-activations of layer 0, since these are linear in the inputs
/// and often known from another record; the rest is computed.
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

    public Network Network { get; }

    /// <summary>Layer 0, for filling in its pre-activations.</summary>
    public PixelColumns Pixels { get; }

    /// <summary>Numbers in a row.</summary>
    public int RowLength => _offsets[^1];

    /// <summary>Where the pre-activations of layer 0 end in a row, with their padding.</summary>
    public int FirstLength => Space(0);

    /// <summary>Where the pre-activations of a layer begin in a row.</summary>
    public int PreActivationsAt(int layer) => _offsets[layer];

    /// <summary>Where the activations of a layer begin in a row.</summary>
    public int ActivationsAt(int layer) => _offsets[layer] + Space(layer);

    /// <summary>An array for at least as many rows.</summary>
    public double[] Rows(int count) => new double[WholeRows(count) * RowLength];

    /// <summary>How many rows are computed for the sake of so many.</summary>
    public static int WholeRows(int count) => (count + PackedLayer.RowsAtOnce - 1) / PackedLayer.RowsAtOnce * PackedLayer.RowsAtOnce;

    /// <summary>Computes whole rows from their pre-activations of layer 0.</summary>
    public void Forward(Span<double> rows)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            if (layer > 0)
                _layers[layer]!.Forward(rows, RowLength, ActivationsAt(layer - 1), PreActivationsAt(layer));
            int nodes = Network.Layers[layer].Outputs, from = PreActivationsAt(layer), to = ActivationsAt(layer);
            for (int row = 0; row < rows.Length; row += RowLength)
            {
                Span<double> activations = rows.Slice(row + to, nodes);
                rows.Slice(row + from, nodes).CopyTo(activations);
                Network.Layers[layer].Activation.ApplyInPlace(activations);
            }
        }
    }

    /// <summary>
    /// weightsᵀ · slopes in whole rows: from the pre-activations of a layer above 0 to the activations of the layer below.
    /// </summary>
    public void CarryBack(int layer, Span<double> slopes) =>
        _transposed.Value[layer]!.Forward(slopes, RowLength, PreActivationsAt(layer), ActivationsAt(layer - 1));

    private int Space(int layer) => PackedLayer.RoundUp(Network.Layers[layer].Outputs);
}
