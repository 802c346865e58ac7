using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Instruments;

/// <summary>
/// Weights rounded to a few bits, for pages: whole multiples of a step, where each node has a step of its own. The engine's weights.js
/// reads them.
/// </summary>
/// <param name="Bits">Of a weight: 18 or 8.</param>
/// <param name="Text">
/// Node by node. With 18 bits −131071…131071 steps, three characters for each weight: multiple + 131072 in base 64 for addresses. With 8
/// bits −127…127 steps, base 64 of a byte for each weight: multiple + 128.
/// </param>
/// <param name="Steps">One for each node.</param>
/// <param name="Error">How far a weight that is read is from the one that was stored, at most; about half of the largest step.</param>
internal sealed record PackedWeights(int Bits, string Text, double[] Steps, double Error)
{
    // Base 64 for addresses (RFC 4648): JSON and HTML leave all of these characters as they are.
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>
    /// Three characters a weight, where sums have to be right to three decimals: 0.14 MB for 784-50-100-10, 0.5 MB for 784-200-10.
    /// </summary>
    /// <param name="weights">[outputs × inputs], finite.</param>
    public static PackedWeights In18Bits(Matrix<double> weights) => Of(weights, 18, InDigits);

    /// <summary>Four characters for three weights: 0.2 MB for 784-200-10.</summary>
    /// <param name="weights">[outputs × inputs], finite.</param>
    public static PackedWeights In8Bits(Matrix<double> weights) =>
        Of(weights, 8, multiples => Convert.ToBase64String(Array.ConvertAll(multiples, multiple => (byte)(multiple + 128))));

    // Six bits a character.
    private static string InDigits(int[] multiples) => string.Create(3 * multiples.Length, multiples, static (text, multiples) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = Digits[multiples[i / 3] + (1 << 17) >> 6 * (2 - i % 3) & 63];
    });

    private static PackedWeights Of(Matrix<double> weights, int bits, Func<int[], string> written)
    {
        int most = (1 << (bits - 1)) - 1;

        // As the script will read them: in single precision.
        double[] steps = [.. weights.EnumerateRows().Select(row => (double)(float)(row.AbsoluteMaximum() / most))];
        int[] multiples = new int[weights.RowCount * weights.ColumnCount];
        double error = 0;
        for (int node = 0, at = 0; node < weights.RowCount; node++)
        {
            double step = steps[node];
            for (int input = 0; input < weights.ColumnCount; input++, at++)
            {
                // A step that is no longer a number in single precision is zero, and so are its weights.
                double multiple = step == 0 ? 0 : Math.Clamp(Math.Round(weights[node, input] / step), -most, most);
                multiples[at] = (int)multiple;
                error = Math.Max(error, Math.Abs(weights[node, input] - (float)(multiple * step)));
            }
        }
        return new(bits, written(multiples), steps, error);
    }
}
