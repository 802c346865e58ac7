using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>
/// NumPy's file of one array, .npy. Reads numbers of every kind (float16 to float64, integers, bool), one or two dimensions, the format
/// versions 1.0 to 3.0 in either byte order and stored by row or by column; writes float32, float64 and int8 with the bytes that
/// numpy.save writes.
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
        ArgumentNullException.ThrowIfNull(array);
        using var file = new WholeFile(path);
        Write(file.Stream, array);
        file.Complete();
    }

    internal static void Write(Stream stream, NpyArray array)
    {
        (string type, int size) = Stored(array.Type);
        stream.Write(new NpyHeader(type, ColumnByColumn: false, [.. array.Shape]).ToBytes());
        byte[] bytes = new byte[array.Values.Length * size];
        for (int i = 0; i < array.Values.Length; i++)
        {
            if (array.Type == NpyType.SinglePrecision)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(size * i), (float)array.Values[i]);
            else if (array.Type == NpyType.DoublePrecision)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(size * i), array.Values[i]);
            else
                bytes[i] = unchecked((byte)(sbyte)array.Values[i]);
        }
        stream.Write(bytes);
    }

    internal static NpyArray Parse(ReadOnlySpan<byte> file, string name)
    {
        var content = NpyContent.Parse(file, name);
        NpyHeader header = content.Header;
        if (header.Shape.Length is not (1 or 2))
            throw new InvalidDataException($"{name}: the shape is {header.WrittenShape}; arrays of one or two dimensions are read.");
        double[] values = new double[content.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = content[i];
        return new(values, header.Shape, header.Holds("f2", "f4") ? NpyType.SinglePrecision : NpyType.DoublePrecision, name);
    }

    private static (string Name, int Size) Stored(NpyType type) => type switch
    {
        NpyType.SinglePrecision => ("<f4", 4),
        NpyType.DoublePrecision => ("<f8", 8),
        _ => ("|i1", 1),
    };
}

/// <summary>How the numbers of a .npy file are stored.</summary>
public enum NpyType
{
    /// <summary>float32: 4 bytes, about 7 digits.</summary>
    SinglePrecision,

    /// <summary>float64: 8 bytes, about 16 digits.</summary>
    DoublePrecision,

    /// <summary>int8: one byte, whole numbers from −128 to 127. Arrays that are read have their numbers as doubles.</summary>
    SignedByte,
}

/// <summary>
/// An array of one or two dimensions as NumPy stores it. Its values are doubles here; as <see cref="NpyType.SinglePrecision"/> or
/// <see cref="NpyType.SignedByte"/> they are rounded to what that holds.
/// </summary>
public sealed class NpyArray
{
    private readonly double[] _values;
    private readonly string _name;

    /// <param name="values">Row by row; taken over, not copied.</param>
    /// <param name="shape">One or two dimensions.</param>
    /// <param name="type">How the values are stored in a file.</param>
    /// <param name="name">What messages call the array: its file, and its name in the file.</param>
    internal NpyArray(double[] values, int[] shape, NpyType type, string name)
    {
        _values = values;
        _name = name;
        Shape = Array.AsReadOnly(shape);
        Type = type;
    }

    /// <summary>[length] or [rows, columns].</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How the values are stored in a file.</summary>
    public NpyType Type { get; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The matrix as an array of the shape [rows, columns].</summary>
    public static NpyArray FromMatrix(Matrix<double> matrix, NpyType type = NpyType.DoublePrecision)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new(Rounded(matrix.ToRowMajorArray(), type), [matrix.RowCount, matrix.ColumnCount], type, "array");
    }

    /// <summary>The vector as an array of the shape [length].</summary>
    internal static NpyArray FromVector(Vector<double> vector, NpyType type = NpyType.DoublePrecision) =>
        new(Rounded(vector.ToArray(), type), [vector.Count], type, "array");

    /// <summary>The matrix as an array of doubles, so that it can be saved without further ado.</summary>
    public static implicit operator NpyArray(Matrix<double> matrix) => FromMatrix(matrix);

    /// <summary>The vector as an array of doubles, so that it can be saved without further ado.</summary>
    public static implicit operator NpyArray(Vector<double> vector) => FromVector(vector);

    /// <summary>The array as a matrix.</summary>
    /// <exception cref="InvalidDataException">It has one dimension, or no values.</exception>
    public Matrix<double> ToMatrix() => Shape.Count == 2 && _values.Length > 0
        ? Matrix<double>.Build.DenseOfRowMajor(Shape[0], Shape[1], _values)
        : throw Unexpected("a matrix");

    /// <summary>The array as a matrix that must have the given shape.</summary>
    /// <exception cref="InvalidDataException">It has another shape.</exception>
    public Matrix<double> ToMatrix(int rows, int columns) => Shape is [int r, int c] && r == rows && c == columns
        ? ToMatrix()
        : throw Unexpected($"({rows}, {columns})");

    /// <summary>The array as a vector; a matrix of one row or one column will do.</summary>
    /// <exception cref="InvalidDataException">It has more rows and columns than one, or no values.</exception>
    internal Vector<double> ToVector() => _values.Length > 0 && (Shape.Count == 1 || Shape.Contains(1))
        ? Vector<double>.Build.DenseOfArray(_values)
        : throw Unexpected("a vector");

    /// <summary>The array as a vector that must have the given length; a matrix of one row or one column will do.</summary>
    /// <exception cref="InvalidDataException">It has another shape.</exception>
    internal Vector<double> ToVector(int length) => _values.Length == length ? ToVector() : throw Unexpected($"({length},)");

    /// <summary>The array itself, if each value is a finite number, as weights must be.</summary>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message says which.</exception>
    internal NpyArray RequireFinite()
    {
        int wrong = Array.FindIndex(_values, value => !double.IsFinite(value));
        if (wrong < 0)
            return this;
        string place = Shape is [_, int columns] ? $"row {wrong / columns}, column {wrong % columns}" : $"place {wrong}";
        string found = double.IsNaN(_values[wrong]) ? "NaN" : "infinite";
        throw new InvalidDataException($"{_name}: the value in {place} is {found}; a finite number was expected.");
    }

    /// <summary>The shape as NumPy prints it: (200, 784) or (10,).</summary>
    public override string ToString() => $"{ShapeText(Shape)} {Type switch
    {
        NpyType.SinglePrecision => "float32",
        NpyType.DoublePrecision => "float64",
        _ => "int8",
    }}";

    internal static string ShapeText(IReadOnlyList<int> shape) => shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    private static double[] Rounded(double[] values, NpyType type)
    {
        if (type == NpyType.SinglePrecision)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)values[i];
        }
        else if (type == NpyType.SignedByte)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = Math.Clamp(Math.Round(values[i]), sbyte.MinValue, sbyte.MaxValue);
        }
        return values;
    }

    private InvalidDataException Unexpected(string expected) => new($"{_name}: the shape is {ShapeText(Shape)}; {expected} was expected.");
}

/// <summary>
/// What stands before the numbers of a .npy file: a magic string, the format's version, and a Python dictionary
/// (NumPy's documentation, numpy.lib.format).
/// </summary>
/// <param name="ValueType">NumPy's name of the values' type, with the byte order before it: &lt;f8, |u1.</param>
/// <param name="ColumnByColumn">True for the order in which Fortran stores arrays.</param>
/// <param name="Shape">One length per dimension; none where the file's shape is not made of numbers that fit.</param>
internal sealed partial record NpyHeader(string ValueType, bool ColumnByColumn, int[] Shape)
{
    // NumPy lets the numbers begin at a multiple of 64 bytes and leaves room for the first dimension to grow to 21 digits.
    private const int Alignment = 64;
    private const int GrowthDigits = 21;

    // The same limit as NumPy's, against headers that are meant to do harm.
    private const int MaxLength = 10_000;

    /// <summary>No header is longer than this.</summary>
    public const int MostBytes = MaxLength + 12;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The shape as the file has it, in brackets.</summary>
    public string WrittenShape { get; private init; } = NpyArray.ShapeText(Shape);

    public bool BigEndian => ValueType[0] == '>';

    /// <summary>The values' type, without the byte order, is one of these.</summary>
    public bool Holds(params ReadOnlySpan<string> types) => types.Contains(ValueType[1..]);

    /// <summary>The header in bytes as numpy.save writes it, format 1.0.</summary>
    public byte[] ToBytes()
    {
        string order = ColumnByColumn ? "True" : "False";
        string fields = $"{{'descr': '{ValueType}', 'fortran_order': {order}, 'shape': {NpyArray.ShapeText(Shape)}, }}";
        string growing = Shape[ColumnByColumn ? ^1 : 0].ToString(CultureInfo.InvariantCulture);
        string text = fields + new string(' ', GrowthDigits - growing.Length);
        int prefix = Magic.Length + 4;
        int unpadded = prefix + text.Length + 1;
        text = text.PadRight(text.Length + Alignment - unpadded % Alignment) + '\n';

        byte[] lengthBytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(lengthBytes, (ushort)text.Length);
        return [.. Magic, 1, 0, .. lengthBytes, .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>Reads the header at the start of <paramref name="file"/> and says how long it is.</summary>
    /// <exception cref="InvalidDataException">No header, or a damaged one; the message begins with <paramref name="name"/>.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> file, string name, out int length)
    {
        if (file.IsEmpty)
            throw Bad("is empty");
        if (!file.StartsWith(Magic))
            throw Bad(FileKind.Name(file) ?? "does not start as a .npy file does, with \\x93NUMPY");
        if (file.Length < Magic.Length + 4)
            throw Bad($"ends after {file.Length} bytes, within its header");
        int version = file[Magic.Length];
        if (version is < 1 or > 3 || file[Magic.Length + 1] != 0)
            throw Bad($"has the format version {version}.{file[Magic.Length + 1]}; 1.0, 2.0 and 3.0 are known");

        int prefix = Magic.Length + (version == 1 ? 4 : 6);
        if (file.Length < prefix)
            throw Bad($"ends after {file.Length} bytes, within its header");
        uint textLength = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[(prefix - 2)..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[(prefix - 4)..]);
        if (textLength > MaxLength)
            throw Bad($"has a header of {textLength} bytes; at most {MaxLength} are read");
        length = prefix + (int)textLength;
        if (file.Length < length)
            throw Bad($"ends after {file.Length} bytes, within its header of {length}");
        string text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(file[prefix..length]).Trim();
        return Parse(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)), name);

        InvalidDataException Bad(string what) => new($"{name}: {what}.");
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match match = Dictionary().Match(text);
        var fields = new Dictionary<string, string>();
        for (int i = 0; i < match.Groups["key"].Captures.Count; i++)
            fields[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value.Trim('\'', '"', '(', ')');
        if (fields.Count != 3 || fields["fortran_order"] is not ("True" or "False") || fields["descr"].Length == 0)
            throw new InvalidDataException($"{name}: the header does not name a plain type, 'fortran_order' and a shape: {Start(text)}.");

        string[] dimensions = fields["shape"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[dimensions.Length];
        // Python 2 wrote the numbers of a shape as 3L.
        bool read = dimensions
            .Select((text, i) => int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            .All(ok => ok);
        return new(fields["descr"], fields["fortran_order"] == "True", read ? shape : []) { WrittenShape = $"({fields["shape"]})" };
    }

    private static string Start(string text) => text.Length > 100 ? text[..100] + "…" : text;

    [GeneratedRegex("""
        ^\{(?>\s*)(?:
            ['"](?<key>descr|fortran_order|shape)['"](?>\s*):(?>\s*)
            (?<value>'[^']*'|"[^"]*"|True|False|\([^()]*\))(?>\s*)
            (?:,(?>\s*))?
        ){3}\}(?>\s*)$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Dictionary();
}
