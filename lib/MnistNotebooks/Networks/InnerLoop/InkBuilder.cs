using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Cuts digits into <see cref="InkBlock"/>s.</summary>
internal sealed class InkBuilder
{
    private const int MaxRecords = InkBlock.MaxRecords;
    private const int Pairs = DigitSet.PixelCount / 2;

    private static readonly float[] GreyLevels = [.. Enumerable.Range(0, 256)];

    private readonly int[] _records = new int[Pairs];
    private readonly uint[] _dots = new uint[Pairs * MaxRecords];
    private readonly AlignedFloats _levels = new(DigitSet.PixelCount * MaxRecords);

    /// <summary>
    /// Blocks of all records in order. A block never reaches over a multiple of <paramref name="recordsPerStep"/>,
    /// after which the weights change.
    /// </summary>
    /// <param name="digits">What to cut.</param>
    /// <param name="recordsPerStep">At least 1.</param>
    /// <param name="overlaps">Whether the blocks' overlaps are needed.</param>
    /// <param name="cores">How many threads may work on it; the blocks don't depend on it.</param>
    public static InkBlock[] Build(DigitSet digits, int recordsPerStep, bool overlaps, int cores)
    {
        var starts = new List<int>();
        for (int step = 0; step < digits.Count; step += recordsPerStep)
        {
            for (int start = step; start < Math.Min(digits.Count, step + recordsPerStep); start += MaxRecords)
                starts.Add(start);
        }
        var blocks = new InkBlock[starts.Count];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = cores }, () => new InkBuilder(), (i, _, builder) =>
        {
            int end = i + 1 < starts.Count ? starts[i + 1] : digits.Count;
            blocks[i] = builder.Block(digits, starts[i], end - starts[i], overlaps);
            return builder;
        }, _ => { });
        return blocks;
    }

    /// <summary>One block.</summary>
    public InkBlock Block(DigitSet digits, int start, int count, bool overlaps)
    {
        Array.Clear(_records);
        var ink = new AlignedFloats(MaxRecords);
        for (int record = 0; record < count; record++)
            ink[record] = Turn(digits.PixelsOf(start + record), record);

        int[] pairsWith = new int[count + 1];
        foreach (int records in _records)
            pairsWith[records]++;
        ushort[] pairs = Sorted(pairsWith);
        uint[] dots = new uint[_records.Sum()];
        int filled = 0;
        foreach (int pair in pairs)
        {
            _dots.AsSpan(pair * MaxRecords, _records[pair]).CopyTo(dots.AsSpan(filled));
            filled += _records[pair];
        }
        var block = new InkBlock
        {
            Start = start,
            Count = count,
            Pairs = pairs,
            PairsWith = pairsWith,
            Dots = dots,
            Ink = ink,
            Overlaps = new(overlaps ? count : 0, MaxRecords),
        };
        if (overlaps)
            FillOverlaps(block);
        return block;
    }

    /// <summary>Adds one record's dots to its pairs; returns its ink.</summary>
    private int Turn(ReadOnlySpan<byte> pixels, int record)
    {
        int ink = 0;
        for (int i = 0; i < pixels.Length; i += Vector128<byte>.Count)
        {
            Vector128<ushort> levels = Vector128.Create(pixels.Slice(i, Vector128<byte>.Count)).AsUInt16();
            uint inked = ~Vector128.Equals(levels, Vector128<ushort>.Zero).ExtractMostSignificantBits() & 0xFF;
            for (; inked != 0; inked &= inked - 1)
            {
                int pair = i / 2 + BitOperations.TrailingZeroCount(inked);
                uint both = BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * pair)..]);
                _dots[pair * MaxRecords + _records[pair]++] = (uint)record << 16 | both;
                ink += (int)((both & 255) + (both >> 8));
            }
        }
        return ink;
    }

    /// <summary>The pairs with ink, by number of records (a counting sort).</summary>
    private ushort[] Sorted(int[] pairsWith)
    {
        Span<int> next = stackalloc int[MaxRecords + 1];
        for (int records = 2; records < pairsWith.Length; records++)
            next[records] = next[records - 1] + pairsWith[records - 1];
        ushort[] pairs = new ushort[Pairs - pairsWith[0]];
        for (int pair = 0; pair < _records.Length; pair++)
        {
            if (_records[pair] > 0)
                pairs[next[_records[pair]]++] = (ushort)pair;
        }
        return pairs;
    }

    /// <summary>Overlaps are what a layer computes whose weights are the records' own pixels.</summary>
    private void FillOverlaps(InkBlock block)
    {
        int dot = 0;
        foreach (int pair in block.Pairs)
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
        TileKernel.For(MaxRecords / Lane.Floats).AddProducts(block, GreyLevels, _levels.Span, block.Overlaps.From(0), MaxRecords);
    }
}
