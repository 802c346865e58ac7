using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// A row of floats held in registers, a multiple of 16. A <see cref="Vector512{T}"/> is one register where the processor has 512-bit vectors,
/// and two of 256 or four of 128 bits elsewhere.
/// </summary>
internal interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of floats.</summary>
    static abstract int Width { get; }

    static abstract TSelf Load(ref float source);

    void Store(ref float target);

    /// <summary>terms + factor · values, the same factor for all.</summary>
    static abstract TSelf MultiplyAdd(Vector512<float> factor, TSelf values, TSelf terms);

    /// <summary>sums + left · right, the lanes folded into 16 sums.</summary>
    static abstract Vector512<float> AddProducts(TSelf left, TSelf right, Vector512<float> sums);
}

/// <summary>16 floats.</summary>
internal readonly struct Lane(Vector512<float> floats) : ILanes<Lane>
{
    public const int Floats = 16;

    private readonly Vector512<float> _floats = floats;

    public static int Width => Floats;

    /// <summary>How many lanes hold so many floats.</summary>
    public static int CountFor(int floats) => (floats + Floats - 1) / Floats;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Load(ref float source) => new(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => _floats.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MultiplyAdd(Vector512<float> factor, Lane values, Lane terms) =>
        new(Vector512.MultiplyAddEstimate(factor, values._floats, terms._floats));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AddProducts(Lane left, Lane right, Vector512<float> sums) =>
        Vector512.MultiplyAddEstimate(left._floats, right._floats, sums);
}

/// <summary>Two rows, one behind the other.</summary>
internal readonly struct Joined<TFirst, TSecond>(TFirst first, TSecond second) : ILanes<Joined<TFirst, TSecond>>
    where TFirst : struct, ILanes<TFirst>
    where TSecond : struct, ILanes<TSecond>
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    public static int Width => TFirst.Width + TSecond.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Joined<TFirst, TSecond> Load(ref float source) =>
        new(TFirst.Load(ref source), TSecond.Load(ref Unsafe.Add(ref source, TFirst.Width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        _first.Store(ref target);
        _second.Store(ref Unsafe.Add(ref target, TFirst.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Joined<TFirst, TSecond> MultiplyAdd(Vector512<float> factor, Joined<TFirst, TSecond> values, Joined<TFirst, TSecond> terms) =>
        new(TFirst.MultiplyAdd(factor, values._first, terms._first), TSecond.MultiplyAdd(factor, values._second, terms._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AddProducts(Joined<TFirst, TSecond> left, Joined<TFirst, TSecond> right, Vector512<float> sums) =>
        TSecond.AddProducts(left._second, right._second, TFirst.AddProducts(left._first, right._first, sums));
}
