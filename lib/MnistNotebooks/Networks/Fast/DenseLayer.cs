using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.Fast;

/// <summary>Weights and biases of a layer above the first, in single precision: a row per node.</summary>
internal sealed class DenseLayer
{
    private readonly Matrix<double> _source;
    private readonly Vector<double>? _sourceBiases;
    private readonly Parameters _weights;
    private readonly Parameters _biases;

    /// <param name="weights">[nodes × inputs].</param>
    /// <param name="biases">One per node, or null.</param>
    /// <param name="rule">How weights change.</param>
    public DenseLayer(Matrix<double> weights, Vector<double>? biases, UpdateRule rule)
    {
        _source = weights;
        _sourceBiases = biases;
        _weights = new(weights.RowCount, weights.ColumnCount, rule, penalised: true);
        _biases = new(1, weights.RowCount, rule, penalised: false);
        for (int node = 0; node < weights.RowCount; node++)
        {
            Span<float> row = _weights.Values[node];
            for (int input = 0; input < weights.ColumnCount; input++)
                row[input] = (float)weights.At(node, input);
        }
        biases?.Map(bias => (float)bias).AsArray().CopyTo(_biases.Values.All);
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes => _source.RowCount;

    /// <summary>Whether no weight or bias has overflowed.</summary>
    public bool IsFinite => _weights.Values.IsFinite && _biases.Values.IsFinite;

    /// <summary>sums = weights · inputs + biases.</summary>
    [MethodImpl(Lanes.Hot)]
    public void Forward(ReadOnlySpan<float> inputs, Span<float> sums)
    {
        _biases.Values.All.CopyTo(sums);
        Lanes.AddDotProducts(_weights.Values.All, inputs, sums[.._biases.Values.Length]);
    }

    /// <summary>before = weightsᵀ · errors.</summary>
    [MethodImpl(Lanes.Hot)]
    public void Backward(ReadOnlySpan<float> errors, Span<float> before)
    {
        before.Clear();
        Lanes.AddRows(errors[.._biases.Values.Length], _weights.Values.All, before);
    }

    /// <summary>Adds steps · inputsᵀ to the weights and the steps to the biases, or to their changes.</summary>
    [MethodImpl(Lanes.Hot)]
    public void Learn(ReadOnlySpan<float> steps, ReadOnlySpan<float> inputs)
    {
        Lanes.AddOuterProduct(steps[.._biases.Values.Length], inputs, _weights.Changes.All);
        if (_sourceBiases is not null)
            Lanes.Add(steps, _biases.Changes.All);
    }

    /// <summary>Ends a mini-batch.</summary>
    public void Update(float learningRate)
    {
        _weights.Update(learningRate);
        _biases.Update(learningRate);
    }

    /// <summary>Brings the network's weights and biases up to date.</summary>
    public void WriteBack()
    {
        for (int node = 0; node < _source.RowCount; node++)
        {
            Span<float> row = _weights.Values[node];
            for (int input = 0; input < _source.ColumnCount; input++)
                _source.At(node, input, row[input]);
        }
        _sourceBiases?.MapIndexedInplace((node, _) => _biases.Values.All[node], Zeros.Include);
    }
}
