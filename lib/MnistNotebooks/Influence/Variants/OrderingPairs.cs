namespace MnistNotebooks.Influence.Variants;

/// <summary>Random orderings of the players, each walked in both directions. Not for several threads at once.</summary>
internal sealed class OrderingPairs(Comparison comparison, Players players, Readout readout)
{
    private readonly Walk _walk = new(comparison, players, readout);
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
