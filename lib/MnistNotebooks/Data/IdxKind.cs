using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>One of MNIST's two kinds of IDX file: unsigned bytes with a header of big-endian 32-bit numbers.</summary>
/// <param name="Magic">First number of the header: 0x08 for unsigned bytes, then the number of dimensions.</param>
/// <param name="Records">What the file holds, for messages.</param>
/// <param name="RecordSize">Bytes of a record.</param>
/// <param name="HeaderSize">Bytes before the first record.</param>
internal sealed record IdxKind(uint Magic, string Records, int RecordSize, int HeaderSize)
{
    /// <summary>Dimensions: count, 28 rows, 28 columns.</summary>
    public static IdxKind Pictures { get; } = new(0x803, "pictures", DigitSet.PixelCount, 16);

    /// <summary>Dimension: count.</summary>
    public static IdxKind Labels { get; } = new(0x801, "labels", 1, 8);

    /// <summary>The header of a file with the given number of records.</summary>
    public byte[] Header(int count)
    {
        byte[] header = new byte[HeaderSize];
        BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), count);
        for (int at = 8; at < HeaderSize; at += 4)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(at), DigitSet.Side);
        return header;
    }
}
