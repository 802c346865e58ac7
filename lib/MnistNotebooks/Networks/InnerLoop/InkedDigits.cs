using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.InnerLoop;

/// <summary>
/// Digits without their paper: for every record the pairs of neighbouring pixels that have ink, which are half as many bytes as the picture
/// and are found at once however often they are needed.
/// </summary>
internal sealed class InkedDigits
{
    private const int PartRecords = 1024;

    private Part[] _parts = [];
    private DigitSet _digits = new(default, default);

    /// <summary>Number of records.</summary>
    public int Count => _digits.Count;

    /// <summary>The ink of a set.</summary>
    /// <param name="digits">The set.</param>
    /// <param name="cores">How many may work on it.</param>
    public static InkedDigits Of(DigitSet digits, int cores)
    {
        var inked = new InkedDigits();
        inked.Read(digits, cores);
        return inked;
    }

    /// <summary>Takes the ink of a set in place of what was there before; nothing is to be done when it is the same set.</summary>
    /// <param name="digits">The set.</param>
    /// <param name="cores">How many may work on it.</param>
    public void Read(DigitSet digits, int cores)
    {
        if (ReferenceEquals(_digits, digits))
            return;
        _digits = digits;
        int parts = (digits.Count + PartRecords - 1) / PartRecords;
        if (_parts.Length < parts)
            _parts = [.. _parts, .. Enumerable.Range(_parts.Length, parts - _parts.Length).Select(_ => new Part())];
        if (parts == 1)
            ReadPart(0);
        else
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = cores }, ReadPart);
    }

    public byte LabelOf(int record) => _digits.Labels[record];

    /// <summary>Sum of a record's grey levels.</summary>
    public int InkOf(int record) => _parts[record / PartRecords].InkOf(record % PartRecords);

    /// <summary>
    /// A record's pairs with ink, pair p being pixels 2p and 2p + 1: 65,536 · p + 256 · (right grey level) + (left grey level).
    /// </summary>
    public ReadOnlySpan<uint> PairsOf(int record) => _parts[record / PartRecords].PairsOf(record % PartRecords);

    private void ReadPart(int part)
    {
        int first = part * PartRecords;
        _parts[part].Read(_digits, first, Math.Min(PartRecords, _digits.Count - first));
    }

    private sealed class Part
    {
        // A picture is looked through 32 pairs at a time; the last 32 begin early enough to end with the picture.
        private const int PairsAtOnce = 32;

        private readonly int[] _ink = new int[PartRecords];
        private readonly int[] _ends = new int[PartRecords];
        private uint[] _pairs = [];

        public int InkOf(int record) => _ink[record];

        public ReadOnlySpan<uint> PairsOf(int record)
        {
            int start = record == 0 ? 0 : _ends[record - 1];
            return _pairs.AsSpan(start, _ends[record] - start);
        }

        [MethodImpl(Hot.Path)]
        public void Read(DigitSet digits, int first, int count)
        {
            int end = 0;
            for (int record = 0; record < count; record++)
            {
                if (_pairs.Length < end + InkBlock.PairCount)
                    Array.Resize(ref _pairs, (end + InkBlock.PairCount) * count / (record + 1));
                (_ink[record], int pairs) = Read(digits.PixelsOf(first + record), _pairs.AsSpan(end));
                _ends[record] = end += pairs;
            }
        }

        /// <summary>The ink of a picture, and how many pairs have it.</summary>
        [MethodImpl(Hot.Path)]
        private static (int Ink, int Pairs) Read(ReadOnlySpan<byte> pixels, Span<uint> pairs)
        {
            int ink = 0, count = 0;
            ref byte pixel = ref MemoryMarshal.GetReference(pixels);
            for (int look = 0; look < InkBlock.PairCount; look += PairsAtOnce)
            {
                int first = Math.Min(look, InkBlock.PairCount - PairsAtOnce);
                Vector512<ushort> levels = Vector512.Create(pixels.Slice(2 * first, 2 * PairsAtOnce)).AsUInt16();
                uint seen = (1u << (look - first)) - 1;
                uint inked = (uint)~Vector512.Equals(levels, Vector512<ushort>.Zero).ExtractMostSignificantBits() & ~seen;
                for (; inked != 0; inked &= inked - 1)
                {
                    int pair = first + BitOperations.TrailingZeroCount(inked);
                    uint left = Unsafe.Add(ref pixel, 2 * pair), right = Unsafe.Add(ref pixel, 2 * pair + 1);
                    pairs[count++] = (uint)pair << 16 | right << 8 | left;
                    ink += (int)(left + right);
                }
            }
            return (ink, count);
        }
    }
}
