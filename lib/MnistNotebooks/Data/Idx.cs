using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>
/// The IDX files in which MNIST is published: one with pictures, one with labels, each plain or packed with gzip.
/// Format: a big-endian header (0x00000803, count, 28, 28 or 0x00000801, count), then unsigned bytes.
/// </summary>
public static class Idx
{
    /// <summary>Reads a file of pictures and the file of their labels; what is packed with gzip is recognised by its first bytes.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not such files, damaged ones, or two that don't belong together; the message says what is wrong where.</exception>
    public static DigitSet Read(string imagesPath, string labelsPath)
    {
        byte[] labels = IdxInput.ReadRecords(labelsPath, IdxKind.Labels);
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(DigitSet.Classes - 1));
        if (wrong >= 0)
            throw new InvalidDataException($"{labelsPath}: record {wrong} (byte {IdxKind.Labels.HeaderSize + wrong}) has the label {labels[wrong]}; labels are 0 to 9.");

        byte[] pixels = IdxInput.ReadRecords(imagesPath, IdxKind.Pictures);
        int pictures = pixels.Length / DigitSet.PixelCount;
        if (pictures != labels.Length)
            throw new InvalidDataException($"{labelsPath}: has {labels.Length} labels for the {pictures} pictures of {imagesPath}; there must be one for each.");
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
