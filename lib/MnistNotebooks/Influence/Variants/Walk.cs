namespace MnistNotebooks.Influence.Variants;

/// <summary>From the baseline to the picture, one player after the other. One walk reads all targets. Not for several threads at once.</summary>
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
}
