using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>
/// NumPy's file of one array, .npy: float32 and float64, one or two dimensions. Reads the format versions 1.0 to 3.0 in either
/// byte order and stored by row or by column; writes the bytes that numpy.save writes.
/// </summary>
public static class Npy
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not such a file, a damaged one, or an array of another type or more dimensions.</exception>
    public static NpyArray Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Writes a file; one that was there is replaced when the new one is complete.</summary>
    public static void Save(string path, NpyArray array)
    {
        using var file = new WholeFile(path);
        Write(file.Stream, array);
        file.Complete();
    }

    internal static void Write(Stream stream, NpyArray array)
    {
        int size = SizeOf(array.Type);
        stream.Write(new NpyHeader($"<f{size}", ColumnByColumn: false, [.. array.Shape]).ToBytes());
        byte[] bytes = new byte[array.Values.Length * size];
        for (int i = 0; i < array.Values.Length; i++)
        {
            if (array.Type == NpyType.SinglePrecision)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)array.Values[i]);
            else
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), array.Values[i]);
        }
        stream.Write(bytes);
    }

    internal static NpyArray Parse(ReadOnlySpan<byte> file, string name)
    {
        NpyHeader header = NpyHeader.Parse(file, name, out int start);
        if (header.ValueType is not (['<' or '>', ..] and { Length: 3 }) || !header.Holds("f4", "f8"))
            throw new InvalidDataException($"{name}: holds values of the type '{header.ValueType}'; float32 ('<f4') and float64 ('<f8') are read.");
        if (header.Shape.Length is not (1 or 2))
            throw new InvalidDataException($"{name}: the shape is {header.WrittenShape}; arrays of one or two dimensions are read.");
        NpyType type = header.Holds("f4") ? NpyType.SinglePrecision : NpyType.DoublePrecision;
        int size = SizeOf(type);
        long count = header.Shape.Aggregate(1L, (product, side) => product * side);
        ReadOnlySpan<byte> bytes = file[start..];
        // Two dimensions of an int each can't overflow a long, and eight times their product is compared only if it is small.
        if (count > bytes.Length || count * size != bytes.Length)
            throw new InvalidDataException($"{name}: has {bytes.Length} bytes after its header of {start}; the shape {NpyArray.ShapeText(header.Shape)} needs {count} values of {size} bytes.");

        double[] values = new double[count];
        int rows = header.Shape[0], columns = header.Shape.Length == 2 ? header.Shape[1] : 1;
        for (int i = 0; i < values.Length; i++)
        {
            int place = header.ColumnByColumn ? i % rows * columns + i / rows : i;
            values[place] = Value(bytes[(i * size)..], type, header.BigEndian);
        }
        return new(values, header.Shape, type, name);
    }

    private static int SizeOf(NpyType type) => type == NpyType.SinglePrecision ? 4 : 8;

    private static double Value(ReadOnlySpan<byte> bytes, NpyType type, bool bigEndian) => (type, bigEndian) switch
    {
        (NpyType.SinglePrecision, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (NpyType.SinglePrecision, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
    };
}
