using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Zeros to begin with, placed so that no vector straddles two cache lines: those that do cost twice the time.
/// </summary>
internal sealed class AlignedFloats
{
    private const int CacheLine = 64;

    private readonly float[] _array;
    private readonly int _start;

    public AlignedFloats(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + CacheLine / sizeof(float), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((CacheLine - address % CacheLine) % CacheLine / sizeof(float));
    }

    public int Length { get; }

    public Span<float> Span => _array.AsSpan(_start, Length);

    /// <summary>The same floats, 16 at a time; the length is a multiple of 16.</summary>
    public Span<Vector512<float>> Lanes => MemoryMarshal.Cast<float, Vector512<float>>(Span);

    /// <summary>Whether none is infinite or not a number: for those x − x is not 0.</summary>
    public bool IsFinite
    {
        get
        {
            Vector512<float> differences = Vector512<float>.Zero;
            foreach (Vector512<float> lane in Lanes)
                differences += lane - lane;
            return Vector512.EqualsAll(differences, Vector512<float>.Zero);
        }
    }

    public ref float this[int index] => ref Span[index];
}
