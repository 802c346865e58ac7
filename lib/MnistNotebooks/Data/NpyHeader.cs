using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Data;

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
            throw Bad("does not start as a .npy file does, with \\x93NUMPY");
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
        string text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(file[prefix..length]);
        return Parse(text, name);

        InvalidDataException Bad(string what) => new($"{name}: {what}.");
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match match = Dictionary().Match(text);
        var fields = new Dictionary<string, string>();
        for (int i = 0; i < match.Groups["key"].Captures.Count; i++)
            fields[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value.Trim('\'', '"', '(', ')');
        if (fields.Count != 3 || fields["fortran_order"] is not ("True" or "False") || fields["descr"].Length == 0)
            throw new InvalidDataException($"{name}: the header does not name a plain type, 'fortran_order' and a shape: {text.Trim()}.");

        string[] dimensions = fields["shape"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[dimensions.Length];
        // Python 2 wrote the numbers of a shape as 3L.
        bool read = dimensions.Select((text, i) => int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])).All(ok => ok);
        return new(fields["descr"], fields["fortran_order"] == "True", read ? shape : []) { WrittenShape = $"({fields["shape"]})" };
    }

    [GeneratedRegex("""
        ^\{(?>\s*)(?:
            ['"](?<key>descr|fortran_order|shape)['"](?>\s*):(?>\s*)
            (?<value>'[^']*'|"[^"]*"|True|False|\([^()]*\))(?>\s*)
            (?:,(?>\s*))?
        ){3}\}(?>\s*)$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Dictionary();
}
