using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Training in single precision that visits only the pixels that are not 0.</summary>
internal sealed class SparseLoop : ITrainingLoop
{
    private readonly DigitSet _digits;
    private readonly TrainingOptions _options;
    private readonly PixelLayer _pixelLayer;
    private readonly DenseLayer[] _denseLayers;
    private readonly int[] _nodes;
    private readonly float[][] _activations;
    private readonly float[][] _errors;
    private readonly float[][] _steps;

    public SparseLoop(Network network, DigitSet digits, TrainingOptions options)
    {
        _digits = digits;
        _options = options;
        _pixelLayer = new(network.Layers[0], options.Scale);
        _denseLayers = [.. network.Layers.Skip(1).Select(layer => new DenseLayer(layer))];
        _nodes = [.. network.Layers.Select(layer => layer.Outputs)];
        _activations = Buffers();
        _errors = Buffers();
        _steps = Buffers();
    }

    public static bool CanTrain(Network network) => network.Layers.All(layer => layer.Activation is Sigmoid);

    public void Train(int start, int count, Tally tally)
    {
        for (int record = start; record < start + count; record++)
        {
            ReadOnlySpan<byte> pixels = _digits.PixelsOf(record);
            int label = _digits.Labels[record];
            ReadOnlySpan<float> outputs = Forward(pixels);
            float squaredError = 0;
            int predicted = 0;
            for (int node = 0; node < outputs.Length; node++)
            {
                float error = (float)(node == label ? Targets.On : Targets.Off) - outputs[node];
                _errors[^1][node] = error;
                squaredError += error * error;
                if (outputs[node] > outputs[predicted])
                    predicted = node;
            }
            tally.Count(squaredError, predicted == label);
            Backward(pixels);
        }
    }

    public void WriteBack()
    {
        _pixelLayer.WriteBack();
        foreach (DenseLayer layer in _denseLayers)
            layer.WriteBack();
    }

    /// <summary>The outputs for one record, valid until the next one.</summary>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<byte> pixels)
    {
        _pixelLayer.Forward(pixels, _activations[0]);
        Activate(0);
        for (int i = 0; i < _denseLayers.Length; i++)
        {
            _denseLayers[i].Forward(_activations[i], _activations[i + 1]);
            Activate(i + 1);
        }
        return _activations[^1].AsSpan(0, _nodes[^1]);
    }

    private void Backward(ReadOnlySpan<byte> pixels)
    {
        for (int i = _denseLayers.Length - 1; i >= 0; i--)
        {
            float[] deltas = Deltas(i + 1);
            _denseLayers[i].CarryBack(_options.Rule == BackwardRule.Tutorial ? _errors[i + 1] : deltas, _errors[i]);
            _denseLayers[i].Update(_activations[i], Steps(deltas));
        }
        _pixelLayer.Update(pixels, Steps(Deltas(0)));
    }

    private void Activate(int layer)
    {
        Span<float> nodes = _activations[layer].AsSpan(0, _nodes[layer]);
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = 1 / (1 + MathF.Exp(-nodes[i]));
    }

    private float[] Deltas(int layer)
    {
        float[] deltas = _steps[layer];
        for (int i = 0; i < _nodes[layer]; i++)
            deltas[i] = _errors[layer][i] * _activations[layer][i] * (1 - _activations[layer][i]);
        return deltas;
    }

    private float[] Steps(float[] deltas)
    {
        for (int i = 0; i < deltas.Length; i++)
            deltas[i] *= (float)_options.LearningRate;
        return deltas;
    }

    private float[][] Buffers() => [.. _nodes.Select(nodes => new float[Lanes.RoundUp(nodes)])];
}
