using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>What each player does on its own.</summary>
internal static class Alone
{
    /// <summary>How far the targets rise when a player alone is added to the baseline.</summary>
    public static Estimate Added(Comparison comparison, Readout readout, Players players) =>
        Effects(comparison, readout, players, comparison.BaselineValues(readout), comparison.Ends[..comparison.Network.FirstLength], 1);

    /// <summary>How far the targets fall when a player alone is taken from the picture.</summary>
    public static Estimate Taken(Comparison comparison, Readout readout, Players players) =>
        Effects(comparison, readout, players, comparison.Values(readout), [.. comparison.To], -1);

    private static Estimate Effects(
        Comparison comparison, Readout readout, Players players, Vector<double> values, double[] preActivations, int sign)
    {
        int targets = readout.Targets.Count;
        double[] effects = new double[players.Count * targets], unchanged = values.ToArray();
        Batches.Run(comparison.Network, players.Count,
            (player, variant) => Rows.AddMultiple(preActivations, sign, players.Change(player), variant),
            (player, row) =>
            {
                Span<double> effect = effects.AsSpan(player * targets, targets);
                readout.Read(row, effect);
                if (sign > 0)
                    Rows.Subtract(effect, unchanged, effect);
                else
                    Rows.Subtract(unchanged, effect, effect);
            });
        return new(Estimate.Spread(players, comparison.Inputs.Count, targets, effects));
    }
}
