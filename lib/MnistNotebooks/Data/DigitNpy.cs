namespace MnistNotebooks.Data;

/// <summary>
/// Digits as two of NumPy's arrays: the pictures of the shape [records, 28, 28] or [records, 784], the labels of the shape [records].
/// numpy.save writes so what Keras gives for MNIST; KMNIST comes as .npz files of one array.
/// </summary>
public static class DigitNpy
{
    private const string Bytes = "|u1";

    /// <summary>
    /// Reads a file of pictures and the file of their labels, each .npy or .npz with one array. Numbers may be of any kind, if grey levels
    /// are whole, 0…255. Pictures as EMNIST has them, on their side, are read as they are: standard error says so, and
    /// <see cref="DigitSet.Transposed"/> turns them.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not such files, damaged ones, or two that don't belong together; the message says what is wrong where.
    /// </exception>
    public static DigitSet Read(string imagesPath, string labelsPath)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        (byte[] labels, string labelsName) = OneArray(labelsPath);
        (byte[] images, string imagesName) = OneArray(imagesPath);
        DigitSet digits = Parse(images, imagesName, labels, labelsName);
        Emnist.WarnOf(imagesPath, digits.Count);
        return digits;
    }

    /// <summary>Writes a file of pictures and a file of their labels.</summary>
    /// <remarks>Files that were there are replaced when both new ones are complete.</remarks>
    /// <exception cref="ArgumentException">Both paths are the same.</exception>
    public static void Write(string imagesPath, string labelsPath, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        ArgumentNullException.ThrowIfNull(digits);
        if (Path.GetFullPath(imagesPath) == Path.GetFullPath(labelsPath))
            throw new ArgumentException("Pictures and labels need a file each.", nameof(labelsPath));
        using WholeFile images = new(imagesPath), labels = new(labelsPath);
        Write(images, digits.Pixels, digits.Count, DigitSet.Side, DigitSet.Side);
        Write(labels, digits.Labels, digits.Count);
        images.Complete();
        labels.Complete();
    }

    /// <summary>Reads two arrays of an archive, such as x_train and y_train of Keras's mnist.npz.</summary>
    /// <exception cref="KeyNotFoundException">It has no such array.</exception>
    /// <exception cref="InvalidDataException">They are no pictures and labels, or damaged.</exception>
    internal static DigitSet Read(Npz archive, string images, string labels) =>
        Parse(archive.Content(images), archive.Label(images), archive.Content(labels), archive.Label(labels));

    private static void Write(WholeFile file, ReadOnlySpan<byte> values, params int[] shape)
    {
        file.Stream.Write(new NpyHeader(Bytes, ColumnByColumn: false, shape).ToBytes());
        file.Stream.Write(values);
    }

    private static (byte[] File, string Name) OneArray(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file is not [(byte)'P', (byte)'K', ..])
            return (file, path);
        var archive = Npz.Parse(file, path);
        return archive.Names is [var name]
            ? (archive.Content(name), archive.Label(name))
            : throw new InvalidDataException($"{path}: has {archive.Names.Count} arrays ({string.Join(", ", archive.Names)}); "
                + "one was expected. Mnist.Load reads Keras's mnist.npz, which has four.");
    }

    private static DigitSet Parse(byte[] images, string imagesName, byte[] labels, string labelsName)
    {
        byte[] digits = Levels(labels, labelsName, "[records]", shape => shape is [_] or [_, 1], "label", DigitSet.Classes - 1);
        byte[] pixels = Levels(images, imagesName, "[records, 28, 28] or [records, 784]",
            shape => shape is [_, DigitSet.Side, DigitSet.Side] or [_, DigitSet.PixelCount]
                or [_, DigitSet.Side, DigitSet.Side, 1] or [_, 1, DigitSet.Side, DigitSet.Side],
            "grey level", byte.MaxValue);
        DigitSet.RequireGreys(pixels, imagesName);
        int pictures = pixels.Length / DigitSet.PixelCount;
        return pictures == digits.Length
            ? new(pixels, digits)
            : throw new InvalidDataException($"{labelsName}: has {digits.Length} labels for the {pictures} pictures of {imagesName}; "
                + "there must be one for each.");
    }

    private static byte[] Levels(byte[] file, string name, string shape, Func<int[], bool> fits, string what, byte largest)
    {
        var content = NpyContent.Parse(file, name);
        if (!fits(content.Header.Shape))
            throw new InvalidDataException($"{name}: the shape is {content.Header.WrittenShape}; {shape} was expected.");
        byte[] levels = new byte[content.Count];
        // As Keras's arrays and our own are: nothing to convert, and mostly nothing to refuse.
        if (content.Header is { ValueType: Bytes, ColumnByColumn: false } && !content.Bytes.ContainsAnyExceptInRange((byte)0, largest))
        {
            content.Bytes.CopyTo(levels);
            return levels;
        }
        for (int i = 0; i < levels.Length; i++)
        {
            double level = content[i];
            if (!(level >= 0 && level <= largest) || level != Math.Floor(level))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{name}: record {(long)i * content.Header.Shape[0] / levels.Length} has the {what} {level}; ")
                    + $"whole numbers from 0 to {largest} were expected.");
            }
            levels[i] = (byte)level;
        }
        return levels;
    }
}
