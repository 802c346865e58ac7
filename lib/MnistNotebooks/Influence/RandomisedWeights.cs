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
    /// <param name="target">What to explain of a digit, by the trained network's forward pass; by default the output that wins.</param>
    /// <param name="seed">The same seed draws the same weights.</param>
    /// <returns>One per number of replaced layers, from 1 to all. Correlations are over the pixels that differ from the baseline's mean
    /// picture.</returns>
    /// <exception cref="ArgumentException">Digits or baseline don't fit the network, or the set is empty.</exception>
    public static IReadOnlyList<RandomisedLayers> Check(
        Network network, DigitSet digits, AttributionMethod method, Baseline baseline,
        Func<ForwardPass, Target>? target = null, int seed = 1)
    {
        Arguments.Check(network, digits);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(baseline);
        target ??= forward => Node.Activation(^1, forward.Predicted);
        Network random = Randomised(network, seed);
        Network[] stages = [.. Enumerable.Range(1, network.Layers.Count).Select(replaced =>
            new Network([.. network.Layers.SkipLast(replaced), .. random.Layers.TakeLast(replaced)]))];
        var signed = Matrix<double>.Build.Dense(digits.Count, stages.Length);
        var sizes = Matrix<double>.Build.Dense(digits.Count, stages.Length);
        Vector<double> mean = baseline.Pictures.Aggregate((sum, picture) => sum + picture) / baseline.Pictures.Count;
        AllCores.For(digits.Count, record =>
        {
            Vector<double> inputs = network.InputsOf(digits[record]);
            Target explained = target(network.Forward(inputs));
            double[] Shares(Network of) =>
                [.. method.Explain(of, inputs, explained, baseline).Values.Where((_, input) => inputs[input] != mean[input])];
            double[] trained = Shares(network);
            for (int stage = 0; stage < stages.Length; stage++)
            {
                double[] shares = Shares(stages[stage]);
                signed[record, stage] = Correlation.Spearman(trained, shares);
                sizes[record, stage] = Correlation.Spearman(trained.Select(Math.Abs), shares.Select(Math.Abs));
            }
        });
        return [.. stages.Select((_, stage) => new RandomisedLayers(stage + 1, Mean(signed.Column(stage)), Mean(sizes.Column(stage))))];
    }

    /// <summary>A network of the same form with random weights and biases, normal with the same standard deviations.</summary>
    private static Network Randomised(Network network, int seed)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        return new([.. network.Layers.Select(layer => new Layer(
            Matrix<double>.Build.Random(layer.Outputs, layer.Inputs, new Normal(0, Spread(layer.Weights.Enumerate()), random)),
            layer.Biases is null ? null : Vector<double>.Build.Random(layer.Outputs, new Normal(0, Spread(layer.Biases), random)),
            layer.Activation))]);
    }

    private static double Spread(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    // A digit without two different shares has no correlation.
    private static double Mean(Vector<double> correlations) => correlations.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}

/// <summary>
/// How alike a method's shares are before and after some layers' weights were replaced by random ones, as means over digits.
/// </summary>
/// <param name="Layers">How many layers were replaced, counted from the outputs.</param>
/// <param name="RankCorrelation">Spearman's correlation of the shares, −1…1.</param>
/// <param name="RankCorrelationOfSizes">Spearman's correlation of the shares' sizes, without their signs.</param>
public sealed record RandomisedLayers(int Layers, double RankCorrelation, double RankCorrelationOfSizes)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"last {Layers} {(Layers == 1 ? "layer" : "layers")} random: "
        + $"rank correlation {RankCorrelation:F3}, of sizes {RankCorrelationOfSizes:F3}");
}
