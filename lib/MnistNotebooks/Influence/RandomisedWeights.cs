using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// The sanity check by randomised weights (Adebayo et al. 2018): layer after layer, from the outputs down, forgets what it learned.
/// A method that tells something of the network then gives other shares; one whose shares stay alike was describing the picture.
/// </summary>
public static class RandomisedWeights
{
    /// <summary>Runs the check on every digit, on all cores.</summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="digits">At least one record.</param>
    /// <param name="method">What is checked.</param>
    /// <param name="baseline">What digits are compared with.</param>
    /// <param name="target">What to explain of a digit, by the trained network's forward pass; by default the output that wins, before its
    /// activation.</param>
    /// <param name="draws">How often the random weights are drawn: at least 1, with the seeds 1, 2 and so on.</param>
    /// <returns>One per number of replaced layers, from 1 to all.</returns>
    /// <exception cref="ArgumentException">Digits or baseline don't fit the network, or the set is empty.</exception>
    public static IReadOnlyList<RandomisedLayers> Check(
        Network network, DigitSet digits, AttributionMethod method, Baseline baseline,
        Func<ForwardPass, Target>? target = null, int draws = 1)
    {
        Arguments.Check(network, digits);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        target ??= Faithfulness.Winning;
        int layers = network.Layers.Count;
        Network[] ruined = [.. from draw in Enumerable.Range(1, draws)
                               from replaced in Enumerable.Range(1, layers)
                               select Ruined(network, replaced, draw)];
        Vector<double> mean = baseline.Pictures.Aggregate((sum, picture) => sum + picture) / baseline.Pictures.Count;
        var alike = new Alikeness[digits.Count][];
        AllCores.For(digits.Count, record =>
        {
            Vector<double> inputs = network.InputsOf(digits[record]);
            Target explained = target(network.Forward(inputs));
            Vector<double> Shares(Network of) => method.Explain(of, inputs, explained, baseline).Values;
            Vector<double> trained = Shares(network);
            alike[record] = [.. ruined.Select(one => Alikeness.Of(trained, Shares(one), input => inputs[input] != mean[input]))];
        });
        return [.. Enumerable.Range(0, layers).Select(stage =>
        {
            Vector<double> Means(Func<Alikeness, double> value) => Vector<double>.Build.Dense(draws, draw =>
                alike.Select(stages => value(stages[draw * layers + stage])).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());
            return new RandomisedLayers(stage + 1, Means(one => one.OnInk), Means(one => one.SizesOnInk), Means(one => one.Sizes));
        })];
    }

    /// <summary>
    /// A network of the same form whose last layers have random weights and biases, normal and as large, in the root mean square, as those
    /// that were trained.
    /// </summary>
    /// <param name="network">Is not changed.</param>
    /// <param name="layers">How many layers are replaced, counted from the outputs.</param>
    /// <param name="seed">The same seed draws the same weights; more layers of one seed have the same last layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has not so many layers.</exception>
    public static Network Ruined(Network network, int layers, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, network.Layers.Count);
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        Layer[] drawn = [.. network.Layers.Select(layer => new Layer(
            Matrix<double>.Build.Random(layer.Outputs, layer.Inputs, new Normal(0, Spread(layer.Weights.Enumerate()), random)),
            layer.Biases is null ? null : Vector<double>.Build.Random(layer.Outputs, new Normal(0, Spread(layer.Biases), random)),
            layer.Activation))];
        return new([.. network.Layers.SkipLast(layers), .. drawn.TakeLast(layers)]) { Scale = network.Scale };
    }

    private static double Spread(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    /// <summary>Rank correlations of a digit's shares; not a number where there are no two different shares.</summary>
    private readonly record struct Alikeness(double OnInk, double SizesOnInk, double Sizes)
    {
        public static Alikeness Of(Vector<double> trained, Vector<double> ruined, Func<int, bool> isInk)
        {
            double[] before = [.. trained.Where((_, input) => isInk(input))], after = [.. ruined.Where((_, input) => isInk(input))];
            return new(Correlation.Spearman(before, after), OfSizes(before, after), OfSizes(trained, ruined));
        }

        private static double OfSizes(IEnumerable<double> before, IEnumerable<double> after) =>
            Correlation.Spearman(before.Select(Math.Abs), after.Select(Math.Abs));
    }
}

/// <summary>
/// How alike a method's shares are before and after some layers' weights were replaced by random ones: rank correlations (Spearman),
/// −1…1, each a mean over the digits, one for each draw of the random weights.
/// </summary>
/// <param name="Layers">How many layers were replaced, counted from the outputs.</param>
/// <param name="OnInk">Of the shares, over the pixels that differ from the baseline's mean picture: where ink speaks for the target,
/// and where against it.</param>
/// <param name="SizesOnInk">Of the shares' sizes, without their signs, over the same pixels.</param>
/// <param name="Sizes">Of the sizes over all pixels: ink from paper is told by the picture alone.</param>
public sealed record RandomisedLayers(int Layers, Vector<double> OnInk, Vector<double> SizesOnInk, Vector<double> Sizes)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"last {Layers} {(Layers == 1 ? "layer" : "layers")} random: rank correlation on the ink {OnInk.Average():F3}, "
        + $"of sizes {SizesOnInk.Average():F3}, of sizes over all pixels {Sizes.Average():F3}");
}
