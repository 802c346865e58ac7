using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// Infidelity (Yeh et al. 2019) with the removal of squares: the mean over many squares of (sum of the shares in the square − how far the
/// target falls when the square is covered with the baseline)². Small is good, and 0 is perfect.
/// </summary>
public static class Infidelity
{
    /// <summary>The infidelity of an attribution, in the target's unit squared.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs: a square, row by row.</param>
    /// <param name="attribution">The target and its shares.</param>
    /// <param name="baseline">What squares are covered with; over several pictures the result is averaged.</param>
    /// <param name="squares">How many squares are drawn: at least 1. Their side is 1 pixel to a third of the picture's, 1…10 for
    /// digits.</param>
    /// <param name="seed">The same seed draws the same squares.</param>
    /// <exception cref="ArgumentException">Picture, baseline or attribution don't fit the network, or the picture is not a
    /// square.</exception>
    public static double Of(
        Network network, Vector<double> inputs, Attribution attribution, Baseline baseline, int squares = 500, int seed = 1)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, attribution);
        ArgumentOutOfRangeException.ThrowIfLessThan(squares, 1);
        int side = (int)Math.Round(Math.Sqrt(inputs.Count));
        if (side * side != inputs.Count)
            throw new ArgumentException($"Squares are covered in square pictures, but this one has {inputs.Count} inputs.", nameof(inputs));
        int[][] covered = [.. Squares(side, squares, new Xoshiro256StarStar(seed, threadSafe: false))];
        var packed = new PackedNetwork(network);
        return baseline.Pictures.Average(picture => Of(new(packed, inputs, picture), attribution, covered));
    }

    private static double Of(Comparison comparison, Attribution attribution, int[][] squares)
    {
        var readout = new TargetReadout(comparison.Network, attribution.Target);
        double uncovered = comparison.Values(readout)[0];
        double[] values = new double[squares.Length];
        Batches.Run(comparison.Network, squares.Length,
            (square, preActivations) =>
            {
                comparison.To.CopyTo(preActivations);
                foreach (int input in squares[square])
                {
                    ReadOnlySpan<double> weights = comparison.Network.Pixels[input];
                    Span<double> nodes = preActivations[..weights.Length];
                    if (comparison.Baseline[input] != comparison.Inputs[input])
                        Rows.AddMultiple(nodes, comparison.Baseline[input] - comparison.Inputs[input], weights, nodes);
                }
            },
            (square, row) => readout.Read(row, values.AsSpan(square, 1)));
        double sum = 0;
        for (int square = 0; square < squares.Length; square++)
        {
            // A pixel that is as in the baseline can't be covered; only a share of it that should not be there counts.
            double off = squares[square].Sum(input => attribution.Values[input]) - (uncovered - values[square]);
            sum += off * off;
        }
        return sum / squares.Length;
    }

    private static IEnumerable<int[]> Squares(int side, int count, Random random)
    {
        for (int i = 0; i < count; i++)
        {
            int size = 1 + random.Next((side + 2) / 3), top = random.Next(side - size + 1), left = random.Next(side - size + 1);
            yield return [.. Enumerable.Range(0, size * size).Select(pixel => (top + pixel / size) * side + left + pixel % size)];
        }
    }
}
