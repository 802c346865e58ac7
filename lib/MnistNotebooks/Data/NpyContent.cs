using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>What a .npy file holds: its header, and the numbers as their bytes.</summary>
internal readonly ref struct NpyContent
{
    private static readonly string[] _types = ["f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "b1"];

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly char _kind;
    private readonly int _size;
    private readonly bool _isBigEndian;

    private NpyContent(NpyHeader header, ReadOnlySpan<byte> bytes, int size)
    {
        _bytes = bytes;
        (Header, _size, _isBigEndian) = (header, size, header.BigEndian);
        _kind = header.ValueType[1];
    }

    public NpyHeader Header { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count => _bytes.Length / _size;

    /// <summary>The numbers as they are stored, if they are unsigned bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>
    /// A number, in the order in which row after row of the last dimension is read (C's), whatever the order in the file. Integers beyond
    /// 2⁵³ are rounded.
    /// </summary>
    public double this[int i]
    {
        get
        {
            ReadOnlySpan<byte> bytes = _bytes.Slice((Header.ColumnByColumn ? PlaceByColumn(i) : i) * _size, _size);
            return (_kind, _size, _isBigEndian) switch
            {
                ('u' or 'b', 1, _) => bytes[0],
                ('i', 1, _) => (sbyte)bytes[0],
                ('f', 2, false) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                ('f', 2, true) => (double)BinaryPrimitives.ReadHalfBigEndian(bytes),
                ('f', 4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                ('f', 4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
                ('f', 8, false) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                ('f', 8, true) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
                ('i', 2, false) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
                ('i', 2, true) => BinaryPrimitives.ReadInt16BigEndian(bytes),
                ('u', 2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                ('u', 2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
                ('i', 4, false) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                ('i', 4, true) => BinaryPrimitives.ReadInt32BigEndian(bytes),
                ('u', 4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                ('u', 4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
                ('i', 8, false) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                ('i', 8, true) => BinaryPrimitives.ReadInt64BigEndian(bytes),
                ('u', 8, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
                _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
            };
        }
    }

    /// <summary>How many bytes a file with this header has behind it.</summary>
    /// <exception cref="InvalidDataException">The numbers are of a kind that is not read.</exception>
    public static long Length(NpyHeader header, string name) => CountOf(header) * SizeOf(header, name);

    /// <summary>How many numbers those are; any that a file can't hold is 2³² - 1.</summary>
    public static long CountOf(NpyHeader header) => header.Shape.Aggregate(1L, (product, side) => Math.Min(product * side, uint.MaxValue));

    /// <exception cref="InvalidDataException">No such file, a damaged one, or numbers of a kind that is not read.</exception>
    public static NpyContent Parse(ReadOnlySpan<byte> file, string name)
    {
        NpyHeader header = NpyHeader.Parse(file, name, out int start);
        long length = Length(header, name);
        ReadOnlySpan<byte> bytes = file[start..];
        int size = SizeOf(header, name);
        return length == bytes.Length
            ? new(header, bytes, size)
            : throw new InvalidDataException($"{name}: has {bytes.Length} bytes after its header of {start}; "
                + $"the shape {header.WrittenShape} needs {length / size} values of {size} {(size == 1 ? "byte" : "bytes")}.");
    }

    private static int SizeOf(NpyHeader header, string name)
    {
        if (header.ValueType is not (['<' or '>' or '|' or '=', ..] and { Length: 3 }) || !header.Holds(_types))
        {
            throw new InvalidDataException(
                $"{name}: holds values of the type '{header.ValueType}'; float16 to float64 ('<f2' to '<f8'), integers and bool are read.");
        }
        return header.ValueType[2] - '0';
    }

    // Fortran's order: the first index changes fastest.
    private int PlaceByColumn(int i)
    {
        int place = 0, stride = Count;
        for (int dimension = Header.Shape.Length - 1; dimension >= 0; dimension--)
        {
            int length = Header.Shape[dimension];
            stride /= length;
            place += i % length * stride;
            i /= length;
        }
        return place;
    }
}
