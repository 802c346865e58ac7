using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using Simd = System.Numerics.Vector;
using SimdVector = System.Numerics.Vector<double>;

namespace MnistNotebooks.Networks.Bulk;

/// <summary>
/// A layer's weights laid out for many records at once, in double precision: blocks of <see cref="Lanes"/> nodes, and in a block
/// the weights from input 0 to all its nodes, then those from input 1, and so on.
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
