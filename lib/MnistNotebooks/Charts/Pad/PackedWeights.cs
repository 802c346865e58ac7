using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts.Pad;

/// <summary>Weights rounded to 12 bits: whole multiples of a step, −2047…2047 of them, where each node has a step of its own.</summary>
/// <param name="Text">Two characters for each weight, node by node: multiple + 2048 in base 64.</param>
/// <param name="Steps">One for each node.</param>
internal sealed record PackedWeights(string Text, double[] Steps)
{
    private const int Zero = 2048;

    // Base 64 for addresses (RFC 4648): JSON and HTML leave all of these characters as they are.
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <param name="weights">[outputs × inputs], finite.</param>
    public static PackedWeights Of(Matrix<double> weights)
    {
        // As the script will read them: in single precision.
        double[] steps = [.. weights.EnumerateRows().Select(row => (double)(float)(row.AbsoluteMaximum() / (Zero - 1)))];
        string text = string.Create(2 * weights.RowCount * weights.ColumnCount, (weights, steps), static (characters, from) =>
        {
            int at = 0;
            for (int node = 0; node < from.weights.RowCount; node++)
            {
                double step = from.steps[node];
                for (int input = 0; input < from.weights.ColumnCount; input++)
                {
                    // A step that is no longer a number in single precision is zero, and so are its weights.
                    double multiple = step == 0 ? 0 : Math.Clamp(Math.Round(from.weights[node, input] / step), 1 - Zero, Zero - 1);
                    int stored = Zero + (int)multiple;
                    characters[at++] = Digits[stored / Digits.Length];
                    characters[at++] = Digits[stored % Digits.Length];
                }
            }
        });
        return new(text, steps);
    }
}
