using System.Text;

namespace MnistNotebooks.Data;

/// <summary>What kind of picture a file is, told by its first bytes: names change, these don't.</summary>
internal static class PictureFormat
{
    private const int LongestStart = 16;

    private static readonly (string Name, int Offset, string Bytes)[] _unread =
    [
        ("a JPEG picture", 0, "\u00FF\u00D8\u00FF"),
        ("a GIF picture", 0, "GIF8"),
        ("a BMP picture", 0, "BM"),
        ("a WebP picture", 8, "WEBP"),
        ("a TIFF picture", 0, "II*\0"),
        ("a TIFF picture", 0, "MM\0*"),
        ("a HEIF or AVIF picture", 4, "ftyp"),
        ("a black-and-white PBM picture", 0, "P1"),
        ("a colour PPM picture", 0, "P3"),
        ("a black-and-white PBM picture", 0, "P4"),
        ("a colour PPM picture", 0, "P6"),
        ("a PAM picture", 0, "P7"),
        ("a PDF document", 0, "%PDF"),
    ];

    /// <summary>Reads a PNG or PGM file.</summary>
    /// <exception cref="InvalidDataException">Anything else, or a damaged file.</exception>
    public static GreyPicture Read(PictureInput input)
    {
        byte[] buffer = new byte[LongestStart];
        ReadOnlySpan<byte> start = buffer.AsSpan(0, input.Read(buffer));
        if (start.StartsWith(PngFile.Signature))
        {
            input.Return(PngFile.Signature.Length);
            return PngReader.Read(input);
        }
        if (start is [(byte)'P', (byte)'2' or (byte)'5', ..])
        {
            input.Return(2);
            return PgmReader.Read(input, isText: start[1] == '2');
        }
        throw input.Bad(start.IsEmpty ? "is empty" : $"is {Named(start)}; PNG and PGM pictures are read");
    }

    private static string Named(ReadOnlySpan<byte> start)
    {
        foreach (var (name, offset, bytes) in _unread)
        {
            if (start.Length >= offset && start[offset..].StartsWith(Encoding.Latin1.GetBytes(bytes)))
                return name;
        }
        // The second line of the signature is there to show this kind of damage.
        return start.Length > 4
            && start[1..4].SequenceEqual("PNG"u8) ? "a PNG picture damaged in its first 8 bytes, perhaps copied as text" : "not a picture";
    }
}
