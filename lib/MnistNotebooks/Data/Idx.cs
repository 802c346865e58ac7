using System.Buffers.Binary;
using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>
/// The IDX files in which MNIST is published: one with pictures, one with labels, each plain or packed with gzip.
/// Format: a big-endian header (0x00000803, count, 28, 28 or 0x00000801, count), then unsigned bytes.
/// </summary>
internal static class Idx
{
    /// <summary>Reads a file of pictures and the file of their labels; what is packed with gzip is recognised by its first bytes.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not such files, damaged ones, or two that don't belong together; the message says what is wrong where.
    /// </exception>
    public static DigitSet Read(string imagesPath, string labelsPath)
    {
        byte[] labels = IdxInput.ReadRecords(labelsPath, IdxKind.Labels);
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(DigitSet.Classes - 1));
        if (wrong >= 0)
        {
            throw new InvalidDataException($"{labelsPath}: record {wrong} (byte {IdxKind.Labels.HeaderSize + wrong}) has the label "
                + $"{labels[wrong]}; labels are 0 to 9.");
        }

        byte[] pixels = IdxInput.ReadRecords(imagesPath, IdxKind.Pictures);
        int pictures = pixels.Length / DigitSet.PixelCount;
        if (pictures != labels.Length)
        {
            throw new InvalidDataException($"{labelsPath}: has {labels.Length} labels for the {pictures} pictures of {imagesPath}; "
                + "there must be one for each.");
        }
        DigitSet.RequireGreys(pixels, imagesPath);
        return new(pixels, labels);
    }

    /// <summary>Writes a file of pictures and a file of their labels, each packed with gzip if its name ends in <c>.gz</c>.</summary>
    /// <remarks>Files that were there are replaced when both new ones are complete.</remarks>
    /// <exception cref="ArgumentException">Both paths are the same.</exception>
    public static void Write(string imagesPath, string labelsPath, DigitSet digits)
    {
        if (Path.GetFullPath(imagesPath) == Path.GetFullPath(labelsPath))
            throw new ArgumentException("Pictures and labels need a file each.", nameof(labelsPath));
        using WholeFile images = new(imagesPath), labels = new(labelsPath);
        Write(images, IdxKind.Pictures.Header(digits.Count), digits.Pixels, IsPacked(imagesPath));
        Write(labels, IdxKind.Labels.Header(digits.Count), digits.Labels, IsPacked(labelsPath));
        images.Complete();
        labels.Complete();
    }

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static void Write(WholeFile file, byte[] header, ReadOnlySpan<byte> records, bool pack)
    {
        using Stream content = pack ? new GZipStream(file.Stream, CompressionLevel.Optimal) : file.Stream;
        content.Write(header);
        content.Write(records);
    }
}

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

/// <summary>An IDX file being read, plain or packed with gzip, whichever its first bytes show.</summary>
internal sealed class IdxInput : IDisposable
{
    private readonly UnpackedFile _file;

    private IdxInput(string path) => _file = new(path);

    /// <summary>All records of a file, one after the other.</summary>
    /// <exception cref="InvalidDataException">
    /// Not such a file, a damaged one, or one of more records than <paramref name="most"/>.
    /// </exception>
    public static byte[] ReadRecords(string path, IdxKind kind, int most = int.MaxValue)
    {
        using var input = new IdxInput(path);
        int readable = input._file.IsPacked ? UnpackedFile.MostPackedRecords : Array.MaxLength / kind.RecordSize;
        int count = input.ReadHeader(kind, Math.Min(most, readable));
        byte[] records = input.ReadRecords(kind, count);
        input.RequireEnd(kind, count);
        return records;
    }

    public void Dispose() => _file.Dispose();

    private int ReadHeader(IdxKind kind, int most)
    {
        byte[] header = new byte[kind.HeaderSize];
        int read = _file.Read(header);
        if (read == 0)
            throw _file.Bad(_file.IsPacked ? "is a damaged gzip file" : "is empty");
        if (read >= 4 && BinaryPrimitives.ReadUInt32BigEndian(header) is uint magic && magic != kind.Magic)
        {
            throw _file.Bad(FileKind.Name(_file.Start.Span)
                ?? $"starts with the number 0x{magic:X8}; an IDX file of {kind.Records} starts with 0x{kind.Magic:X8}");
        }
        if (read < header.Length)
            throw _file.Bad($"ends after {read} bytes; the header of an IDX file of {kind.Records} alone has {header.Length}");

        if (!header.AsSpan(8).SequenceEqual(kind.Header(0).AsSpan(8)))
        {
            uint rows = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
            uint columns = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
            throw _file.Bad($"has pictures of {rows}×{columns} pixels (bytes 8 to 15); {DigitSet.Side}×{DigitSet.Side} were expected");
        }
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (count > most)
            throw _file.Bad($"says it has {count} {kind.Records} (bytes 4 to 7); at most {most} can be read");
        return (int)count;
    }

    private byte[] ReadRecords(IdxKind kind, int count)
    {
        int size = count * kind.RecordSize;
        // A header may say anything; memory beyond a multiple of the file's size is taken only as records arrive.
        byte[] records = new byte[Math.Min(size, 16 * _file.PackedLength)];
        int read = _file.Read(records);
        while (read == records.Length && read < size)
        {
            Array.Resize(ref records, (int)Math.Min(size, 2L * read));
            read += _file.Read(records.AsSpan(read));
        }
        if (read < size)
        {
            throw _file.Bad($"ends after byte {kind.HeaderSize + read}, in record {read / kind.RecordSize}; "
                + $"its {count} {kind.Records} need {(long)kind.HeaderSize + size} bytes");
        }
        return records;
    }

    // Reading on also finds a gzip file that was cut off behind its last record.
    private void RequireEnd(IdxKind kind, int count)
    {
        if (_file.Read(new byte[1]) > 0)
        {
            throw _file.Bad(
                $"goes on after its {count} {kind.Records}, which end with byte {kind.HeaderSize + (long)count * kind.RecordSize}");
        }
    }
}
