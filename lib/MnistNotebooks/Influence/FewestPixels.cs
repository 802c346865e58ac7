using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// Looks for a smallest set of pixels whose removal changes the network's decision: a minimal counterfactual. Always the pixel that helps
/// most is removed next; afterwards pixels that turn out not to be needed are put back, and two are exchanged for one where that will do.
/// Each pixel of the set is needed and no other can stand in for two of them; a smaller set that differs in more may exist.
/// </summary>
public static class FewestPixels
{
    /// <summary>The pixels to remove until another class wins.</summary>
    /// <param name="network">The network; its outputs are the classes.</param>
    /// <param name="inputs">The picture, as network inputs.</param>
    /// <param name="baseline">What a removed pixel becomes: one picture, such as <see cref="Baseline.Black"/>.</param>
    /// <param name="wanted">The class that should win; any other than now when null.</param>
    /// <returns>Null when the wanted class does not win even after all pixels are removed one by one. No pixels when it wins
    /// already.</returns>
    /// <exception cref="ArgumentException">Picture or baseline don't fit the network, there are several baselines, or no such
    /// class.</exception>
    public static PixelRemoval? ToChange(Network network, Vector<double> inputs, Baseline baseline, int? wanted = null)
    {
        Arguments.Check(network, inputs, baseline);
        if (baseline.Pictures is not [Vector<double> empty])
            throw new ArgumentException(
                $"A removed pixel becomes that of one baseline picture, but there are {baseline.Pictures.Count}.", nameof(baseline));
        if (wanted is int label && (uint)label >= (uint)network.Outputs)
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, $"The network's classes are 0 to {network.Outputs - 1}.");
        int before = network.Forward(inputs).Predicted;
        if (new GreedyRemoval(new(new(network), inputs, empty), before, wanted).Find() is not int[] removed)
            return null;
        Vector<double> without = inputs.Clone();
        foreach (int input in removed)
            without[input] = empty[input];
        return new(removed, without, before, network.Forward(without).Predicted);
    }
}

/// <summary>Pixels whose removal changes what a network sees in a picture.</summary>
/// <param name="Pixels">The inputs to remove, in the order in which they were found.</param>
/// <param name="Inputs">The picture without them.</param>
/// <param name="Before">The class that wins on the picture.</param>
/// <param name="After">The class that wins without them.</param>
public sealed record PixelRemoval(IReadOnlyList<int> Pixels, Vector<double> Inputs, int Before, int After);

/// <summary>
/// Removes inputs from a picture, the most helpful one first, until the decision is another one; then makes the set smaller.
/// </summary>
internal sealed class GreedyRemoval
{
    private readonly InputPair _pair;
    private readonly Players _players;
    private readonly int _before;
    private readonly int? _wanted;

    /// <param name="pair">The picture, and what removed inputs become.</param>
    /// <param name="before">The class that wins now.</param>
    /// <param name="wanted">The class that should win; any other when null.</param>
    public GreedyRemoval(InputPair pair, int before, int? wanted)
    {
        _pair = pair;
        _players = new(pair);
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
        double[] picture = [.. _pair.To];
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
        _pair.Network.Run(some.Count,
            (i, variant) => Rows.AddMultiple(picture, sign, _players.Change(some[i]), variant),
            (i, row) => results[i] =
                (some[i], Margin(Outputs(row, NodeValue.PreActivation)), IsWanted(Winner(Outputs(row, NodeValue.Activation)))));
        return results;
    }

    private ReadOnlySpan<double> Outputs(ReadOnlySpan<double> row, NodeValue value) =>
        row.Slice(_pair.Network.Offset(_pair.Network.Network.Layers.Count - 1, value), _pair.Network.Network.Outputs);

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
