using System.Buffers.Binary;
using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>An IDX file being read, plain or packed with gzip, whichever its first bytes show.</summary>
internal sealed class IdxInput : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Stream _content;

    private IdxInput(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        IsPacked = _file.ReadByte() == 0x1f && _file.ReadByte() == 0x8b;
        _file.Position = 0;
        _content = IsPacked ? new GZipStream(_file, CompressionMode.Decompress) : _file;
    }

    private bool IsPacked { get; }

    /// <summary>All records of a file, one after the other.</summary>
    /// <exception cref="InvalidDataException">Not such a file, a damaged one, or one of more records than <paramref name="most"/>.</exception>
    public static byte[] ReadRecords(string path, IdxKind kind, int most = int.MaxValue)
    {
        using var input = new IdxInput(path);
        int count = input.ReadHeader(kind, Math.Min(most, Array.MaxLength / kind.RecordSize));
        byte[] records = input.ReadRecords(kind, count);
        input.RequireEnd(kind, count);
        return records;
    }

    public void Dispose() => _content.Dispose();

    private int ReadHeader(IdxKind kind, int most)
    {
        byte[] header = new byte[kind.HeaderSize];
        int read = Read(header);
        if (read == 0)
            throw Bad(IsPacked ? "is a damaged gzip file" : "is empty");
        if (read >= 4 && BinaryPrimitives.ReadUInt32BigEndian(header) is uint magic && magic != kind.Magic)
            throw Bad($"starts with the number 0x{magic:X8}; an IDX file of {kind.Records} starts with 0x{kind.Magic:X8}");
        if (read < header.Length)
            throw Bad($"ends after {read} bytes; the header of an IDX file of {kind.Records} alone has {header.Length}");

        if (!header.AsSpan(8).SequenceEqual(kind.Header(0).AsSpan(8)))
        {
            var (rows, columns) = (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12)));
            throw Bad($"has pictures of {rows}×{columns} pixels (bytes 8 to 15); {DigitSet.Side}×{DigitSet.Side} were expected");
        }
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (count > most)
            throw Bad($"says it has {count} {kind.Records} (bytes 4 to 7); at most {most} can be read");
        return (int)count;
    }

    private byte[] ReadRecords(IdxKind kind, int count)
    {
        int size = count * kind.RecordSize;
        // A header may say anything; memory beyond a multiple of the file's size is taken only as records arrive.
        byte[] records = new byte[Math.Min(size, 16 * _file.Length)];
        int read = Read(records);
        while (read == records.Length && read < size)
        {
            Array.Resize(ref records, (int)Math.Min(size, 2L * read));
            read += Read(records.AsSpan(read));
        }
        if (read < size)
            throw Bad($"ends after byte {kind.HeaderSize + read}, in record {read / kind.RecordSize}; its {count} {kind.Records} need {(long)kind.HeaderSize + size} bytes");
        return records;
    }

    private void RequireEnd(IdxKind kind, int count)
    {
        long end = kind.HeaderSize + (long)count * kind.RecordSize;
        if (Read(new byte[1]) > 0)
            throw Bad($"goes on after its {count} {kind.Records}, which end with byte {end}");
        if (!IsPacked)
            return;

        // GZipStream takes a missing end for the end; gzip's last four bytes give the length of what was packed.
        byte[] trailer = new byte[4];
        _file.Position = _file.Length - trailer.Length;
        _file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != (uint)end)
            throw Bad($"is a damaged gzip file: it should end with the length {(uint)end} of its content");
    }

    private int Read(Span<byte> buffer)
    {
        try
        {
            return _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{_path}: is a damaged gzip file.", damage);
        }
    }

    private InvalidDataException Bad(string what) => new($"{_path}: {what}.");
}
