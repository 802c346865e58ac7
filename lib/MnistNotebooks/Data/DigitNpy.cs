namespace MnistNotebooks.Data;

/// <summary>
/// Digits as two of NumPy's files: the pictures as unsigned bytes of the shape [records, 28, 28], the labels as unsigned bytes of the shape
/// [records]. So numpy.save writes the arrays that Keras gives for MNIST.
/// </summary>
public static class DigitNpy
{
    private const string Bytes = "|u1";

    /// <summary>Reads a file of pictures and the file of their labels.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not such files, damaged ones, or two that don't belong together; the message says what is wrong where.
    /// </exception>
    public static DigitSet Read(string imagesPath, string labelsPath)
    {
        ReadOnlyMemory<byte> labels = Read(labelsPath, "[records]", shape => shape.Length == 1);
        int wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(DigitSet.Classes - 1));
        if (wrong >= 0)
            throw new InvalidDataException($"{labelsPath}: record {wrong} has the label {labels.Span[wrong]}; labels are 0 to 9.");
        ReadOnlyMemory<byte> pixels = Read(imagesPath, "[records, 28, 28]", shape => shape is [_, DigitSet.Side, DigitSet.Side]);
        int pictures = pixels.Length / DigitSet.PixelCount;
        return pictures == labels.Length
            ? new(pixels, labels)
            : throw new InvalidDataException($"{labelsPath}: has {labels.Length} labels for the {pictures} pictures of {imagesPath}; "
                + "there must be one for each.");
    }

    /// <summary>Writes a file of pictures and a file of their labels.</summary>
    /// <remarks>Files that were there are replaced when both new ones are complete.</remarks>
    /// <exception cref="ArgumentException">Both paths are the same.</exception>
    public static void Write(string imagesPath, string labelsPath, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (Path.GetFullPath(imagesPath) == Path.GetFullPath(labelsPath))
            throw new ArgumentException("Pictures and labels need a file each.", nameof(labelsPath));
        using WholeFile images = new(imagesPath), labels = new(labelsPath);
        Write(images, digits.Pixels, digits.Count, DigitSet.Side, DigitSet.Side);
        Write(labels, digits.Labels, digits.Count);
        images.Complete();
        labels.Complete();
    }

    private static void Write(WholeFile file, ReadOnlySpan<byte> values, params int[] shape)
    {
        file.Stream.Write(new NpyHeader(Bytes, ColumnByColumn: false, shape).ToBytes());
        file.Stream.Write(values);
    }

    private static ReadOnlyMemory<byte> Read(string path, string expected, Func<int[], bool> fits)
    {
        byte[] file = File.ReadAllBytes(path);
        NpyHeader header = NpyHeader.Parse(file, path, out int start);
        if (header.ValueType != Bytes)
        {
            throw new InvalidDataException(
                $"{path}: holds values of the type '{header.ValueType}'; unsigned bytes ('{Bytes}') were expected.");
        }
        if (!fits(header.Shape))
            throw new InvalidDataException($"{path}: the shape is {header.WrittenShape}; {expected} was expected.");
        if (header.ColumnByColumn)
            throw new InvalidDataException($"{path}: is stored column by column; row by row was expected.");
        long count = header.Shape.Aggregate(1L, (product, side) => product * side);
        return count == file.Length - start
            ? file.AsMemory(start)
            : throw new InvalidDataException(
                $"{path}: has {file.Length - start} bytes after its header of {start}; the shape {header.WrittenShape} needs {count}.");
    }
}
