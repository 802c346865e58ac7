using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// Shapley values (Shapley 1953; for predictions Lundberg and Lee 2017) by sampled orderings (Castro, Gómez and Tejada 2009): the inputs
/// are
/// moved from the baseline to the picture one after the other, and an input's share is its mean effect over many random orders.
/// Every order is walked in both directions (antithetic pairs). In each single walk the effects sum to the target's change,
/// so the shares do too.
/// </summary>
public sealed record SampledShapley : AttributionMethod
{
    // Pairs are drawn in this many parts at most, on as many cores; it is fixed so that the sums are the same on every machine.
    private const int Parts = 8;

    /// <summary>
    /// Orders drawn, each walked forwards and backwards: at least 2, 50 by default. The standard error falls with the square root.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 2, from which no standard error can be had.</exception>
    public int Pairs
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A standard error needs at least 2 pairs of orderings.");
    } = 50;

    /// <summary>The same seed draws the same orders, 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// What moves together; every input on its own when null, the default. The share of a tile is divided equally among its inputs.
    /// </summary>
    public Tiles? Tiles { get; init; }

    /// <inheritdoc/>
    public override string Name => "Shapley values (sampled)";

    /// <summary>The effects of the inputs in one given order: they sum to the target's change, whatever the order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="target">A node, or a sum or difference of nodes.</param>
    /// <param name="baseline">What the picture is compared with.</param>
    /// <param name="ordering">The numbers of all inputs, each once, in the order in which they are moved from the baseline to the
    /// picture.</param>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network, there is no such node, or an input is missing from
    /// the order.</exception>
    public static Vector<double> Effects(
        Network network, Vector<double> inputs, Target target, Vector<double> baseline, IReadOnlyList<int> ordering)
    {
        Arguments.Check(network, inputs, baseline);
        Arguments.Check(network, target);
        ArgumentNullException.ThrowIfNull(ordering);
        if (ordering.Count != inputs.Count || !ordering.Order().SequenceEqual(Enumerable.Range(0, inputs.Count)))
            throw new ArgumentException(
                $"An order has each of the {inputs.Count} inputs, numbered from 0, exactly once.", nameof(ordering));
        double[] values = Walk.Insert(new(new(network), inputs, baseline), target, ordering);
        var effects = Vector<double>.Build.Dense(inputs.Count);
        for (int step = 0; step < ordering.Count; step++)
            effects[ordering[step]] = values[step + 1] - values[step];
        return effects;
    }

    private protected override Estimate EstimateFor(Comparison comparison, Readout readout, int picture)
    {
        Arguments.Check(comparison.Network.Network, Tiles);
        var players = new Players(comparison, Tiles);
        int parts = Math.Min(Parts, Pairs), numbers = players.Count * readout.Targets.Count;
        var sampled = new Moments[parts];
        AllCores.For(parts, part =>
        {
            sampled[part] = new(numbers);
            var pairs = new OrderingPairs(comparison, players, readout);
            for (int pair = part; pair < Pairs; pair += parts)
                sampled[part].Add(pairs.Effects(new Xoshiro256StarStar(SeedOf(Seed, picture, pair), threadSafe: false)));
        });
        Moments all = sampled.Aggregate(Moments.Merge);
        Matrix<double> Spread(double[] values) => Estimate.Spread(players, comparison.Inputs.Count, readout.Targets.Count, values);
        return new(Spread(all.Mean), Spread(all.StandardErrors()));
    }

    // A seed for every pair, so that pairs can be drawn in any order. The generator scrambles it: neighbours have nothing in common.
    private static int SeedOf(int seed, int picture, int pair) => unchecked((seed * 1009 + picture) * 1_000_003 + pair);
}
