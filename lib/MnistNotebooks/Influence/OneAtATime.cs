using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Influence;

/// <summary>
/// One pixel over the baseline: each input alone is moved from the baseline to the picture, and its influence is how far the target moves.
/// Exact for the first layer's pre-activations. From the first activation on pixels act together, which this method misses; how much it
/// misses is the <see cref="Attribution.Gap"/>.
/// </summary>
public sealed record OnePixel : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "one pixel over the baseline";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture) =>
        OneAtATime.Added(pair, readout, new(pair));
}

/// <summary>
/// Occlusion (Zeiler and Fergus 2014): each input, or tile of inputs, alone is covered with the baseline, and its share is how far
/// the target falls.
/// </summary>
public sealed record Occlusion : AttributionMethod
{
    /// <summary>
    /// What is covered together; every input on its own when null, the default. The share of a tile is divided equally among its inputs.
    /// </summary>
    public Tiles? Tiles { get; init; }

    /// <inheritdoc/>
    public override string Name => "occlusion";

    private protected override AttributionEstimate Estimate(InputPair pair, TargetReadout readout, int picture)
    {
        Arguments.Check(pair.Network.Network, Tiles);
        return OneAtATime.Taken(pair, readout, new(pair, Tiles));
    }
}

/// <summary>What each player does on its own.</summary>
internal static class OneAtATime
{
    /// <summary>How far the targets rise when a player alone is added to the baseline.</summary>
    public static AttributionEstimate Added(InputPair pair, TargetReadout readout, Players players) =>
        Effects(pair, readout, players, pair.BaselineValues(readout), pair.From.ToArray(), 1);

    /// <summary>How far the targets fall when a player alone is taken from the picture.</summary>
    public static AttributionEstimate Taken(InputPair pair, TargetReadout readout, Players players) =>
        Effects(pair, readout, players, pair.Values(readout), pair.To.ToArray(), -1);

    private static AttributionEstimate Effects(
        InputPair pair, TargetReadout readout, Players players, Vector<double> values, double[] preActivations, int sign)
    {
        int targets = readout.Targets.Count;
        double[] effects = new double[players.Count * targets], unchanged = values.ToArray();
        pair.Network.Run(players.Count,
            (player, changed) => Rows.AddMultiple(preActivations, sign, players.Change(player), changed),
            (player, row) =>
            {
                Span<double> effect = effects.AsSpan(player * targets, targets);
                readout.Read(row, effect);
                if (sign > 0)
                    Rows.AddMultiple(effect, -1, unchanged, effect);
                else
                    Rows.AddMultiple(unchanged, -1, effect, effect);
            });
        return new(AttributionEstimate.Spread(players, pair.Inputs.Count, targets, effects));
    }
}
