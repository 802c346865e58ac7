using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>Measures attribution methods on many digits, on all cores; the result does not depend on how many there are.</summary>
public static class Faithfulness
{
    /// <summary>Explains every digit and measures the shares by deletion, insertion, infidelity and gap.</summary>
    /// <param name="network">The network.</param>
    /// <param name="digits">At least one record.</param>
    /// <param name="method">What is measured.</param>
    /// <param name="baseline">What digits are compared with, and what their pixels are exchanged for.</param>
    /// <param name="target">What to explain of a digit, by its forward pass; by default the output that wins, before its activation, since
    /// a probability near 1 hardly moves.</param>
    /// <param name="squares">How many squares of each digit are covered for the infidelity.</param>
    /// <param name="cancellation">Stops between two digits.</param>
    /// <exception cref="ArgumentException">Digits or baseline don't fit the network, or the set is empty.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static FaithfulnessReport Measure(
        Network network, DigitSet digits, AttributionMethod method, Baseline baseline,
        Func<ForwardPass, Target>? target = null, int squares = 200, CancellationToken cancellation = default)
    {
        Arguments.Check(network, digits);
        ArgumentNullException.ThrowIfNull(method);
        target ??= Winning;
        var deletions = new PerturbationCurve[digits.Count];
        var insertions = new PerturbationCurve[digits.Count];
        double[] infidelities = new double[digits.Count], gaps = new double[digits.Count];
        AllCores.For(digits.Count, record =>
        {
            Vector<double> inputs = network.InputsOf(digits[record]);
            Attribution attribution = method.Explain(network, inputs, target(network.Forward(inputs)), baseline);
            deletions[record] = PerturbationCurve.Deletion(network, inputs, attribution, baseline);
            insertions[record] = PerturbationCurve.Insertion(network, inputs, attribution, baseline);
            infidelities[record] = Infidelity.Of(network, inputs, attribution, baseline, squares);
            gaps[record] = Math.Abs(attribution.Gap);
        }, cancellation);
        return new(method.Name, PerturbationCurve.Mean(deletions), PerturbationCurve.Mean(insertions),
            Areas(deletions), Areas(insertions), Vector<double>.Build.Dense(infidelities), Vector<double>.Build.Dense(gaps));
    }

    /// <summary>The sum of the output that wins.</summary>
    internal static Target Winning(ForwardPass forward) => Node.PreActivation(^1, forward.Predicted);

    private static Vector<double> Areas(PerturbationCurve[] curves) =>
        Vector<double>.Build.Dense([.. curves.Select(curve => curve.Area)]);
}

/// <summary>
/// How well a method's shares tell what the network does. The numbers are kept digit by digit, so that they have a spread, and so that two
/// methods can be compared on the same digits.
/// </summary>
/// <param name="Method">The method's name.</param>
/// <param name="Deletion">The mean deletion curve.</param>
/// <param name="Insertion">The mean insertion curve.</param>
/// <param name="DeletionAreas">Of each digit the area under its deletion curve; small is good.</param>
/// <param name="InsertionAreas">Of each digit the area under its insertion curve; large is good.</param>
/// <param name="Infidelities">Of each digit the infidelity; small is good.</param>
/// <param name="Gaps">Of each digit |sum of the shares − true change|; 0 for complete methods.</param>
public sealed record FaithfulnessReport(
    string Method, PerturbationCurve Deletion, PerturbationCurve Insertion,
    Vector<double> DeletionAreas, Vector<double> InsertionAreas, Vector<double> Infidelities, Vector<double> Gaps)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Method}: deletion {DeletionAreas.Average():F4}, insertion {InsertionAreas.Average():F4}, "
        + $"infidelity {Infidelities.Average():G3}, gap {Gaps.Average():G3} ({Gaps.Count} digits)");
}

/// <summary>
/// A target's value while a picture's ink is exchanged pixel by pixel, the largest shares first (Petsiuk, Das and Saenko 2018). Only
/// pixels that differ from the baseline have a turn: with paper, whose exchange does nothing, the area would measure how much paper there
/// is, and whether a method can tell ink from paper, for which it need not know the network.
/// </summary>
/// <param name="Fractions">The part of the ink that is exchanged: from 0, nothing yet, to 1, all, in a hundred equal steps.</param>
/// <param name="Values">The target's value at each of them, by linear interpolation.</param>
public sealed record PerturbationCurve(Vector<double> Fractions, Vector<double> Values)
{
    // On the same hundredths for all digits, however many inked pixels they have, so that curves have a mean.
    private const int Steps = 100;

    /// <summary>
    /// The area under the curve by the trapezoidal rule. As the axis ends at 1, it is the target's mean value on the way.
    /// </summary>
    internal double Area
    {
        get
        {
            double area = 0;
            for (int i = 1; i < Values.Count; i++)
                area += (Fractions[i] - Fractions[i - 1]) * (Values[i - 1] + Values[i]) / 2;
            return area;
        }
    }

    /// <summary>
    /// From the picture to the baseline: pixels are deleted, those with the largest shares first, of equal ones the first pixel; over
    /// several baselines the mean. The sooner the target falls the better are the shares, so a small area is good.
    /// </summary>
    /// <exception cref="ArgumentException">Picture, baseline or attribution don't fit the network.</exception>
    internal static PerturbationCurve Deletion(Network network, Vector<double> inputs, Attribution attribution, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, attribution);
        // Deleting from the largest share on is inserting from the smallest on, seen from the other end.
        int[] smallestFirst = [.. LargestFirst(attribution.Values).Reverse()];
        return Of(Insert(network, inputs, attribution.Target, baseline, smallestFirst).Reverse());
    }

    /// <summary>
    /// From the baseline to the picture: pixels are inserted in the same order. The sooner the target rises the better are the shares, so
    /// a large area is good.
    /// </summary>
    /// <exception cref="ArgumentException">Picture, baseline or attribution don't fit the network.</exception>
    internal static PerturbationCurve Insertion(Network network, Vector<double> inputs, Attribution attribution, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, attribution);
        return Of(Insert(network, inputs, attribution.Target, baseline, LargestFirst(attribution.Values)));
    }

    internal static PerturbationCurve Mean(IReadOnlyList<PerturbationCurve> curves) =>
        new(curves[0].Fractions, curves.Select(curve => curve.Values).Aggregate((sum, values) => sum + values) / curves.Count);

    /// <summary>The order of deletion: pixels with larger shares before those with smaller ones, of equal ones the first pixel.</summary>
    internal static int[] LargestFirst(Vector<double> shares) =>
        [.. Enumerable.Range(0, shares.Count).OrderByDescending(input => shares[input])];

    /// <summary>The target's value at every hundredth of the ink; over several baselines the mean.</summary>
    private static double[] Insert(Network network, Vector<double> inputs, Target target, Baseline baseline, int[] order)
    {
        var batched = new BatchedNetwork(network);
        double[] mean = new double[Steps + 1];
        foreach (Vector<double> picture in baseline.Pictures)
        {
            double[] values = PermutationWalk.Insert(new(batched, inputs, picture), target, order);
            double[] onInk = [values[0], .. values.Skip(1).Where((_, turn) => inputs[order[turn]] != picture[order[turn]])];
            for (int step = 0; step <= Steps; step++)
                mean[step] += At((double)step / Steps * (onInk.Length - 1), onInk) / baseline.Pictures.Count;
        }
        return mean;
    }

    /// <summary>Between two values what lies on the straight line between them.</summary>
    private static double At(double position, double[] values)
    {
        int before = (int)position;
        double beyond = position - before;
        return beyond == 0 ? values[before] : values[before] + beyond * (values[before + 1] - values[before]);
    }

    private static PerturbationCurve Of(IEnumerable<double> values) =>
        new(Vector<double>.Build.Dense(Steps + 1, step => (double)step / Steps), Vector<double>.Build.DenseOfEnumerable(values));
}

/// <summary>
/// Infidelity (Yeh et al. 2019) with the removal of squares: the mean over many squares of (sum of the shares in the square − how far the
/// target falls when the square is covered with the baseline)². Small is good, and 0 is perfect.
/// </summary>
internal static class Infidelity
{
    /// <summary>The infidelity of an attribution, in the target's unit squared; over several baselines the mean.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs: a square, row by row.</param>
    /// <param name="attribution">The target and its shares.</param>
    /// <param name="baseline">What squares are covered with.</param>
    /// <param name="squares">How many are drawn: at least 1. Their side is 1 pixel to a third of the picture's, 1…10 for digits.</param>
    /// <param name="seed">The same seed draws the same squares.</param>
    /// <exception cref="ArgumentException">Something doesn't fit the network, or the picture is not a square.</exception>
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
        var batched = new BatchedNetwork(network);
        return baseline.Pictures.Average(picture => Of(new(batched, inputs, picture), attribution, covered));
    }

    private static double Of(InputPair pair, Attribution attribution, int[][] squares)
    {
        var readout = new GivenTargets(pair.Network, attribution.Target);
        double uncovered = pair.Values(readout)[0];
        double[] values = new double[squares.Length];
        pair.Network.Run(squares.Length,
            (square, preActivations) =>
            {
                pair.To.CopyTo(preActivations);
                foreach (int input in squares[square])
                {
                    ReadOnlySpan<double> weights = pair.Network.PixelWeights(input);
                    Span<double> nodes = preActivations[..weights.Length];
                    if (pair.Baseline[input] != pair.Inputs[input])
                        Rows.AddMultiple(nodes, pair.Baseline[input] - pair.Inputs[input], weights, nodes);
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
