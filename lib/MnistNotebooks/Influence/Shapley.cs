using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// Shapley values (Shapley 1953) by their definition: the network's answer to every one of the 2ⁿ combinations of n inputs or tiles, each
/// either on the picture's value or on the baseline's.
/// </summary>
public sealed record ExactShapley : AttributionMethod
{
    // 2¹⁶ combinations are computed in a moment.
    private const int MaxPlayers = 16;

    // The combinations are summed in parts, on as many cores; a fixed size makes the sums the same on every machine.
    private const int PartSize = 1 << 12;

    /// <summary>
    /// What moves together, such as <see cref="Tiles.Grid"/>; every input on its own when null, the default.
    /// The share of a tile is divided equally among its inputs.
    /// </summary>
    public Tiles? Tiles { get; init; }

    /// <inheritdoc/>
    public override string Name => "Shapley values (exact)";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        Arguments.Check(pair.Network.Network, Tiles);
        var players = new Players(pair, Tiles);
        if (players.Count > MaxPlayers)
            throw new ArgumentException(
                $"All combinations are computed for up to {MaxPlayers} inputs or tiles that differ from the baseline, "
                + $"but {players.Count} do.");
        int combinations = 1 << players.Count, targets = readout.Targets.Count;
        double[][] parts = new double[(combinations + PartSize - 1) / PartSize][];
        AllCores.For(parts.Length, part =>
            parts[part] = Part(pair, players, readout, part * PartSize, Math.Min((part + 1) * PartSize, combinations)));
        double[] shares = new double[players.Count * targets];
        foreach (double[] part in parts)
            Rows.Add(shares, part, shares);
        return new(AttributionEstimate.Spread(players, pair.Inputs.Count, targets, shares));
    }

    private static double[] Part(InputPair pair, Players players, TargetReadout readout, int start, int end)
    {
        int targets = readout.Targets.Count;
        double[] shares = new double[players.Count * targets], values = new double[targets], weights = Weights(players.Count);
        pair.Network.RunInOrder(start, end - start,
            (combination, preActivations) =>
            {
                pair.From.CopyTo(preActivations);
                for (int player = 0; player < players.Count; player++)
                {
                    if ((combination >> player & 1) != 0)
                        Rows.Add(preActivations, players.Change(player), preActivations);
                }
            },
            (combination, row) =>
            {
                readout.Read(row, values);
                int size = int.PopCount(combination);
                for (int player = 0; player < players.Count; player++)
                {
                    double weight = (combination >> player & 1) != 0 ? weights[size - 1] : -weights[size];
                    Span<double> share = shares.AsSpan(player * targets, targets);
                    for (int target = 0; target < share.Length; target++)
                        share[target] += weight * values[target];
                }
            });
        return shares;
    }

    /// <summary>s! (n − s − 1)! / n!: the share of the orders in which exactly these s players come before a given one.</summary>
    private static double[] Weights(int players) =>
        [.. Enumerable.Range(0, players).Select(size => 1 / (players * SpecialFunctions.Binomial(players - 1, size)))];
}

/// <summary>
/// Shapley values (Shapley 1953; for predictions Lundberg and Lee 2017) by sampled orderings (Castro, Gómez and Tejada 2009): the inputs
/// are moved from the baseline to the picture one after the other, and an input's share is its mean effect over many random orders.
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
        double[] values = PermutationWalk.Insert(new(new(network), inputs, baseline), target, ordering);
        var effects = Vector<double>.Build.Dense(inputs.Count);
        for (int step = 0; step < ordering.Count; step++)
            effects[ordering[step]] = values[step + 1] - values[step];
        return effects;
    }

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        Arguments.Check(pair.Network.Network, Tiles);
        var players = new Players(pair, Tiles);
        int parts = Math.Min(Parts, Pairs), numbers = players.Count * readout.Targets.Count;
        var sampled = new RunningVariance[parts];
        AllCores.For(parts, part =>
        {
            sampled[part] = new(numbers);
            var pairs = new PermutationPairs(pair, players, readout);
            for (int pair = part; pair < Pairs; pair += parts)
                sampled[part].Add(pairs.Effects(new Xoshiro256StarStar(SeedOf(Seed, picture, pair), threadSafe: false)));
        });
        RunningVariance all = sampled.Aggregate(RunningVariance.Merge);
        Matrix<double> Spread(double[] values) => AttributionEstimate.Spread(players, pair.Inputs.Count, readout.Targets.Count, values);
        return new(Spread(all.Mean), Spread(all.StandardErrors()));
    }

    // A seed for every pair, so that pairs can be drawn in any order. The generator scrambles it: neighbours have nothing in common.
    private static int SeedOf(int seed, int picture, int pair) => unchecked((seed * 1009 + picture) * 1_000_003 + pair);
}

/// <summary>Random orderings of the players, each walked in both directions. Not for several threads at once.</summary>
internal sealed class PermutationPairs(InputPair pair, Players players, TargetReadout readout)
{
    private readonly PermutationWalk _walk = new(pair, players, readout);
    private readonly int[] _ordering = [.. Enumerable.Range(0, players.Count)];
    private readonly double[] _values = new double[(players.Count + 1) * readout.Targets.Count];
    private readonly double[] _effects = new double[players.Count * readout.Targets.Count];

    /// <summary>
    /// Draws an ordering. Each player's mean effect in it and in its reverse: a row of targets per player, valid until the next call.
    /// </summary>
    public double[] Effects(Random random)
    {
        for (int i = 0; i < _ordering.Length; i++)
            _ordering[i] = i;
        random.Shuffle(_ordering);
        Array.Clear(_effects);
        AddHalf();
        _ordering.AsSpan().Reverse();
        AddHalf();
        return _effects;
    }

    private void AddHalf()
    {
        _walk.Run(_ordering, _values);
        int targets = readout.Targets.Count;
        for (int step = 0; step < _ordering.Length; step++)
        {
            ReadOnlySpan<double> before = _values.AsSpan(step * targets, targets), after = _values.AsSpan((step + 1) * targets, targets);
            Span<double> effects = _effects.AsSpan(_ordering[step] * targets, targets);
            for (int target = 0; target < effects.Length; target++)
                effects[target] += (after[target] - before[target]) / 2;
        }
    }
}

/// <summary>
/// From the baseline to the picture, one player after the other. One walk reads all targets. Not for several threads at once.
/// </summary>
internal sealed class PermutationWalk(InputPair pair, Players players, TargetReadout readout)
{
    private const int RowsAtOnce = 64;

    private readonly double[] _rows = pair.Network.NewRows(Math.Min(RowsAtOnce, players.Count + 1));

    /// <summary>The targets' values before the first player, and after each.</summary>
    /// <param name="ordering">The players' numbers, each once.</param>
    /// <param name="values">A row of targets for each of the players + 1 states.</param>
    public void Run(ReadOnlySpan<int> ordering, Span<double> values)
    {
        int length = pair.Network.RowLength, first = pair.Network.FirstLength, targets = readout.Targets.Count;
        int capacity = _rows.Length / length;
        double[] state = [.. pair.From];
        for (int start = 0; start <= ordering.Length; start += capacity)
        {
            int count = Math.Min(capacity, ordering.Length + 1 - start);
            for (int row = 0; row < count; row++)
            {
                int step = start + row;
                if (step == ordering.Length)
                    pair.To.CopyTo(state);
                else if (step > 0)
                    Rows.Add(state, players.Change(ordering[step - 1]), state);
                state.CopyTo(_rows, row * length);
            }
            pair.Network.Forward(_rows.AsSpan(0, BatchedNetwork.WholeRows(count) * length));
            for (int row = 0; row < count; row++)
                readout.Read(_rows.AsSpan(row * length, length), values.Slice((start + row) * targets, targets));
        }
    }

    /// <summary>A target's value on the baseline, and after each input of an order is moved to the picture.</summary>
    /// <param name="pair">The picture and its baseline.</param>
    /// <param name="target">What is read.</param>
    /// <param name="order">The numbers of all inputs, each once.</param>
    public static double[] Insert(InputPair pair, Target target, IReadOnlyList<int> order)
    {
        var players = new Players(pair);
        int[] playerOf = new int[order.Count];
        Array.Fill(playerOf, -1);
        for (int player = 0; player < players.Count; player++)
            playerOf[players.Inputs[player][0]] = player;
        double[] moved = new double[players.Count + 1], values = new double[order.Count + 1];
        int[] ordering = [.. order.Select(input => playerOf[input]).Where(player => player >= 0)];
        new PermutationWalk(pair, players, new GivenTargets(pair.Network, target)).Run(ordering, moved);
        values[0] = moved[0];
        for (int i = 0, step = 0; i < order.Count; i++)
        {
            if (playerOf[order[i]] >= 0)
                step++;
            values[i + 1] = moved[step];
        }
        return values;
    }
}

/// <summary>
/// Means and standard errors of many numbers drawn together, without the loss of digits that comes with sums of squares
/// (Welford 1962; merging after Chan, Golub and LeVeque 1983).
/// </summary>
internal sealed class RunningVariance(int numbers)
{
    private readonly double[] _squares = new double[numbers];
    private int _draws;

    public double[] Mean { get; } = new double[numbers];

    public void Add(ReadOnlySpan<double> draw)
    {
        _draws++;
        for (int i = 0; i < Mean.Length; i++)
        {
            double off = draw[i] - Mean[i];
            Mean[i] += off / _draws;
            _squares[i] += off * (draw[i] - Mean[i]);
        }
    }

    /// <summary>The standard deviation of the draws ÷ √draws; at least two draws.</summary>
    public double[] StandardErrors() => Array.ConvertAll(_squares, square => Math.Sqrt(square / (_draws - 1) / _draws));

    /// <summary>Of all draws of both.</summary>
    public static RunningVariance Merge(RunningVariance a, RunningVariance b)
    {
        var merged = new RunningVariance(a.Mean.Length) { _draws = a._draws + b._draws };
        double share = (double)b._draws / merged._draws;
        for (int i = 0; i < merged.Mean.Length; i++)
        {
            double off = b.Mean[i] - a.Mean[i];
            merged.Mean[i] = a.Mean[i] + off * share;
            merged._squares[i] = a._squares[i] + b._squares[i] + off * off * a._draws * share;
        }
        return merged;
    }
}
