using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.Fast;

/// <summary>
/// The two loops that take nearly all of the time: a sparse batch times a tile of weights, which is 1 to <see cref="MaxLanes"/> lanes of
/// neighbouring nodes that stay in registers while a pixel's records pass.
/// </summary>
internal abstract class SparseKernel
{
    private static readonly SparseKernel[] _all =
    [
        new SparseKernel<One>(), new SparseKernel<Two>(), new SparseKernel<Both<Two, One>>(), new SparseKernel<Four>(),
        new SparseKernel<Both<Four, One>>(), new SparseKernel<Both<Four, Two>>(), new SparseKernel<Both<Four, Both<Two, One>>>(),
        new SparseKernel<Both<Four, Four>>(),
    ];

    /// <summary>As many lanes as leave room for two rows of weights in the registers: 32 of 512 bits, or 16 of 256.</summary>
    public static int MaxLanes { get; } = Vector512.IsHardwareAccelerated ? 8 : 2;

    /// <summary>The kernel for so many lanes, 1…8.</summary>
    public static SparseKernel For(int lanes) => _all[lanes - 1];

    /// <summary>sums[record] += inputs[grey level] · weights[pixel], for every nonzero of a batch.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="inputs">Input of each of the 256 grey levels.</param>
    /// <param name="weights">A row of the tile's width per pixel.</param>
    /// <param name="sums">A row per record.</param>
    /// <param name="stride">From one row of the sums to the next.</param>
    public abstract void AddProducts(SparseBatch batch, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> sums,
        int stride);

    /// <summary>weights[pixel] += inputs[grey level] · steps[record], for every nonzero of a batch.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="inputs">Input of each of the 256 grey levels.</param>
    /// <param name="weights">A row of the tile's width per pixel.</param>
    /// <param name="steps">A row per record.</param>
    /// <param name="stride">From one row of the steps to the next.</param>
    public abstract void AddSteps(SparseBatch batch, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps,
        int stride);
}

/// <summary>The loops for a tile of one width; nothing in them is checked, so that lengths are checked by those who call.</summary>
file sealed class SparseKernel<TTile> : SparseKernel where TTile : struct, ITile<TTile>
{
    [MethodImpl(Lanes.Hot)]
    public override void AddProducts(SparseBatch batch, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> sums,
        int stride)
    {
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref ushort pair = ref MemoryMarshal.GetArrayDataReference(batch.Pairs);
        ref uint nonzero = ref MemoryMarshal.GetArrayDataReference(batch.Nonzeros);
        for (int records = 1; records <= batch.Count; records++)
        {
            for (int pairs = batch.PairsIn[records]; pairs > 0; pairs--)
            {
                ref float row = ref Unsafe.Add(ref weight, pair * 2 * TTile.Width);
                TTile left = TTile.Load(ref row), right = TTile.Load(ref Unsafe.Add(ref row, TTile.Width));
                for (int i = records; i > 0; i--)
                {
                    ref float target = ref Unsafe.Add(ref sum, (nint)(nonzero >> 16) * stride);
                    TTile total = TTile.MultiplyAdd(Input(ref input, nonzero), left, TTile.Load(ref target));
                    TTile.MultiplyAdd(Input(ref input, nonzero >> 8), right, total).Store(ref target);
                    nonzero = ref Unsafe.Add(ref nonzero, 1);
                }
                pair = ref Unsafe.Add(ref pair, 1);
            }
        }
    }

    [MethodImpl(Lanes.Hot)]
    public override void AddSteps(SparseBatch batch, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps, int stride)
    {
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float step = ref MemoryMarshal.GetReference(steps);
        ref ushort pair = ref MemoryMarshal.GetArrayDataReference(batch.Pairs);
        ref uint nonzero = ref MemoryMarshal.GetArrayDataReference(batch.Nonzeros);
        for (int records = 1; records <= batch.Count; records++)
        {
            for (int pairs = batch.PairsIn[records]; pairs > 0; pairs--)
            {
                ref float row = ref Unsafe.Add(ref weight, pair * 2 * TTile.Width), next = ref Unsafe.Add(ref row, TTile.Width);
                TTile left = TTile.Load(ref row), right = TTile.Load(ref next);
                for (int i = records; i > 0; i--)
                {
                    TTile ofRecord = TTile.Load(ref Unsafe.Add(ref step, (nint)(nonzero >> 16) * stride));
                    left = TTile.MultiplyAdd(Input(ref input, nonzero), ofRecord, left);
                    right = TTile.MultiplyAdd(Input(ref input, nonzero >> 8), ofRecord, right);
                    nonzero = ref Unsafe.Add(ref nonzero, 1);
                }
                left.Store(ref row);
                right.Store(ref next);
                pair = ref Unsafe.Add(ref pair, 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Input(ref float inputs, uint level) => Vector512.Create(Unsafe.Add(ref inputs, (nint)(level & 255)));
}

/// <summary>Lanes side by side in registers.</summary>
file interface ITile<TSelf> where TSelf : struct, ITile<TSelf>
{
    /// <summary>Number of floats.</summary>
    static abstract int Width { get; }

    static abstract TSelf Load(ref float source);

    void Store(ref float target);

    /// <summary>terms + factor · values, the same factor for all.</summary>
    static abstract TSelf MultiplyAdd(Vector512<float> factor, TSelf values, TSelf terms);
}

file readonly struct One(Vector512<float> a) : ITile<One>
{
    private readonly Vector512<float> _a = a;

    public static int Width => Lanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One Load(ref float source) => new(Vector512.LoadUnsafe(ref source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => _a.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static One MultiplyAdd(Vector512<float> factor, One values, One terms) =>
        new(Vector512.FusedMultiplyAdd(factor, values._a, terms._a));
}

file readonly struct Two(Vector512<float> a, Vector512<float> b) : ITile<Two>
{
    private readonly Vector512<float> _a = a, _b = b;

    public static int Width => 2 * Lanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two Load(ref float source) => new(Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref source, Lanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        _a.StoreUnsafe(ref target);
        _b.StoreUnsafe(ref target, Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two MultiplyAdd(Vector512<float> factor, Two values, Two terms) =>
        new(Vector512.FusedMultiplyAdd(factor, values._a, terms._a), Vector512.FusedMultiplyAdd(factor, values._b, terms._b));
}

file readonly struct Four(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) : ITile<Four>
{
    private readonly Vector512<float> _a = a, _b = b, _c = c, _d = d;

    public static int Width => 4 * Lanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four Load(ref float source) => new(
        Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref source, Lanes.Count),
        Vector512.LoadUnsafe(ref source, 2 * Lanes.Count), Vector512.LoadUnsafe(ref source, 3 * Lanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        _a.StoreUnsafe(ref target);
        _b.StoreUnsafe(ref target, Lanes.Count);
        _c.StoreUnsafe(ref target, 2 * Lanes.Count);
        _d.StoreUnsafe(ref target, 3 * Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four MultiplyAdd(Vector512<float> factor, Four values, Four terms) => new(
        Vector512.FusedMultiplyAdd(factor, values._a, terms._a), Vector512.FusedMultiplyAdd(factor, values._b, terms._b),
        Vector512.FusedMultiplyAdd(factor, values._c, terms._c), Vector512.FusedMultiplyAdd(factor, values._d, terms._d));
}

/// <summary>Two tiles, one behind the other.</summary>
file readonly struct Both<TFirst, TSecond>(TFirst first, TSecond second) : ITile<Both<TFirst, TSecond>>
    where TFirst : struct, ITile<TFirst>
    where TSecond : struct, ITile<TSecond>
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFirst.Width + TSecond.Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<TFirst, TSecond> Load(ref float source) =>
        new(TFirst.Load(ref source), TSecond.Load(ref Unsafe.Add(ref source, TFirst.Width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        _first.Store(ref target);
        _second.Store(ref Unsafe.Add(ref target, TFirst.Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Both<TFirst, TSecond> MultiplyAdd(Vector512<float> factor, Both<TFirst, TSecond> values, Both<TFirst, TSecond> terms) =>
        new(TFirst.MultiplyAdd(factor, values._first, terms._first), TSecond.MultiplyAdd(factor, values._second, terms._second));
}
