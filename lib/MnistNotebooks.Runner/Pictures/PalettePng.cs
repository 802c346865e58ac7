using System.Buffers.Binary;
using System.IO.Compression;
using MnistNotebooks.Data.Pictures.Png;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>Writes a picture with one byte a pixel and a palette, in half the bytes that Chromium takes or less.</summary>
internal static class PalettePng
{
    /// <param name="png">A picture as Chromium writes it.</param>
    public static byte[] FromScreen(byte[] png)
    {
        var (width, height, pixels) = ScreenPixels.Read(png);
        var palette = Palette.Of(pixels);

        byte[] header = new byte[PngHeader.Size];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)PngColour.Palette);
        byte[] colors = [.. palette.Colors.SelectMany(color => new[] { (byte)(color >> 16), (byte)(color >> 8), (byte)color })];

        using var file = new MemoryStream();
        file.Write(PngFile.Signature);
        PngWriter.WriteChunk(file, "IHDR"u8, header);
        PngWriter.WriteChunk(file, "PLTE"u8, colors);
        PngWriter.WriteChunk(file, "IDAT"u8, Compressed(width, height, pixels, palette));
        PngWriter.WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compressed(int width, int height, int[] pixels, Palette palette)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // The first byte of a row says that the places stand there as they are.
            byte[] row = new byte[1 + width];
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                    row[1 + x] = palette[pixels[y * width + x]];
                zlib.Write(row);
            }
        }
        return data.ToArray();
    }
}
