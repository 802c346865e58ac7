using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The weights of a layer above the first for some of its inputs, in single precision: a row per node, padded with zeros.</summary>
internal sealed class DenseWeights
{
    private readonly Matrix<double> _source;
    private readonly int _firstInput;
    private readonly int _inputs;
    private readonly Tiling _tiling;
    private readonly Parameters _weights;

    public DenseWeights(Matrix<double> source, int firstInput, int inputs, TrainingOptions options)
    {
        _source = source;
        _firstInput = firstInput;
        _inputs = inputs;
        _tiling = new(inputs);
        _weights = new(source.RowCount * _tiling.Width, options, penalised: true);
        for (int node = 0; node < Nodes; node++)
        {
            for (int input = 0; input < inputs; input++)
                _weights.Values[node * _tiling.Width + input] = (float)source.At(node, firstInput + input);
        }
    }

    /// <summary>Whether no weight has overflowed.</summary>
    public bool IsFinite => _weights.Values.IsFinite;

    private int Nodes => _source.RowCount;

    /// <summary>sums += weights · inputs.</summary>
    [MethodImpl(Hot.Path)]
    public void AddProducts(ReadOnlySpan<float> inputs, Span<float> sums) => _tiling.AddDotProducts(_weights.Values.Span, inputs, sums[..Nodes]);

    /// <summary>before += weightsᵀ · signals.</summary>
    [MethodImpl(Hot.Path)]
    public void CarryBack(ReadOnlySpan<float> signals, Span<float> before) => _tiling.AddRows(signals[..Nodes], _weights.Values.Span, before);

    /// <summary>Adds steps · inputsᵀ to the weights, or to what they will be changed by.</summary>
    [MethodImpl(Hot.Path)]
    public void Learn(ReadOnlySpan<float> steps, ReadOnlySpan<float> inputs) => _tiling.AddToRows(steps[..Nodes], _weights.Directions.Span, inputs);

    /// <summary>Ends a mini-batch.</summary>
    public void Step(float learningRate) => _weights.Step(learningRate);

    /// <summary>Takes over the values of weights of the same shape.</summary>
    public void CopyFrom(DenseWeights other) => _weights.CopyFrom(other._weights);

    /// <summary>Brings the network's weights up to date.</summary>
    public void WriteBack()
    {
        for (int node = 0; node < Nodes; node++)
        {
            for (int input = 0; input < _inputs; input++)
                _source.At(node, _firstInput + input, _weights.Values[node * _tiling.Width + input]);
        }
    }
}
