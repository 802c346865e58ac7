using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// A target's value while the pixels of a picture are exchanged one after the other, those with the largest shares first
/// (Petsiuk, Das and Saenko 2018).
/// </summary>
/// <param name="Fractions">The part of the pixels that is exchanged: from 0, nothing yet, to 1, all.</param>
/// <param name="Values">The target's value at each of them.</param>
public sealed record PerturbationCurve(Vector<double> Fractions, Vector<double> Values)
{
    /// <summary>
    /// The area under the curve by the trapezoidal rule. As the axis ends at 1, it is the target's mean value on the way.
    /// </summary>
    public double Area
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
    /// From the picture to the baseline: pixels are deleted. The sooner the target falls the better are the shares, so a small area is
    /// good.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="attribution">The target and the shares, of which the largest go first; of equal ones the first pixel.</param>
    /// <param name="baseline">What pixels are exchanged for; over several pictures the curves are averaged.</param>
    /// <exception cref="ArgumentException">Picture, baseline or attribution don't fit the network.</exception>
    public static PerturbationCurve Deletion(Network network, Vector<double> inputs, Attribution attribution, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, attribution);
        // Deleting from the largest share on is inserting from the smallest on, seen from the other end.
        int[] smallestFirst = [.. LargestFirst(attribution.Values).Reverse()];
        double[] values = Insert(network, inputs, attribution.Target, baseline, smallestFirst);
        Array.Reverse(values);
        return Of(values);
    }

    /// <summary>
    /// From the baseline to the picture: pixels are inserted. The sooner the target rises the better are the shares, so a large area is
    /// good.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="attribution">The target and the shares, of which the largest go first; of equal ones the first pixel.</param>
    /// <param name="baseline">What pixels are exchanged for; over several pictures the curves are averaged.</param>
    /// <exception cref="ArgumentException">Picture, baseline or attribution don't fit the network.</exception>
    public static PerturbationCurve Insertion(Network network, Vector<double> inputs, Attribution attribution, Baseline baseline)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, attribution);
        return Of(Insert(network, inputs, attribution.Target, baseline, LargestFirst(attribution.Values)));
    }

    internal static PerturbationCurve Mean(IReadOnlyList<PerturbationCurve> curves) =>
        new(curves[0].Fractions, curves.Select(curve => curve.Values).Aggregate((sum, values) => sum + values) / curves.Count);

    private static int[] LargestFirst(Vector<double> shares) =>
        [.. Enumerable.Range(0, shares.Count).OrderByDescending(input => shares[input])];

    private static double[] Insert(Network network, Vector<double> inputs, Target target, Baseline baseline, int[] order)
    {
        var packed = new PackedNetwork(network);
        double[] mean = new double[order.Length + 1];
        foreach (Vector<double> picture in baseline.Pictures)
            Rows.AddMultiple(mean, 1.0 / baseline.Pictures.Count, Walk.Insert(new(packed, inputs, picture), target, order), mean);
        return mean;
    }

    private static PerturbationCurve Of(double[] values) =>
        new(Vector<double>.Build.Dense(values.Length, exchanged => exchanged / (values.Length - 1.0)), Vector<double>.Build.Dense(values));
}
