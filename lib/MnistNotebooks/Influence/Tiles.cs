using MathNet.Numerics.LinearAlgebra;
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
    public Tiles(IReadOnlyList<int> tileOfInput)
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
    public int Count => _inputs.Length;

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The inputs of a tile, in ascending order.</summary>
    public IReadOnlyList<int> this[int tile] => _inputs[tile];

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

    /// <summary>The sum of each tile's values.</summary>
    /// <param name="values">One per input, such as an attribution.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public Vector<double> Sums(Vector<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Inputs)
            throw new ArgumentException($"The tiles are of {Inputs} inputs, but there are {values.Count} values.", nameof(values));
        return Vector<double>.Build.Dense(Count, tile => _inputs[tile].Sum(input => values[input]));
    }

    private static void CheckCut(int count, int side, string parameter)
    {
        if (count < 1 || count > side)
            throw new ArgumentOutOfRangeException(parameter, count, $"{side} pixels can be cut into 1 to {side} parts.");
    }
}
