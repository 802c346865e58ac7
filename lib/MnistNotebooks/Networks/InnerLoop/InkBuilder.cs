using System.Numerics;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>Cuts digits into <see cref="InkBlock"/>s.</summary>
internal sealed class InkBuilder
{
    private const int MaxRecords = InkBlock.MaxRecords;

    private static readonly float[] GreyLevels = [.. Enumerable.Range(0, 256)];

    private readonly int[] _records = new int[DigitSet.PixelCount];
    private readonly ushort[] _dots = new ushort[DigitSet.PixelCount * MaxRecords];
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

        int[] pixelsWith = new int[count + 1];
        foreach (int records in _records)
            pixelsWith[records]++;
        ushort[] pixels = Sorted(pixelsWith);
        ushort[] dots = new ushort[_records.Sum()];
        int filled = 0;
        foreach (int pixel in pixels)
        {
            _dots.AsSpan(pixel * MaxRecords, _records[pixel]).CopyTo(dots.AsSpan(filled));
            filled += _records[pixel];
        }
        var block = new InkBlock
        {
            Start = start,
            Count = count,
            Pixels = pixels,
            PixelsWith = pixelsWith,
            Dots = dots,
            Ink = ink,
            Overlaps = new(overlaps ? count : 0, MaxRecords),
        };
        if (overlaps)
            FillOverlaps(block);
        return block;
    }

    /// <summary>Adds one record's dots to its pixels; returns its ink.</summary>
    private int Turn(ReadOnlySpan<byte> pixels, int record)
    {
        int ink = 0;
        for (int i = 0; i < pixels.Length; i += Vector128<byte>.Count)
        {
            uint inked = ~Vector128.Equals(Vector128.Create(pixels.Slice(i, Vector128<byte>.Count)), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            for (; inked != 0; inked &= inked - 1)
            {
                int pixel = i + BitOperations.TrailingZeroCount(inked);
                _dots[pixel * MaxRecords + _records[pixel]++] = (ushort)(record << 8 | pixels[pixel]);
                ink += pixels[pixel];
            }
        }
        return ink;
    }

    /// <summary>The pixels with ink, by number of records (a counting sort).</summary>
    private ushort[] Sorted(int[] pixelsWith)
    {
        Span<int> next = stackalloc int[MaxRecords + 1];
        for (int records = 2; records < pixelsWith.Length; records++)
            next[records] = next[records - 1] + pixelsWith[records - 1];
        ushort[] pixels = new ushort[DigitSet.PixelCount - pixelsWith[0]];
        for (int pixel = 0; pixel < _records.Length; pixel++)
        {
            if (_records[pixel] > 0)
                pixels[next[_records[pixel]]++] = (ushort)pixel;
        }
        return pixels;
    }

    /// <summary>Overlaps are what a layer computes whose weights are the records' own pixels.</summary>
    private void FillOverlaps(InkBlock block)
    {
        int dot = 0;
        foreach (int pixel in block.Pixels)
        {
            Span<float> levels = _levels.Span.Slice(pixel * MaxRecords, MaxRecords);
            levels.Clear();
            for (int last = dot + _records[pixel]; dot < last; dot++)
                levels[block.Dots[dot] >> 8] = block.Dots[dot] & 255;
        }
        TileKernel.For(MaxRecords / Lane.Floats).AddProducts(block, GreyLevels, _levels.Span, block.Overlaps.From(0), MaxRecords);
    }
}
