using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.Fast;

/// <summary>
/// Floats in rows of equal length, zeros to begin with: one row per record or per node. Rows are padded to whole lanes of 16, and none of
/// these straddles two cache lines, where reading one would take twice the time.
/// </summary>
internal sealed class Rows
{
    private readonly float[] _array;
    private readonly int _start;
    private readonly int _floats;

    /// <param name="count">Number of rows.</param>
    /// <param name="length">Floats of a row without its padding.</param>
    public Rows(int count, int length)
    {
        Length = length;
        Width = Lanes.Padded(length);
        _floats = count * Width;
        _array = GC.AllocateArray<float>(_floats + Lanes.Count, pinned: true);
        long line = Lanes.Count * sizeof(float), address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((line - address % line) % line / sizeof(float));
    }

    private Rows(Rows all, int first, int count)
    {
        (Length, Width, _array) = (all.Length, all.Width, all._array);
        _start = all._start + first * Width;
        _floats = count * Width;
    }

    /// <summary>Floats of a row without its padding.</summary>
    public int Length { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Width { get; }

    /// <summary>All rows with their padding.</summary>
    public Span<float> All => _array.AsSpan(_start, _floats);

    /// <summary>A row with its padding.</summary>
    public Span<float> this[int row] => All.Slice(row * Width, Width);

    /// <summary>All rows from this one on.</summary>
    public Span<float> From(int row) => All[(row * Width)..];

    /// <summary>Some of the rows, in the same memory.</summary>
    public Rows Range(int first, int count) => new(this, first, count);

    /// <summary>Sets the padding of a row to zeros again, after a function that turned them into something else.</summary>
    public void ClearPadding(int row) => this[row][Length..].Clear();

    /// <summary>Whether none is infinite or not a number: for those x − x is not 0.</summary>
    public bool IsFinite
    {
        get
        {
            Vector512<float> differences = Vector512<float>.Zero;
            foreach (Vector512<float> lane in Lanes.Of(All))
                differences += lane - lane;
            return Vector512.EqualsAll(differences, Vector512<float>.Zero);
        }
    }
}
