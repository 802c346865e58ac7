using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistNotebooks.Data;

namespace MnistNotebooks.Networks.Fast;

/// <summary>
/// Digits without their zeros: of each record the pairs of neighbouring pixels that are not both blank, which are half as many bytes as the
/// picture. Found once for a set, however many networks learn from it.
/// </summary>
internal sealed class SparseDigits
{
    /// <summary>Pairs of neighbouring pixels in a picture.</summary>
    public const int PairCount = DigitSet.PixelCount / 2;

    // A picture is looked through 32 pairs at a time; the last 32 begin early enough to end with the picture.
    private const int PairsAtOnce = 32;

    private const int RecordsPerPart = 1024;

    private static readonly ConditionalWeakTable<DigitSet, SparseDigits> _known = [];

    private readonly DigitSet _digits;
    private readonly uint[][] _pairs;
    private readonly int[] _ends;
    private readonly int[] _sums;

    private SparseDigits(DigitSet digits)
    {
        _digits = digits;
        _ends = new int[digits.Count];
        _sums = new int[digits.Count];
        _pairs = new uint[(digits.Count + RecordsPerPart - 1) / RecordsPerPart][];
        for (int part = 0; part < _pairs.Length; part++)
            ReadPart(part);
    }

    /// <summary>Number of records.</summary>
    public int Count => _digits.Count;

    /// <summary>The set's nonzeros; the same for the same set as long as this is in memory.</summary>
    public static SparseDigits Of(DigitSet digits) => _known.GetValue(digits, static set => new(set));

    /// <summary>The nonzeros of a set that is used once.</summary>
    public static SparseDigits Once(DigitSet digits) => new(digits);

    public byte LabelOf(int record) => _digits.Labels[record];

    /// <summary>Sum of a record's grey levels.</summary>
    public int SumOf(int record) => _sums[record];

    /// <summary>A record's pairs, pair p being pixels 2p and 2p + 1: 65,536 · p + 256 · (right grey level) + (left grey level).</summary>
    public ReadOnlySpan<uint> PairsOf(int record)
    {
        int start = record % RecordsPerPart == 0 ? 0 : _ends[record - 1];
        return _pairs[record / RecordsPerPart].AsSpan(start, _ends[record] - start);
    }

    private void ReadPart(int part)
    {
        int first = part * RecordsPerPart, count = Math.Min(RecordsPerPart, Count - first), end = 0;
        uint[] pairs = new uint[Math.Max(count / 4, 1) * PairCount];
        for (int record = first; record < first + count; record++)
        {
            if (pairs.Length < end + PairCount)
                Array.Resize(ref pairs, 2 * pairs.Length + PairCount);
            (_sums[record], int added) = Read(_digits.PixelsOf(record), pairs.AsSpan(end));
            _ends[record] = end += added;
        }
        _pairs[part] = pairs;
    }

    /// <summary>Finds the pairs of a picture; returns the sum of its grey levels, and how many pairs it has.</summary>
    [MethodImpl(Lanes.Hot)]
    public static (int Sum, int Pairs) Read(ReadOnlySpan<byte> pixels, Span<uint> pairs)
    {
        int sum = 0, count = 0;
        ref byte pixel = ref MemoryMarshal.GetReference(pixels);
        for (int look = 0; look < PairCount; look += PairsAtOnce)
        {
            int first = Math.Min(look, PairCount - PairsAtOnce);
            Vector512<ushort> levels = Vector512.Create(pixels.Slice(2 * first, 2 * PairsAtOnce)).AsUInt16();
            uint seen = (1u << (look - first)) - 1;
            uint nonzero = (uint)~Vector512.Equals(levels, Vector512<ushort>.Zero).ExtractMostSignificantBits() & ~seen;
            for (; nonzero != 0; nonzero &= nonzero - 1)
            {
                int pair = first + BitOperations.TrailingZeroCount(nonzero);
                uint left = Unsafe.Add(ref pixel, 2 * pair), right = Unsafe.Add(ref pixel, 2 * pair + 1);
                pairs[count++] = (uint)pair << 16 | right << 8 | left;
                sum += (int)(left + right);
            }
        }
        return (sum, count);
    }
}
