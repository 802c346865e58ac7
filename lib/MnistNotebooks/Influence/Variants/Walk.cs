using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>
/// From the baseline to the picture, one player after the other. One walk reads all targets. Not for several threads at once.
/// </summary>
internal sealed class Walk(Comparison comparison, Players players, Readout readout)
{
    private const int RowsAtOnce = 64;

    private readonly double[] _rows = comparison.Network.Rows(Math.Min(RowsAtOnce, players.Count + 1));

    /// <summary>The targets' values before the first player, and after each.</summary>
    /// <param name="ordering">The players' numbers, each once.</param>
    /// <param name="values">A row of targets for each of the players + 1 states.</param>
    public void Run(ReadOnlySpan<int> ordering, Span<double> values)
    {
        int length = comparison.Network.RowLength, first = comparison.Network.FirstLength, targets = readout.Targets.Count;
        int capacity = _rows.Length / length;
        double[] state = [.. comparison.From];
        for (int start = 0; start <= ordering.Length; start += capacity)
        {
            int count = Math.Min(capacity, ordering.Length + 1 - start);
            for (int row = 0; row < count; row++)
            {
                int step = start + row;
                if (step == ordering.Length)
                    comparison.To.CopyTo(state);
                else if (step > 0)
                    Rows.Add(state, players.Change(ordering[step - 1]), state);
                state.CopyTo(_rows, row * length);
            }
            comparison.Network.Forward(_rows.AsSpan(0, PackedNetwork.WholeRows(count) * length));
            for (int row = 0; row < count; row++)
                readout.Read(_rows.AsSpan(row * length, length), values.Slice((start + row) * targets, targets));
        }
    }

    /// <summary>A target's value on the baseline, and after each input of an order is moved to the picture.</summary>
    /// <param name="comparison">The picture and its baseline.</param>
    /// <param name="target">What is read.</param>
    /// <param name="order">The numbers of all inputs, each once.</param>
    public static double[] Insert(Comparison comparison, Target target, IReadOnlyList<int> order)
    {
        var players = new Players(comparison);
        int[] playerOf = new int[order.Count];
        Array.Fill(playerOf, -1);
        for (int player = 0; player < players.Count; player++)
            playerOf[players.Inputs[player][0]] = player;
        double[] moved = new double[players.Count + 1], values = new double[order.Count + 1];
        int[] ordering = [.. order.Select(input => playerOf[input]).Where(player => player >= 0)];
        new Walk(comparison, players, new TargetReadout(comparison.Network, target)).Run(ordering, moved);
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
