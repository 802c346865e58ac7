using MnistNotebooks.Data;

namespace MnistNotebooks.Influence;

/// <summary>
/// Inputs in groups that are covered and uncovered together, such as square tiles of a picture. Every input is in one group.
/// </summary>
public sealed class Tiles
{
    private readonly int[][] _inputs;

    /// <summary>Groups of any form.</summary>
    /// <param name="tileOfInput">For every input the number of its tile, from 0; no number left out.</param>
    /// <exception cref="ArgumentException">There is no input, or the tiles are not numbered 0, 1, 2, …</exception>
    internal Tiles(IReadOnlyList<int> tileOfInput)
    {
        ArgumentNullException.ThrowIfNull(tileOfInput);
        if (tileOfInput.Count == 0)
            throw new ArgumentException("Tiles need at least one input.", nameof(tileOfInput));
        IGrouping<int, int>[] tiles = [.. tileOfInput.Index().GroupBy(input => input.Item, input => input.Index).OrderBy(tile => tile.Key)];
        int gap = Array.FindIndex([.. tiles.Index()], tile => tile.Item.Key != tile.Index);
        if (gap >= 0)
            throw new ArgumentException(
                $"Tiles are numbered from 0 without gaps; there is a tile {tiles[gap].Key} but no tile {gap}.", nameof(tileOfInput));
        _inputs = [.. tiles.Select(tile => tile.ToArray())];
        Inputs = tileOfInput.Count;
    }

    /// <summary>Number of tiles.</summary>
    internal int Count => _inputs.Length;

    /// <summary>Number of inputs.</summary>
    internal int Inputs { get; }

    /// <summary>The inputs of a tile, in ascending order.</summary>
    internal IReadOnlyList<int> this[int tile] => _inputs[tile];

    /// <summary>A square picture cut into rows × columns tiles as equal as can be, numbered row by row.</summary>
    /// <param name="rows">Tiles from top to bottom: 1…side.</param>
    /// <param name="columns">Tiles from left to right: 1…side.</param>
    /// <param name="side">Rows and columns of the picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">More tiles than pixels in a row or column, or less than one.</exception>
    public static Tiles Grid(int rows, int columns, int side = DigitSet.Side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        CheckCut(rows, side, nameof(rows));
        CheckCut(columns, side, nameof(columns));
        int TileOf(int row, int column) => row * rows / side * columns + column * columns / side;
        return new([.. Enumerable.Range(0, side * side).Select(input => TileOf(input / side, input % side))]);
    }

    private static void CheckCut(int count, int side, string parameter)
    {
        if (count < 1 || count > side)
            throw new ArgumentOutOfRangeException(parameter, count, $"{side} pixels can be cut into 1 to {side} parts.");
    }
}

/// <summary>
/// What can change from the baseline to the picture, as in a game: inputs, or tiles of inputs, each with what it adds to the first layer's
/// pre-activations. Those that are the same in both have no effect and don't play.
/// </summary>
internal sealed class Players
{
    private readonly double[] _changes;
    private readonly int _length;

    public Players(InputPair pair, Tiles? tiles = null)
    {
        double Change(int input) => pair.Inputs[input] - pair.Baseline[input];
        IEnumerable<int[]> groups = tiles is null
            ? Enumerable.Range(0, pair.Inputs.Count).Select(input => new[] { input })
            : Enumerable.Range(0, tiles.Count).Select(tile => tiles[tile].ToArray());
        Inputs = [.. groups.Where(inputs => inputs.Any(input => Change(input) != 0))];
        _length = pair.Network.FirstLength;
        _changes = new double[Inputs.Length * _length];
        for (int player = 0; player < Inputs.Length; player++)
        {
            foreach (int input in Inputs[player])
            {
                ReadOnlySpan<double> weights = pair.Network.PixelWeights(input);
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
