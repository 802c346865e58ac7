using System.Buffers.Binary;
using System.Text;

namespace MnistNotebooks.Data;

/// <summary>Goes from chunk to chunk of a PNG file and checks the sum at the end of each.</summary>
internal sealed class PngChunks(PictureInput input)
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private uint _sum;
    private uint _length;
    private uint _left;
    private long _start;

    /// <summary>The chunk's name: four letters.</summary>
    public string Type { get; private set; } = "";

    /// <summary>A picture can't be read without understanding this chunk.</summary>
    public bool IsCritical => char.IsAsciiLetterUpper(Type[0]);

    /// <summary>Starts the next chunk. The one before must have been read or skipped to its end.</summary>
    public void Next()
    {
        _start = input.Position;
        Span<byte> head = _buffer.AsSpan(0, 8);
        if (input.Read(head) < head.Length)
            throw input.Bad($"is truncated: it ends after {input.Position} bytes without the chunk IEND");
        Type = Encoding.ASCII.GetString(head[4..]);
        if (!Type.All(char.IsAsciiLetter))
            throw input.Bad($"is damaged: no chunk has the name {Convert.ToHexString(head[4..])} at byte {_start + 4}");
        _length = _left = BinaryPrimitives.ReadUInt32BigEndian(head);
        _sum = Crc32.Of(head[4..]);
    }

    /// <summary>Some more of the chunk's data; nothing at its end, which then was checked.</summary>
    public ReadOnlySpan<byte> ReadPart()
    {
        Span<byte> part = _buffer.AsSpan(0, (int)Math.Min(_left, _buffer.Length));
        if (input.Read(part) < part.Length)
            throw Truncated();
        _left -= (uint)part.Length;
        _sum = Crc32.Of(part, _sum);
        if (part.IsEmpty)
            CheckSum();
        return part;
    }

    /// <summary>All data of a chunk that can't be large.</summary>
    public byte[] ReadWhole(int most)
    {
        if (_length > most)
            throw input.Bad($"has a chunk {Type} of {_length} bytes at byte {_start}; it can have {most} at most");
        byte[] data = ReadPart().ToArray();
        Skip();
        return data;
    }

    /// <summary>To the end of the chunk.</summary>
    public void Skip()
    {
        while (!ReadPart().IsEmpty)
        {
        }
    }

    private void CheckSum()
    {
        Span<byte> stored = stackalloc byte[4];
        if (input.Read(stored) < stored.Length)
            throw Truncated();
        if (BinaryPrimitives.ReadUInt32BigEndian(stored) is uint expected && expected != _sum)
            throw input.Bad($"is damaged: the checksum (CRC) of its chunk {Type} at byte {_start} is {_sum:X8}, "
                + $"but {expected:X8} is stored");
    }

    private InvalidDataException Truncated() =>
        input.Bad($"is truncated: it ends after {input.Position} bytes, in the chunk {Type} at "
            + $"byte {_start}, which has {_length} bytes of data");
}
