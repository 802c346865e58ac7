using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// The layer next to the pixels. An input is offset + factor · pixel, and four of five pixels are 0, so with w the weights of one node
/// w·x = offset · Σw + factor · Σ(over the pixels that are not 0) w·pixel, and the step w += s·x is one number for all weights
/// and more for those pixels only. That number is kept apart (<see cref="_common"/>) and the sum Σw is carried along.
/// </summary>
internal sealed class PixelLayer
{
    private readonly Layer _layer;
    private readonly PixelScale _scale;
    private readonly int _stride;
    private readonly float[] _weights;
    private readonly float[] _common;
    private readonly float[] _sums;
    private readonly float[] _biases;

    public PixelLayer(Layer layer, PixelScale scale)
    {
        _layer = layer;
        _scale = scale;
        _stride = Lanes.RoundUp(layer.Outputs);
        _weights = new float[DigitSet.PixelCount * _stride];
        _common = new float[_stride];
        _sums = new float[_stride];
        _biases = new float[_stride];
        foreach ((int node, int pixel, double weight) in layer.Weights.EnumerateIndexed(Zeros.Include))
        {
            _weights[pixel * _stride + node] = (float)weight;
            _sums[node] += (float)weight;
        }
        layer.Biases?.Map(bias => (float)bias).AsArray().CopyTo(_biases, 0);
    }

    public void Forward(ReadOnlySpan<byte> pixels, Span<float> preActivations)
    {
        preActivations.Clear();
        int ink = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] == 0)
                continue;
            ink += pixels[i];
            Lanes.Add(preActivations, pixels[i], Column(i));
        }
        for (int node = 0; node < preActivations.Length; node++)
        {
            preActivations[node] = (float)(_scale.Factor * (preActivations[node] + ink * _common[node])
                + _scale.Offset * _sums[node]) + _biases[node];
        }
    }

    /// <summary>Weights of node n += steps[n] · inputs, and the bias += steps[n].</summary>
    public void Update(ReadOnlySpan<byte> pixels, ReadOnlySpan<float> steps)
    {
        int ink = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] == 0)
                continue;
            ink += pixels[i];
            Lanes.Add(Column(i), (float)(_scale.Factor * pixels[i]), steps);
        }
        Lanes.Add(_common, (float)_scale.Offset, steps);
        Lanes.Add(_sums, (float)(_scale.Offset * DigitSet.PixelCount + _scale.Factor * ink), steps);
        if (_layer.Biases is not null)
            Lanes.Add(_biases, 1, steps);
    }

    public void WriteBack()
    {
        _layer.Weights.MapIndexedInplace((node, pixel, _) => (double)_weights[pixel * _stride + node] + _common[node], Zeros.Include);
        _layer.Biases?.MapIndexedInplace((node, _) => _biases[node], Zeros.Include);
    }

    private Span<float> Column(int pixel) => _weights.AsSpan(pixel * _stride, _stride);
}
