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
        ref ushort pixel = ref MemoryMarshal.GetArrayDataReference(block.Pixels);
        ref ushort dot = ref MemoryMarshal.GetArrayDataReference(block.Dots);
        for (int records = 1; records < block.PixelsWith.Length; records++)
        {
            for (int pixels = block.PixelsWith[records]; pixels > 0; pixels--)
            {
                TLanes row = TLanes.Load(ref Unsafe.Add(ref weight, pixel * TLanes.Width));
                for (int i = records; i > 0; i--)
                {
                    ref float target = ref Unsafe.Add(ref sum, (dot >> 8) * stride);
                    TLanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref input, dot & 255)), row, TLanes.Load(ref target)).Store(ref target);
                    dot = ref Unsafe.Add(ref dot, 1);
                }
                pixel = ref Unsafe.Add(ref pixel, 1);
            }
        }
    }

    [MethodImpl(Hot.Path)]
    public override void AddSteps(InkBlock block, ReadOnlySpan<float> inputs, Span<float> weights, ReadOnlySpan<float> steps, int stride)
    {
        ref float input = ref MemoryMarshal.GetReference(inputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref float step = ref MemoryMarshal.GetReference(steps);
        ref ushort pixel = ref MemoryMarshal.GetArrayDataReference(block.Pixels);
        ref ushort dot = ref MemoryMarshal.GetArrayDataReference(block.Dots);
        for (int records = 1; records < block.PixelsWith.Length; records++)
        {
            for (int pixels = block.PixelsWith[records]; pixels > 0; pixels--)
            {
                ref float target = ref Unsafe.Add(ref weight, pixel * TLanes.Width);
                TLanes row = TLanes.Load(ref target);
                for (int i = records; i > 0; i--)
                {
                    row = TLanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref input, dot & 255)), TLanes.Load(ref Unsafe.Add(ref step, (dot >> 8) * stride)), row);
                    dot = ref Unsafe.Add(ref dot, 1);
                }
                row.Store(ref target);
                pixel = ref Unsafe.Add(ref pixel, 1);
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
}
