using System.Text;

namespace MnistNotebooks.Data;

/// <summary>What kind of picture a file is, told by its first bytes: names change, these don't.</summary>
internal static class PictureFormat
{
    private const int LongestStart = 64;

    private const string WhatIsRead = "JPEG, PNG, WebP, GIF, BMP and PGM pictures are read";

    private static readonly (string Name, int Offset, string Bytes, bool IsDecoded)[] _kinds =
    [
        ("a JPEG picture", 0, "\u00FF\u00D8\u00FF", true),
        ("a PNG picture", 0, "\u0089PNG\r\n\u001A\n", true),
        ("a WebP picture", 8, "WEBP", true),
        ("a GIF picture", 0, "GIF8", true),
        ("a BMP picture", 0, "BM", true),
        ("a TIFF picture", 0, "II*\0", false),
        ("a TIFF picture", 0, "MM\0*", false),
        ("an AVIF picture", 4, "ftypavi", false),
        ("a HEIC picture, as iPhones take", 4, "ftyp", false),
        ("a JPEG XL picture", 0, "\u00FF\n", false),
        ("a JPEG XL picture", 4, "JXL ", false),
        ("a JPEG 2000 picture", 4, "jP  ", false),
        ("a Photoshop picture", 0, "8BPS", false),
        ("an icon", 0, "\0\0\u0001\0", false),
        ("a black-and-white PBM picture", 0, "P1", false),
        ("a colour PPM picture", 0, "P3", false),
        ("a black-and-white PBM picture", 0, "P4", false),
        ("a colour PPM picture", 0, "P6", false),
        ("a PAM picture", 0, "P7", false),
        ("a PDF document", 0, "%PDF", false),
        ("an SVG drawing", 0, "<svg", false),
        ("an SVG drawing or another kind of XML", 0, "<?xml", false),
    ];

    /// <summary>Reads a file of a kind that is read.</summary>
    /// <exception cref="InvalidDataException">Anything else, or a damaged file.</exception>
    /// <exception cref="PlatformNotSupportedException">The decoder can't be loaded on this machine.</exception>
    public static GreyPicture Read(PictureInput input)
    {
        byte[] buffer = new byte[LongestStart];
        ReadOnlySpan<byte> start = buffer.AsSpan(0, input.Read(buffer));
        if (start is [(byte)'P', (byte)'2' or (byte)'5', ..])
        {
            input.Return(2);
            return PgmReader.Read(input, isText: start[1] == '2').ToPicture();
        }
        foreach (var (name, offset, bytes, isDecoded) in _kinds)
        {
            if (start.Length < offset || !start[offset..].StartsWith(Encoding.Latin1.GetBytes(bytes)))
                continue;
            input.Return(0);
            return isDecoded ? PictureDecoder.Read(input, name).ToPicture()
                : throw input.Bad($"is {name}; {WhatIsRead}, so save it as JPEG or PNG");
        }
        // The second line of a PNG's signature is there to show this kind of damage.
        throw input.Bad(start.IsEmpty ? "is empty" : start.Length > 4 && start[1..4].SequenceEqual("PNG"u8)
            ? "is a PNG picture damaged in its first 8 bytes, perhaps copied as text"
            : FileKind.Name(start) ?? $"is not a picture; {WhatIsRead}");
    }
}
