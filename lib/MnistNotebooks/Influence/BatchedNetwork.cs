using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;
using Simd = System.Numerics.Vector;
using SimdVector = System.Numerics.Vector<double>;

namespace MnistNotebooks.Influence;

/// <summary>
/// A network that computes many records at once, in double precision. A record is a row of numbers: pre-activations and activations of
/// layer 0, then those of layer 1, and so on. The caller fills in the pre-activations of layer 0, since these are linear in the inputs
/// and often known from another record; the rest is computed. Its oracle is <see cref="Network.Forward"/>.
/// </summary>
internal sealed class BatchedNetwork
{
    private const int RowsAtOnce = 64;

    private readonly double[] _pixelWeights;
    private readonly PackedLayer?[] _layers;
    private readonly Lazy<PackedLayer?[]> _transposed;
    private readonly int[] _offsets;

    public BatchedNetwork(Network network)
    {
        Network = network;
        Layer first = network.Layers[0];
        _pixelWeights = first.Weights.AsColumnMajorArray() ?? first.Weights.ToColumnMajorArray();
        _layers = [.. network.Layers.Select((layer, i) => i == 0 ? null : new PackedLayer(layer.Weights, layer.Biases))];
        _transposed = new(() => [.. network.Layers.Select((layer, i) => i == 0 ? null : new PackedLayer(layer.Weights.Transpose(), null))]);
        _offsets = new int[network.Layers.Count + 1];
        for (int i = 0; i < network.Layers.Count; i++)
            _offsets[i + 1] = _offsets[i] + 2 * Space(i);
    }

    /// <summary>Writes the first layer's pre-activations of a record, over what was there before.</summary>
    public delegate void Fill(int record, Span<double> preActivations);

    /// <summary>Uses a record's row, when it is computed.</summary>
    public delegate void Use(int record, ReadOnlySpan<double> row);

    public Network Network { get; }

    /// <summary>Numbers in a row.</summary>
    public int RowLength => _offsets[^1];

    /// <summary>Where the pre-activations of layer 0 end in a row, with their padding.</summary>
    public int FirstLength => Space(0);

    /// <summary>The weights from an input to every node of layer 0.</summary>
    public ReadOnlySpan<double> PixelWeights(int input)
    {
        int nodes = Network.Layers[0].Outputs;
        return _pixelWeights.AsSpan(input * nodes, nodes);
    }

    /// <summary>Where the values of a layer's node 0 are in a row; those of the other nodes follow.</summary>
    public int Offset(int layer, NodeValue value) => _offsets[layer] + (value == NodeValue.PreActivation ? 0 : Space(layer));

    /// <summary>Where a node's value is in a row.</summary>
    public int Offset(Node node) => Offset(node.Layer.GetOffset(Network.Layers.Count), node.Value) + node.Number;

    /// <summary>An array for at least as many rows.</summary>
    public double[] NewRows(int count) => new double[WholeRows(count) * RowLength];

    /// <summary>How many rows are computed for the sake of so many.</summary>
    public static int WholeRows(int count) => (count + PackedLayer.RowsAtOnce - 1) / PackedLayer.RowsAtOnce * PackedLayer.RowsAtOnce;

    /// <summary>The first layer's pre-activations of a picture: weights · picture + biases.</summary>
    public void FillFirstLayer(Vector<double> picture, Span<double> preActivations)
    {
        Layer first = Network.Layers[0];
        Span<double> sums = preActivations[..first.Outputs];
        sums.Clear();
        // In the arithmetic with which pixels are then taken away. The layer's own product rounds otherwise, and that can decide a tie.
        for (int input = 0; input < picture.Count; input++)
        {
            if (picture[input] != 0)
                Rows.AddMultiple(sums, picture[input], PixelWeights(input), sums);
        }
        for (int node = 0; node < sums.Length; node++)
            sums[node] += first.Biases?[node] ?? 0;
    }

    /// <summary>Computes whole rows from their pre-activations of layer 0.</summary>
    public void Forward(Span<double> rows)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            int nodes = Network.Layers[layer].Outputs;
            int from = Offset(layer, NodeValue.PreActivation), to = Offset(layer, NodeValue.Activation);
            if (layer > 0)
                _layers[layer]!.Forward(rows, RowLength, Offset(layer - 1, NodeValue.Activation), from);
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
    public void BackwardThroughWeights(int layer, Span<double> slopes) => _transposed.Value[layer]!.Forward(
        slopes, RowLength, Offset(layer, NodeValue.PreActivation), Offset(layer - 1, NodeValue.Activation));

    /// <summary>Fills, computes and uses the records 0…count − 1 on all cores, in no particular order.</summary>
    public void Run(int count, Fill fill, Use use)
    {
        if (count <= RowsAtOnce)
            RunInOrder(0, count, fill, use);
        else
            AllCores.For((count + RowsAtOnce - 1) / RowsAtOnce, batch =>
                RunInOrder(batch * RowsAtOnce, Math.Min(RowsAtOnce, count - batch * RowsAtOnce), fill, use));
    }

    /// <summary>Fills, computes and uses so many records from <paramref name="start"/> on, one after the other.</summary>
    public void RunInOrder(int start, int count, Fill fill, Use use)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(WholeRows(Math.Min(RowsAtOnce, count)) * RowLength);
        for (int done = 0; done < count; done += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, count - done);
            Span<double> batch = rented.AsSpan(0, WholeRows(rows) * RowLength);
            for (int row = 0; row < rows; row++)
                fill(start + done + row, batch.Slice(row * RowLength, FirstLength));
            Forward(batch);
            for (int row = 0; row < rows; row++)
                use(start + done + row, batch.Slice(row * RowLength, RowLength));
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private int Space(int layer) => PackedLayer.RoundUp(Network.Layers[layer].Outputs);
}

/// <summary>
/// A layer's weights laid out for many records at once: blocks of <see cref="Lanes"/> nodes, and in a block the weights from input 0 to
/// all its nodes, then those from input 1, and so on. Each sum runs over the inputs in their order, whatever the width of a vector.
/// </summary>
internal sealed class PackedLayer
{
    /// <summary>Records are computed by fours, so that each weight that is loaded serves four products.</summary>
    public const int RowsAtOnce = 4;

    private readonly int _inputs;
    private readonly double[] _weights;
    private readonly double[] _biases;

    /// <param name="weights">[outputs × inputs].</param>
    /// <param name="biases">One per output, or null.</param>
    public PackedLayer(Matrix<double> weights, Vector<double>? biases)
    {
        _inputs = weights.ColumnCount;
        int nodes = RoundUp(weights.RowCount);
        _weights = new double[nodes * _inputs];
        _biases = new double[nodes];
        for (int node = 0; node < weights.RowCount; node++)
        {
            int block = node / Lanes * Lanes * _inputs, lane = node % Lanes;
            for (int input = 0; input < _inputs; input++)
                _weights[block + input * Lanes + lane] = weights[node, input];
            _biases[node] = biases?[node] ?? 0;
        }
    }

    private static int Lanes => 2 * SimdVector.Count;

    /// <summary>The space a layer's nodes take, so that all of it can be written in whole blocks.</summary>
    public static int RoundUp(int nodes) => (nodes + Lanes - 1) / Lanes * Lanes;

    /// <summary>Pre-activations of all records.</summary>
    /// <param name="rows">Rows of numbers, a multiple of <see cref="RowsAtOnce"/>.</param>
    /// <param name="length">Numbers in a row.</param>
    /// <param name="from">Where the layer's inputs begin in a row.</param>
    /// <param name="to">Where the pre-activations go in a row.</param>
    public void Forward(Span<double> rows, int length, int from, int to)
    {
        for (int block = 0; block < _biases.Length; block += Lanes)
        {
            ReadOnlySpan<double> weights = _weights.AsSpan(block * _inputs, Lanes * _inputs);
            ReadOnlySpan<double> biases = _biases.AsSpan(block, Lanes);
            for (int start = 0; start < rows.Length; start += RowsAtOnce * length)
                ForwardFour(rows.Slice(start, RowsAtOnce * length), length, from, to + block, weights, biases);
        }
    }

    private void ForwardFour(Span<double> rows, int length, int from, int to, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        ReadOnlySpan<SimdVector> w = MemoryMarshal.Cast<double, SimdVector>(weights);
        ReadOnlySpan<double> inputs0 = rows.Slice(from, _inputs);
        ReadOnlySpan<double> inputs1 = rows.Slice(from + length, _inputs);
        ReadOnlySpan<double> inputs2 = rows.Slice(from + 2 * length, _inputs);
        ReadOnlySpan<double> inputs3 = rows.Slice(from + 3 * length, _inputs);
        SimdVector left0, left1, left2, left3, right0, right1, right2, right3;
        left0 = left1 = left2 = left3 = new(biases);
        right0 = right1 = right2 = right3 = new(biases[SimdVector.Count..]);
        for (int i = 0; i < inputs0.Length; i++)
        {
            SimdVector left = w[2 * i], right = w[2 * i + 1];
            var input0 = new SimdVector(inputs0[i]);
            left0 = Simd.FusedMultiplyAdd(left, input0, left0);
            right0 = Simd.FusedMultiplyAdd(right, input0, right0);
            var input1 = new SimdVector(inputs1[i]);
            left1 = Simd.FusedMultiplyAdd(left, input1, left1);
            right1 = Simd.FusedMultiplyAdd(right, input1, right1);
            var input2 = new SimdVector(inputs2[i]);
            left2 = Simd.FusedMultiplyAdd(left, input2, left2);
            right2 = Simd.FusedMultiplyAdd(right, input2, right2);
            var input3 = new SimdVector(inputs3[i]);
            left3 = Simd.FusedMultiplyAdd(left, input3, left3);
            right3 = Simd.FusedMultiplyAdd(right, input3, right3);
        }
        Store(rows[to..], left0, right0);
        Store(rows[(to + length)..], left1, right1);
        Store(rows[(to + 2 * length)..], left2, right2);
        Store(rows[(to + 3 * length)..], left3, right3);
    }

    private static void Store(Span<double> to, SimdVector left, SimdVector right)
    {
        left.CopyTo(to);
        right.CopyTo(to[SimdVector.Count..]);
    }
}

/// <summary>A loop on all cores that fails as an ordinary loop does.</summary>
internal static class AllCores
{
    /// <summary>Runs the body for 0…count − 1, as many at a time as the caller's task scheduler lets, in no particular order.</summary>
    /// <exception cref="OperationCanceledException">The loop was cancelled between two turns.</exception>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new() { CancellationToken = cancellation, TaskScheduler = TaskScheduler.Current }, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
