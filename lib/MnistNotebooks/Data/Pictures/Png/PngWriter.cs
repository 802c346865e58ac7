using System.Buffers.Binary;
using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>Writes 8-bit grey PNG files.</summary>
internal static class PngWriter
{
    public static void Write(string path, GreyPicture picture)
    {
        using var file = new WholeFile(path);
        file.Stream.Write(PngFile.Signature);

        byte[] header = new byte[PngHeader.Size];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8; // bits; the colour type, grey, is 0 like the methods that follow
        WriteChunk(file.Stream, "IHDR"u8, header);
        WriteChunk(file.Stream, "IDAT"u8, Compressed(picture));
        WriteChunk(file.Stream, "IEND"u8, []);
        file.Complete();
    }

    private static ReadOnlySpan<byte> Compressed(GreyPicture picture)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] row = new byte[1 + picture.Width];
            for (int y = 0; y < picture.Height; y++)
            {
                // Filter 2, the difference from above, packs paper and upright strokes well.
                row[0] = 2;
                for (int x = 0; x < picture.Width; x++)
                    row[1 + x] = (byte)(picture.Row(y)[x] - (y > 0 ? picture.Row(y - 1)[x] : 0));
                zlib.Write(row);
            }
        }
        return data.ToArray();
    }

    public static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(data, before: Crc32.Of(type)));
        file.Write(number);
    }
}
