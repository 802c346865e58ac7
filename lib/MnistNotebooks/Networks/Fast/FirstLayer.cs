using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.Fast;

/// <summary>
/// Weights and biases of the layer next to the pixels, in single precision. An input is offset + factor · grey level, and four of five
/// levels are 0, so with w the weights of one node w·x = offset · Σw + Σ(over the nonzeros) w · factor · level, and a step w += s·x adds
/// one number to all weights and more to those of the nonzeros only. That number is kept apart (<see cref="_common"/>), and so is the sum
/// Σw.
/// <para>
/// Steps may be taken late, for a whole batch at once (a delayed update). A record then meets weights that lack the steps of the batch's
/// records before it; what those add to its pre-activations is step · (x·x'), so nothing is lost (<see cref="CatchUp"/>).
/// </para>
/// <para>With an optimizer that changes all weights after a mini-batch, what is kept apart is a part of those changes instead, until
/// <see cref="Update"/>.</para>
/// </summary>
internal sealed class FirstLayer
{
    private readonly Matrix<double> _source;
    private readonly Vector<double>? _sourceBiases;
    private readonly float _offset;
    private readonly float _factor;
    private readonly float[] _inputs;
    private readonly bool _stepsAtOnce;
    private readonly Tile[] _tiles;
    private readonly Parameters _weights;
    private readonly Parameters _biases;
    private readonly Rows _common;
    private readonly Rows _sums;
    private readonly Rows _similarities = new(1, SparseBatch.MaxRecords);

    /// <param name="weights">[nodes × 784].</param>
    /// <param name="biases">One per node, or null.</param>
    /// <param name="scale">How pixels become inputs.</param>
    /// <param name="rule">How weights change.</param>
    public FirstLayer(Matrix<double> weights, Vector<double>? biases, PixelScale scale, UpdateRule rule)
    {
        _source = weights;
        _sourceBiases = biases;
        _offset = (float)scale.Offset;
        _factor = (float)scale.Factor;
        _inputs = [.. Enumerable.Range(0, 256).Select(level => (float)(scale.Factor * level))];
        _stepsAtOnce = rule.Optimizer is null;
        _tiles = Tile.For(Nodes);
        _weights = new(DigitSet.PixelCount, Nodes, rule, penalised: true);
        _biases = new(1, Nodes, rule, penalised: false);
        _common = new(1, Nodes);
        _sums = new(1, Nodes);
        double[] columns = weights.AsColumnMajorArray() ?? weights.ToColumnMajorArray();
        foreach (Tile tile in _tiles)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                Span<float> ofPixel = tile.Row(pixel, _weights.Values);
                ReadOnlySpan<double> column = columns.AsSpan(pixel * Nodes, Nodes)[tile.First..tile.End(Nodes)];
                for (int node = 0; node < column.Length; node++)
                    ofPixel[node] = (float)column[node];
            }
        }
        biases?.Map(bias => (float)bias).AsArray().CopyTo(_biases.Values.All);
        AddUp();
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes => _source.RowCount;

    /// <summary>Whether no weight, and no sum of weights, has overflowed.</summary>
    public bool IsFinite => _weights.Values.IsFinite && _common.IsFinite && _sums.IsFinite && _biases.Values.IsFinite;

    /// <summary>Pre-activations of a batch's records, in the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(Lanes.Hot)]
    public void Forward(SparseBatch batch, Rows preActivations, int row)
    {
        ReadOnlySpan<Vector512<float>> common = Lanes.Of(_common.All), sums = Lanes.Of(_sums.All), biases = Lanes.Of(_biases.Values.All);
        for (int record = 0; record < batch.Count; record++)
        {
            Span<Vector512<float>> start = Lanes.Of(preActivations[row + record]);
            float ink = _factor * batch.Sums.All[record];
            for (int i = 0; i < start.Length; i++)
                start[i] = ink * common[i] + _offset * sums[i] + biases[i];
        }
        foreach (Tile tile in _tiles)
            tile.Kernel.AddProducts(batch, _inputs, tile.Of(_weights.Values), preActivations.From(row)[tile.First..], preActivations.Width);
    }

    /// <summary>
    /// Adds to a record's pre-activations what the steps of the batch's records before it would have. How much of another's step a record
    /// sees is x·x', and 1 for the bias; in grey levels x·x' = 784 · offset² + offset · factor · (Σ + Σ') + factor² · (their product).
    /// </summary>
    /// <param name="batch">With its Gram matrix.</param>
    /// <param name="record">The record's place in the batch.</param>
    /// <param name="steps">A row for each record of the batch.</param>
    /// <param name="preActivations">The record's.</param>
    [MethodImpl(Lanes.Hot)]
    public void CatchUp(SparseBatch batch, int record, Rows steps, Span<float> preActivations)
    {
        float common = _offset * (_offset * DigitSet.PixelCount + _factor * batch.Sums.All[record]) + (_sourceBiases is null ? 0 : 1);
        ReadOnlySpan<Vector512<float>> products = Lanes.Of(batch.Gram![record]), sums = Lanes.Of(batch.Sums.All);
        Span<Vector512<float>> similarities = Lanes.Of(_similarities.All);
        for (int i = 0; i < similarities.Length; i++)
            similarities[i] = Vector512.Create(common) + _offset * _factor * sums[i] + _factor * _factor * products[i];
        Lanes.AddRows(_similarities.All[..record], steps.All, preActivations);
    }

    /// <summary>
    /// Adds the steps of a batch's records, which are in the rows from <paramref name="row"/> on, to the weights, or to their changes.
    /// </summary>
    [MethodImpl(Lanes.Hot)]
    public void Learn(SparseBatch batch, Rows steps, int row)
    {
        foreach (Tile tile in _tiles)
            tile.Kernel.AddSteps(batch, _inputs, tile.Of(_weights.Changes), steps.From(row)[tile.First..], steps.Width);
        Span<Vector512<float>> common = Lanes.Of(_common.All), sums = Lanes.Of(_sums.All), biases = Lanes.Of(_biases.Changes.All);
        float learnsBiases = _sourceBiases is null ? 0 : 1;
        for (int record = 0; record < batch.Count; record++)
        {
            ReadOnlySpan<Vector512<float>> step = Lanes.Of(steps[row + record]);
            float sumOfInputs = _offset * DigitSet.PixelCount + _factor * batch.Sums.All[record];
            for (int i = 0; i < step.Length; i++)
            {
                common[i] += _offset * step[i];
                sums[i] += sumOfInputs * step[i];
                biases[i] += learnsBiases * step[i];
            }
        }
    }

    /// <summary>Ends a mini-batch.</summary>
    public void Update(float learningRate)
    {
        if (_stepsAtOnce)
            return;
        foreach (Tile tile in _tiles)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount && _offset != 0; pixel++)
                Lanes.Add(_common.All.Slice(tile.First, tile.Width), tile.Row(pixel, _weights.Changes));
        }
        _common.All.Clear();
        _weights.Update(learningRate);
        _biases.Update(learningRate);
        _sums.All.Clear();
        foreach (Tile tile in _tiles)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount && _offset != 0; pixel++)
                Lanes.Add(tile.Row(pixel, _weights.Values), _sums.All.Slice(tile.First, tile.Width));
        }
    }

    /// <summary>Brings the network's weights and biases up to date, and starts anew from them.</summary>
    public void WriteBack()
    {
        foreach (Tile tile in _tiles)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                Span<float> ofPixel = tile.Row(pixel, _weights.Values);
                Lanes.Add(_common.All.Slice(tile.First, tile.Width), ofPixel);
                for (int node = tile.First; node < tile.End(Nodes); node++)
                    _source.At(node, pixel, ofPixel[node - tile.First]);
            }
        }
        _sourceBiases?.MapIndexedInplace((node, _) => _biases.Values.All[node], Zeros.Include);
        _common.All.Clear();
        AddUp();
    }

    private void AddUp()
    {
        double[] sums = new double[Nodes];
        foreach (Tile tile in _tiles)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                Span<float> ofPixel = tile.Row(pixel, _weights.Values);
                for (int node = tile.First; node < tile.End(Nodes); node++)
                    sums[node] += ofPixel[node - tile.First];
            }
        }
        for (int node = 0; node < Nodes; node++)
            _sums.All[node] = (float)sums[node];
    }

    /// <summary>Neighbouring nodes whose weights lie together: the rows of all pixels, then the next tile's.</summary>
    private readonly record struct Tile(SparseKernel Kernel, int First, int Width)
    {
        /// <summary>Tiles for so many nodes, about equally wide.</summary>
        public static Tile[] For(int nodes)
        {
            int lanes = Lanes.Padded(nodes) / Lanes.Count, count = (lanes + SparseKernel.MaxLanes - 1) / SparseKernel.MaxLanes;
            int First(int tile) => lanes * tile / count;
            return [.. Enumerable.Range(0, count).Select(tile => new Tile(
                SparseKernel.For(First(tile + 1) - First(tile)), First(tile) * Lanes.Count,
                    (First(tile + 1) - First(tile)) * Lanes.Count))];
        }

        /// <summary>The node behind the last one, padding left out.</summary>
        public int End(int nodes) => Math.Min(First + Width, nodes);

        public Span<float> Of(Rows weights) => weights.All.Slice(First * DigitSet.PixelCount, Width * DigitSet.PixelCount);

        public Span<float> Row(int pixel, Rows weights) => Of(weights).Slice(pixel * Width, Width);
    }
}
