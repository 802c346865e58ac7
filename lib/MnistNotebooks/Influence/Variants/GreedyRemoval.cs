using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>
/// Removes inputs from a picture, the most helpful one first, until the decision is another one; then makes the set smaller.
/// </summary>
internal sealed class GreedyRemoval
{
    private readonly Comparison _comparison;
    private readonly Players _players;
    private readonly int _before;
    private readonly int? _wanted;

    /// <param name="comparison">The picture, and what removed inputs become.</param>
    /// <param name="before">The class that wins now.</param>
    /// <param name="wanted">The class that should win; any other when null.</param>
    public GreedyRemoval(Comparison comparison, int before, int? wanted)
    {
        _comparison = comparison;
        _players = new(comparison);
        _before = before;
        _wanted = wanted;
    }

    /// <summary>
    /// The inputs removed, none of which can be put back and no two of which can be exchanged for one; null when all were removed in vain.
    /// </summary>
    public int[]? Find()
    {
        if (_wanted == _before)
            return [];
        var removed = new List<int>();
        var left = Enumerable.Range(0, _players.Count).ToList();
        double[] picture = [.. _comparison.To];
        for (bool won = false; !won;)
        {
            if (left.Count == 0)
                return null;
            (int best, _, won) = Try(picture, left, sign: -1).MaxBy(result => result.Margin);
            Move(best, left, removed, picture, sign: -1);
        }
        do
        {
            while (BestThatWins(picture, removed, sign: 1) is int needless)
                Move(needless, removed, left, picture, sign: 1);
        }
        while (ExchangeTwoForOne(removed, left, picture));
        return [.. removed.Select(player => _players.Inputs[player][0])];
    }

    /// <summary>Puts two inputs back and removes another one in their place, if that wins too.</summary>
    private bool ExchangeTwoForOne(List<int> removed, List<int> left, double[] picture)
    {
        double[] variant = new double[picture.Length];
        for (int i = 1; i < removed.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int first = removed[i], second = removed[j];
                Rows.AddMultiple(picture, 1, _players.Change(first), variant);
                Rows.AddMultiple(variant, 1, _players.Change(second), variant);
                if (BestThatWins(variant, left, sign: -1) is not int other)
                    continue;
                Move(first, removed, left, picture, sign: 1);
                Move(second, removed, left, picture, sign: 1);
                Move(other, left, removed, picture, sign: -1);
                return true;
            }
        }
        return false;
    }

    private int? BestThatWins(double[] picture, List<int> some, int sign) =>
        Try(picture, some, sign).Where(result => result.Wins).OrderByDescending(result => result.Margin)
            .Select(result => (int?)result.Player).FirstOrDefault();

    private void Move(int player, List<int> from, List<int> to, double[] picture, int sign)
    {
        from.Remove(player);
        to.Add(player);
        Rows.AddMultiple(picture, sign, _players.Change(player), picture);
    }

    /// <summary>
    /// Removes (sign −1) or puts back (sign 1) each of some players alone: by how much a wanted class is then ahead, and whether one
    /// wins.
    /// </summary>
    private (int Player, double Margin, bool Wins)[] Try(double[] picture, List<int> some, int sign)
    {
        var results = new (int Player, double Margin, bool Wins)[some.Count];
        Batches.Run(_comparison.Network, some.Count,
            (i, variant) => Rows.AddMultiple(picture, sign, _players.Change(some[i]), variant),
            (i, row) => results[i] =
                (some[i], Margin(Outputs(row, NodeValue.PreActivation)), IsWanted(Winner(Outputs(row, NodeValue.Activation)))));
        return results;
    }

    private ReadOnlySpan<double> Outputs(ReadOnlySpan<double> row, NodeValue value) =>
        row.Slice(_comparison.Network.Offset(_comparison.Network.Network.Layers.Count - 1, value), _comparison.Network.Network.Outputs);

    private bool IsWanted(int output) => _wanted is int wanted ? output == wanted : output != _before;

    private double Margin(ReadOnlySpan<double> outputs)
    {
        double wanted = double.NegativeInfinity, other = double.NegativeInfinity;
        for (int output = 0; output < outputs.Length; output++)
        {
            if (IsWanted(output))
                wanted = Math.Max(wanted, outputs[output]);
            else
                other = Math.Max(other, outputs[output]);
        }
        return wanted - other;
    }

    private static int Winner(ReadOnlySpan<double> outputs)
    {
        int winner = 0;
        for (int output = 1; output < outputs.Length; output++)
        {
            if (outputs[output] > outputs[winner])
                winner = output;
        }
        return winner;
    }
}
