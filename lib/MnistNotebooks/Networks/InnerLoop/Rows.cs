using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>A row of floats for each of some records, each padded with zeros to whole lanes.</summary>
internal sealed class Rows(int count, int length)
{
    private readonly AlignedFloats _floats = new(count * Lane.CountFor(length) * Lane.Floats);

    /// <summary>Floats of a row without its padding.</summary>
    public int Length => length;

    /// <summary>Floats from one row to the next.</summary>
    public int Width { get; } = Lane.CountFor(length) * Lane.Floats;

    /// <summary>A row with its padding.</summary>
    public Span<float> this[int row] => _floats.Span.Slice(row * Width, Width);

    /// <summary>All rows from this one on.</summary>
    public Span<float> From(int row) => _floats.Span[(row * Width)..];

    /// <summary>A row with its padding, 16 floats at a time.</summary>
    public Span<Vector512<float>> Lanes(int row) => MemoryMarshal.Cast<float, Vector512<float>>(this[row]);

    /// <summary>Sets the padding of a row to zeros again, after a function that turned them into something else.</summary>
    public void ClearPadding(int row) => this[row][length..].Clear();
}
