using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Weights and biases of some nodes next to the pixels, in single precision. An input is offset + factor · grey level, and four of five levels are 0,
/// so with w the weights of one node w·x = offset · Σw + Σ(over the dots) w · factor · level, and a step w += s·x adds one number to all weights
/// and more to those of the dots only. That number is kept apart (<see cref="_common"/>), and so is the sum Σw.
/// <para>
/// Steps may be taken late, for a whole block at once. A record then meets weights that lack the steps of the block's records before it;
/// what those add to its pre-activations is step · (x·x'), so nothing is lost (<see cref="CatchUp"/>).
/// </para>
/// <para>With an optimizer that changes all weights after a mini-batch, what is kept apart is a part of those changes instead, until <see cref="Step"/>.</para>
/// </summary>
internal sealed class PixelWeights
{
    private readonly Layer _layer;
    private readonly int _firstNode;
    private readonly float _offset;
    private readonly float _factor;
    private readonly float _learnsBiases;
    private readonly Tiling _tiling;
    private readonly float[] _inputs;
    private readonly bool _stepsAtOnce;
    private readonly Parameters _weights;
    private readonly AlignedFloats _common;
    private readonly AlignedFloats _sums;
    private readonly Parameters _biases;

    public PixelWeights(Layer layer, PixelScale scale, int firstNode, int nodes, TrainingOptions options)
    {
        _layer = layer;
        _firstNode = firstNode;
        Nodes = nodes;
        _offset = (float)scale.Offset;
        _factor = (float)scale.Factor;
        _stepsAtOnce = options.StepsAtOnce;
        _learnsBiases = layer.Biases is null ? 0 : 1;
        _tiling = new(nodes);
        _inputs = [.. Enumerable.Range(0, 256).Select(level => (float)(scale.Factor * level))];
        _weights = new(DigitSet.PixelCount * _tiling.Width, options, penalised: true);
        _common = new(_tiling.Width);
        _sums = new(_tiling.Width);
        _biases = new(_tiling.Width, options, penalised: false);
        double[] columns = layer.Weights.AsColumnMajorArray() ?? layer.Weights.ToColumnMajorArray();
        for (int tile = 0; tile < _tiling.Count; tile++)
        {
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                Span<float> weights = WeightsOf(pixel, tile);
                ReadOnlySpan<double> column = columns.AsSpan(pixel * layer.Outputs + firstNode + _tiling.FirstNode(tile), weights.Length);
                for (int node = 0; node < column.Length; node++)
                    weights[node] = (float)column[node];
            }
        }
        for (int node = 0; node < nodes; node++)
            _biases.Values[node] = (float)(layer.Biases?[firstNode + node] ?? 0);
        AddUp();
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes { get; }

    /// <summary>Whether no weight, and no sum of weights, has overflowed.</summary>
    public bool IsFinite => _weights.Values.IsFinite && _common.IsFinite && _sums.IsFinite && _biases.Values.IsFinite;

    /// <summary>Pre-activations of a block's records, in the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(Hot.Path)]
    public void Forward(InkBlock block, Rows preActivations, int row)
    {
        ReadOnlySpan<Vector512<float>> common = _common.Lanes, sums = _sums.Lanes, biases = _biases.Values.Lanes;
        for (int record = 0; record < block.Count; record++)
        {
            Span<Vector512<float>> start = preActivations.Lanes(row + record);
            float ink = _factor * block.Ink[record];
            for (int i = 0; i < start.Length; i++)
                start[i] = ink * common[i] + _offset * sums[i] + biases[i];
        }
        _tiling.AddProducts(block, _inputs, _weights.Values.Span, preActivations.From(row));
    }

    /// <summary>Adds to a record's pre-activations what the steps of the block's records before it would have.</summary>
    /// <param name="similarities">One for each record before it.</param>
    /// <param name="steps">A row for each record of the block.</param>
    /// <param name="preActivations">The record's.</param>
    public void CatchUp(ReadOnlySpan<float> similarities, Rows steps, Span<float> preActivations) =>
        _tiling.AddRows(similarities, steps.From(0), preActivations);

    /// <summary>Adds the steps of a block's records, which are in the rows from <paramref name="row"/> on, to the weights, or to what they will be changed by.</summary>
    [MethodImpl(Hot.Path)]
    public void Learn(InkBlock block, Rows steps, int row)
    {
        _tiling.AddSteps(block, _inputs, _weights.Directions.Span, steps.From(row));
        Span<Vector512<float>> common = _common.Lanes, sums = _sums.Lanes, biases = _biases.Directions.Lanes;
        for (int record = 0; record < block.Count; record++)
        {
            ReadOnlySpan<Vector512<float>> step = steps.Lanes(row + record);
            float sumOfInputs = _offset * DigitSet.PixelCount + _factor * block.Ink[record];
            for (int i = 0; i < step.Length; i++)
            {
                common[i] += _offset * step[i];
                sums[i] += sumOfInputs * step[i];
                biases[i] += _learnsBiases * step[i];
            }
        }
    }

    /// <summary>Ends a mini-batch.</summary>
    [MethodImpl(Hot.Path)]
    public void Step(float learningRate)
    {
        if (_stepsAtOnce)
            return;
        if (_offset != 0)
            _tiling.AddToPixels(_common.Span, _weights.Directions.Span);
        _common.Span.Clear();
        _weights.Step(learningRate);
        _biases.Step(learningRate);
        if (_offset != 0)
            _tiling.AddUpPixels(_weights.Values.Span, _sums.Span);
    }

    /// <summary>Brings the layer's weights and biases up to date, and starts anew from them.</summary>
    public void WriteBack()
    {
        ReadOnlySpan<float> common = _common.Span;
        for (int tile = 0; tile < _tiling.Count; tile++)
        {
            int first = _tiling.FirstNode(tile);
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                Span<float> weights = WeightsOf(pixel, tile);
                for (int node = 0; node < weights.Length; node++)
                {
                    weights[node] += common[first + node];
                    _layer.Weights.At(_firstNode + first + node, pixel, weights[node]);
                }
            }
        }
        for (int node = 0; node < Nodes && _layer.Biases is not null; node++)
            _layer.Biases[_firstNode + node] = _biases.Values[node];
        _common.Span.Clear();
        AddUp();
    }

    /// <summary>A pixel's weights for the nodes of a tile, without the padding behind them.</summary>
    private Span<float> WeightsOf(int pixel, int tile)
    {
        Span<float> weights = _tiling.WeightsOf(pixel, tile, _weights.Values.Span);
        return weights[..Math.Min(weights.Length, Nodes - _tiling.FirstNode(tile))];
    }

    private void AddUp()
    {
        double[] sums = new double[Nodes];
        for (int tile = 0; tile < _tiling.Count; tile++)
        {
            Span<double> ofTile = sums.AsSpan(_tiling.FirstNode(tile));
            for (int pixel = 0; pixel < DigitSet.PixelCount; pixel++)
            {
                ReadOnlySpan<float> weights = WeightsOf(pixel, tile);
                for (int node = 0; node < weights.Length; node++)
                    ofTile[node] += weights[node];
            }
        }
        for (int node = 0; node < Nodes; node++)
            _sums[node] = (float)sums[node];
    }
}
