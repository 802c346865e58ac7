using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Fills <see cref="InkBlock"/>s, one at a time.</summary>
internal sealed class InkBuilder
{
    private const int MaxRecords = InkBlock.MaxRecords, PairCount = InkBlock.PairCount;

    private static readonly float[] GreyLevels = [.. Enumerable.Range(0, 256)];

    private readonly int[] _records = new int[PairCount];
    private readonly uint[] _dots = new uint[PairCount * MaxRecords];
    private AlignedFloats? _levels;

    /// <summary>Fills a block with records of a set.</summary>
    /// <param name="block">What it held before is overwritten.</param>
    /// <param name="digits">The set.</param>
    /// <param name="order">The set's records in the order of training; empty for the set's own.</param>
    /// <param name="start">Place of the block's first record in this order.</param>
    /// <param name="count">Number of records, 1…<see cref="InkBlock.MaxRecords"/>.</param>
    [MethodImpl(Hot.Path)]
    public void Fill(InkBlock block, InkedDigits digits, ReadOnlySpan<int> order, int start, int count)
    {
        Array.Clear(_records);
        block.Start = start;
        block.Count = count;
        block.Ink.Span.Clear();
        for (int record = 0; record < count; record++)
        {
            int number = order.IsEmpty ? start + record : order[start + record];
            block.Labels[record] = digits.LabelOf(number);
            block.Ink[record] = digits.InkOf(number);
            Add(digits.PairsOf(number), record);
        }
        CopyDots(block, Sort(block));
        if (block.Overlaps is Rows overlaps)
            FillOverlaps(block, overlaps);
    }

    /// <summary>Adds one record's dots to its pairs.</summary>
    [MethodImpl(Hot.Path)]
    private void Add(ReadOnlySpan<uint> pairs, int record)
    {
        ref int records = ref MemoryMarshal.GetArrayDataReference(_records);
        ref uint dots = ref MemoryMarshal.GetArrayDataReference(_dots);
        uint place = (uint)record << 16;
        foreach (uint inked in pairs)
        {
            uint pair = inked >> 16;
            ref int count = ref Unsafe.Add(ref records, pair);
            Unsafe.Add(ref dots, pair * MaxRecords + (uint)count) = place | (ushort)inked;
            count++;
        }
    }

    /// <summary>Lists the pairs with ink by number of records (a counting sort); returns the number of dots.</summary>
    [MethodImpl(Hot.Path)]
    private int Sort(InkBlock block)
    {
        int[] pairsWith = block.PairsWith;
        Array.Clear(pairsWith);
        foreach (int records in _records)
            pairsWith[records]++;
        int dots = 0;
        Span<int> next = stackalloc int[MaxRecords + 1];
        for (int records = 1; records < MaxRecords; records++)
        {
            dots += records * pairsWith[records];
            next[records + 1] = next[records] + pairsWith[records];
        }
        for (int pair = 0; pair < _records.Length; pair++)
        {
            if (_records[pair] > 0)
                block.Pairs[next[_records[pair]]++] = (ushort)pair;
        }
        return dots + MaxRecords * pairsWith[MaxRecords];
    }

    /// <summary>
    /// Moves the dots together in the order of the pairs: a half or all of those that a pair can have, of which the next pair overwrites those too many.
    /// </summary>
    [MethodImpl(Hot.Path)]
    private void CopyDots(InkBlock block, int dots)
    {
        if (block.Dots.Length < dots + MaxRecords)
            block.Dots = new uint[dots + MaxRecords];
        ref uint source = ref MemoryMarshal.GetArrayDataReference(_dots);
        ref uint target = ref MemoryMarshal.GetArrayDataReference(block.Dots);
        foreach (ushort pair in block.InkedPairs)
        {
            ref uint from = ref Unsafe.Add(ref source, pair * MaxRecords);
            Vector512.LoadUnsafe(ref from).StoreUnsafe(ref target);
            if (_records[pair] > MaxRecords / 2)
                Vector512.LoadUnsafe(ref from, MaxRecords / 2).StoreUnsafe(ref target, MaxRecords / 2);
            target = ref Unsafe.Add(ref target, _records[pair]);
        }
    }

    /// <summary>Overlaps are what a layer computes whose weights are the records' own pixels.</summary>
    [MethodImpl(Hot.Path)]
    private void FillOverlaps(InkBlock block, Rows overlaps)
    {
        _levels ??= new(DigitSet.PixelCount * MaxRecords);
        int dot = 0;
        foreach (ushort pair in block.InkedPairs)
        {
            Span<float> both = _levels.Span.Slice(2 * pair * MaxRecords, 2 * MaxRecords);
            both.Clear();
            for (int last = dot + _records[pair]; dot < last; dot++)
            {
                int record = (int)(block.Dots[dot] >> 16);
                both[record] = block.Dots[dot] & 255;
                both[MaxRecords + record] = block.Dots[dot] >> 8 & 255;
            }
        }
        overlaps.From(0).Clear();
        TileKernel.For(MaxRecords / Lane.Floats).AddProducts(block, GreyLevels, _levels.Span, overlaps.From(0), MaxRecords);
    }
}
