using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Networks.Bulk;

/// <summary>The first layer by its inputs: the weights from an input to all nodes lie together.</summary>
internal sealed class PixelColumns(Layer layer)
{
    private readonly double[] _weights = layer.Weights.AsColumnMajorArray() ?? layer.Weights.ToColumnMajorArray();

    /// <summary>The weights from an input to every node.</summary>
    public ReadOnlySpan<double> this[int input] => _weights.AsSpan(input * layer.Outputs, layer.Outputs);

    /// <summary>weights · picture + biases.</summary>
    public void Forward(Vector<double> picture, Span<double> preActivations)
    {
        Span<double> sums = preActivations[..layer.Outputs];
        sums.Clear();
        for (int input = 0; input < picture.Count; input++)
        {
            if (picture[input] != 0)
                Rows.AddMultiple(sums, picture[input], this[input], sums);
        }
        for (int node = 0; node < sums.Length; node++)
            sums[node] += layer.Biases?[node] ?? 0;
    }
}
