using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>The loops for a tile of one width; nothing in them is checked, so that lengths are checked by those who call.</summary>
internal sealed class TileKernel<TLanes> : TileKernel where TLanes : struct, ILanes<TLanes>
{
    public override int Width => TLanes.Width;

    [MethodImpl(Hot.Path)]
    public override void AddProducts(InkBlock block, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> sums, int stride)
    {
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref ushort pair = ref MemoryMarshal.GetArrayDataReference(block.Pairs);
        ref uint dot = ref MemoryMarshal.GetArrayDataReference(block.Dots);
        for (int records = 1; records <= block.Count; records++)
        {
            for (int pairs = block.PairsWith[records]; pairs > 0; pairs--)
            {
                ref float row = ref Unsafe.Add(ref weight, pair * 2 * TLanes.Width);
                TLanes left = TLanes.Load(ref row), right = TLanes.Load(ref Unsafe.Add(ref row, TLanes.Width));
                for (int i = records; i > 0; i--)
                {
                    ref float target = ref Unsafe.Add(ref sum, (nint)(dot >> 16) * stride);
                    TLanes total = TLanes.MultiplyAdd(Input(ref input, dot), left, TLanes.Load(ref target));
                    TLanes.MultiplyAdd(Input(ref input, dot >> 8), right, total).Store(ref target);
                    dot = ref Unsafe.Add(ref dot, 1);
                }
                pair = ref Unsafe.Add(ref pair, 1);
            }
        }
    }

    [MethodImpl(Hot.Path)]
    public override void AddSteps(InkBlock block, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps, int stride)
    {
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float step = ref MemoryMarshal.GetReference(steps);
        ref ushort pair = ref MemoryMarshal.GetArrayDataReference(block.Pairs);
        ref uint dot = ref MemoryMarshal.GetArrayDataReference(block.Dots);
        for (int records = 1; records <= block.Count; records++)
        {
            for (int pairs = block.PairsWith[records]; pairs > 0; pairs--)
            {
                ref float row = ref Unsafe.Add(ref weight, pair * 2 * TLanes.Width), next = ref Unsafe.Add(ref row, TLanes.Width);
                TLanes left = TLanes.Load(ref row), right = TLanes.Load(ref next);
                for (int i = records; i > 0; i--)
                {
                    TLanes ofRecord = TLanes.Load(ref Unsafe.Add(ref step, (nint)(dot >> 16) * stride));
                    left = TLanes.MultiplyAdd(Input(ref input, dot), ofRecord, left);
                    right = TLanes.MultiplyAdd(Input(ref input, dot >> 8), ofRecord, right);
                    dot = ref Unsafe.Add(ref dot, 1);
                }
                left.Store(ref row);
                right.Store(ref next);
                pair = ref Unsafe.Add(ref pair, 1);
            }
        }
    }

    [MethodImpl(Hot.Path)]
    public override void AddRows(ReadOnlySpan<float> factors, ReadOnlySpan<float> rows, Span<float> sum, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        ref float target = ref MemoryMarshal.GetReference(sum);
        TLanes total = TLanes.Load(ref target);
        foreach (float factor in factors)
        {
            total = TLanes.MultiplyAdd(Vector512.Create(factor), TLanes.Load(ref row), total);
            row = ref Unsafe.Add(ref row, stride);
        }
        total.Store(ref target);
    }

    [MethodImpl(Hot.Path)]
    public override void AddDotProducts(ReadOnlySpan<float> rows, ReadOnlySpan<float> values, Span<float> sums, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        TLanes factors = TLanes.Load(ref MemoryMarshal.GetReference(values));
        foreach (ref float sum in sums)
        {
            sum += Vector512.Sum(TLanes.AddProducts(TLanes.Load(ref row), factors, Vector512<float>.Zero));
            row = ref Unsafe.Add(ref row, stride);
        }
    }

    [MethodImpl(Hot.Path)]
    public override void AddToRows(ReadOnlySpan<float> factors, Span<float> rows, ReadOnlySpan<float> values, int stride)
    {
        ref float row = ref MemoryMarshal.GetReference(rows);
        TLanes added = TLanes.Load(ref MemoryMarshal.GetReference(values));
        foreach (float factor in factors)
        {
            TLanes.MultiplyAdd(Vector512.Create(factor), added, TLanes.Load(ref row)).Store(ref row);
            row = ref Unsafe.Add(ref row, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Input(ref float inputs, uint level) => Vector512.Create(Unsafe.Add(ref inputs, (nint)(level & 255)));
}
