using System.Numerics;
using MathNet.Numerics;
using MnistNotebooks.Influence.Variants;
using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence;

/// <summary>
/// Shapley values (Shapley 1953) by their definition: the network's answer to every one of the 2ⁿ combinations of n inputs or tiles, each
/// either
/// on the picture's value or on the baseline's.
/// </summary>
public sealed record ExactShapley : AttributionMethod
{
    /// <summary>How many inputs or tiles may differ between picture and baseline: 2¹⁶ combinations are computed in a moment.</summary>
    public const int MaxPlayers = 16;

    // The combinations are summed in parts, on as many cores; a fixed size makes the sums the same on every machine.
    private const int PartSize = 1 << 12;

    /// <summary>
    /// What moves together, such as <see cref="Tiles.Grid"/>; every input on its own when null, the default.
    /// The share of a tile is divided equally among its inputs.
    /// </summary>
    public Tiles? Tiles { get; init; }

    /// <inheritdoc/>
    public override string Name => "Shapley values (exact)";

    private protected override Estimate EstimateFor(Comparison comparison, Readout readout, int picture)
    {
        Arguments.Check(comparison.Network.Network, Tiles);
        var players = new Players(comparison, Tiles);
        if (players.Count > MaxPlayers)
            throw new ArgumentException(
                $"All combinations are computed for up to {MaxPlayers} inputs or tiles that differ from the baseline, but {players.Count} do.");
        int combinations = 1 << players.Count, targets = readout.Targets.Count;
        double[][] parts = new double[(combinations + PartSize - 1) / PartSize][];
        AllCores.For(parts.Length, part =>
            parts[part] = Part(comparison, players, readout, part * PartSize, Math.Min((part + 1) * PartSize, combinations)));
        double[] shares = new double[players.Count * targets];
        foreach (double[] part in parts)
            Rows.Add(shares, part, shares);
        return new(Estimate.Spread(players, comparison.Inputs.Count, targets, shares));
    }

    private static double[] Part(Comparison comparison, Players players, Readout readout, int start, int end)
    {
        int targets = readout.Targets.Count;
        double[] shares = new double[players.Count * targets], values = new double[targets], weights = Weights(players.Count);
        Batches.RunInOrder(comparison.Network, start, end - start,
            (combination, preActivations) =>
            {
                comparison.From.CopyTo(preActivations);
                for (int player = 0; player < players.Count; player++)
                {
                    if ((combination >> player & 1) != 0)
                        Rows.Add(preActivations, players.Change(player), preActivations);
                }
            },
            (combination, row) =>
            {
                readout.Read(row, values);
                int size = BitOperations.PopCount((uint)combination);
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
