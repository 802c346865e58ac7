using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>A layer above the first, in single precision: a row of weights per node, padded with zeros.</summary>
internal sealed class DenseLayer
{
    private readonly Layer _layer;
    private readonly int _stride;
    private readonly float[] _weights;
    private readonly float[] _biases;

    public DenseLayer(Layer layer)
    {
        _layer = layer;
        _stride = Lanes.RoundUp(layer.Inputs);
        _weights = new float[layer.Outputs * _stride];
        _biases = new float[layer.Outputs];
        foreach ((int node, int input, double weight) in layer.Weights.EnumerateIndexed(Zeros.Include))
            _weights[node * _stride + input] = (float)weight;
        layer.Biases?.Map(bias => (float)bias).AsArray().CopyTo(_biases, 0);
    }

    public void Forward(ReadOnlySpan<float> inputs, Span<float> preActivations)
    {
        for (int node = 0; node < _layer.Outputs; node++)
            preActivations[node] = Lanes.Dot(Row(node), inputs) + _biases[node];
    }

    /// <summary>weightsᵀ · errors: what the nodes of the layer before are told.</summary>
    public void CarryBack(ReadOnlySpan<float> errors, Span<float> before)
    {
        before.Clear();
        for (int node = 0; node < _layer.Outputs; node++)
            Lanes.Add(before, errors[node], Row(node));
    }

    /// <summary>Weights of node n += steps[n] · inputs, and the bias += steps[n].</summary>
    public void Update(ReadOnlySpan<float> inputs, ReadOnlySpan<float> steps)
    {
        for (int node = 0; node < _layer.Outputs; node++)
        {
            Lanes.Add(Row(node), steps[node], inputs);
            if (_layer.Biases is not null)
                _biases[node] += steps[node];
        }
    }

    public void WriteBack()
    {
        _layer.Weights.MapIndexedInplace((node, input, _) => _weights[node * _stride + input], Zeros.Include);
        _layer.Biases?.MapIndexedInplace((node, _) => _biases[node], Zeros.Include);
    }

    private Span<float> Row(int node) => _weights.AsSpan(node * _stride, _stride);
}
