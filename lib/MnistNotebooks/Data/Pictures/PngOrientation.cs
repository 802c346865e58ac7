using System.Buffers.Binary;
using SkiaSharp;

namespace MnistNotebooks.Data;

/// <summary>How a camera was held by PNG's chunk of EXIF (PNG, third edition, chunk eXIf), which SkiaSharp passes over.</summary>
internal static class PngOrientation
{
    // A chunk is the length of its data, its type, its data and a checksum of both; a field of EXIF is 12 bytes, its value the last four.
    private const int FirstChunk = 8, Type = 4, Data = 8, Around = 12, Field = 12, Value = 8;

    private const ushort OrientationTag = 0x112;

    /// <summary>What the file says; null where it is no PNG or doesn't say.</summary>
    public static SKEncodedOrigin? Of(ReadOnlySpan<byte> file)
    {
        if (file is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            return null;
        ReadOnlySpan<byte> rest = file[Math.Min(file.Length, FirstChunk)..];
        while (rest.Length >= Around && BinaryPrimitives.ReadUInt32BigEndian(rest) is uint length && length <= rest.Length - Around)
        {
            int end = Data + (int)length;
            if (rest[Type..].StartsWith("eXIf"u8) && BinaryPrimitives.ReadUInt32BigEndian(rest[end..]) == Crc32.Of(rest[Type..end]))
                return OfExif(rest[Data..end]);
            rest = rest[(int)(length + Around)..];
        }
        return null;
    }

    // TIFF's header and first directory of fields.
    private static SKEncodedOrigin? OfExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8 || !(exif.StartsWith("II*\0"u8) || exif.StartsWith("MM\0*"u8)))
            return null;
        bool isLittle = exif[0] == 'I';
        uint start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (start > exif.Length - 2)
            return null;
        ReadOnlySpan<byte> fields = exif[(int)start..];
        int count = Number(fields);
        for (fields = fields[2..]; count > 0 && fields.Length >= Field; fields = fields[Field..], count--)
        {
            if (Number(fields) == OrientationTag)
                return Number(fields[Value..]) is var origin and >= 1 and <= 8 ? (SKEncodedOrigin)origin : null;
        }
        return null;

        ushort Number(ReadOnlySpan<byte> bytes) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
