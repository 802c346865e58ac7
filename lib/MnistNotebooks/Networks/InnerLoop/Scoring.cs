using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The outputs of a whole set.</summary>
internal static class Scoring
{
    /// <summary>[records × outputs]; in single precision where <see cref="SparseLoop"/> knows the network's activations.</summary>
    public static Matrix<double> Outputs(Network network, DigitSet digits, PixelScale scale)
    {
        Matrix<double> outputs = Matrix<double>.Build.Dense(digits.Count, network.Outputs);
        SparseLoop? loop = SparseLoop.CanTrain(network) ? new SparseLoop(network, digits, new() { Scale = scale }) : null;
        for (int record = 0; record < digits.Count; record++)
        {
            if (loop is null)
            {
                outputs.SetRow(record, network.Forward(digits[record].Inputs(scale)).Outputs);
                continue;
            }
            ReadOnlySpan<float> row = loop.Forward(digits.PixelsOf(record));
            for (int node = 0; node < row.Length; node++)
                outputs[record, node] = row[node];
        }
        return outputs;
    }
}
