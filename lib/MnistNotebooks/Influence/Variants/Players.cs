using MnistNotebooks.Networks.Bulk;

namespace MnistNotebooks.Influence.Variants;

/// <summary>
/// What can change from the baseline to the picture, as in a game: inputs, or tiles of inputs, each with what it adds to the first layer's
/// pre-activations. Those that are the same in both have no effect and don't play.
/// </summary>
internal sealed class Players
{
    private readonly double[] _changes;
    private readonly int _length;

    public Players(Comparison comparison, Tiles? tiles = null)
    {
        double Change(int input) => comparison.Inputs[input] - comparison.Baseline[input];
        IEnumerable<int[]> groups = tiles is null
            ? Enumerable.Range(0, comparison.Inputs.Count).Select(input => new[] { input })
            : Enumerable.Range(0, tiles.Count).Select(tile => tiles[tile].ToArray());
        Inputs = [.. groups.Where(inputs => inputs.Any(input => Change(input) != 0))];
        _length = comparison.Network.FirstLength;
        _changes = new double[Inputs.Length * _length];
        for (int player = 0; player < Inputs.Length; player++)
        {
            foreach (int input in Inputs[player])
            {
                ReadOnlySpan<double> weights = comparison.Network.Pixels[input];
                Span<double> sums = _changes.AsSpan(player * _length, weights.Length);
                Rows.AddMultiple(sums, Change(input), weights, sums);
            }
        }
    }

    public int Count => Inputs.Length;

    /// <summary>The inputs that each player holds.</summary>
    public int[][] Inputs { get; }

    /// <summary>What a player adds to the first layer's pre-activations, padded as in a row.</summary>
    public ReadOnlySpan<double> Change(int player) => _changes.AsSpan(player * _length, _length);
}
