using System.IO.Compression;
using MnistNotebooks.Data.Pictures;
using MnistNotebooks.Data.Pictures.Png;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>Reads what Chromium writes: PNG with 8 bits a channel, opaque and not interlaced.</summary>
internal static class ScreenPixels
{
    /// <returns>Width, height, and row after row a number 0xRRGGBB for each pixel.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of another kind.</exception>
    public static (int Width, int Height, int[] Pixels) Read(byte[] png)
    {
        using var input = new PictureInput(new MemoryStream(png), "Chromium's picture");
        input.Return(PngFile.Signature.Length);
        PngFile file = PngFile.Read(input);
        PngHeader header = file.Header;
        if (header is not { BitDepth: 8, Colour: PngColour.Rgb or PngColour.Rgba, IsInterlaced: false })
            throw input.Bad($"has {header.BitDepth} bits and the colour type {(byte)header.Colour}; 8 bits of a colour were expected");

        using var data = new ZLibStream(file.Data, CompressionMode.Decompress);
        int size = header.PixelBytes;
        int[] pixels = new int[header.Width * header.Height];
        byte[] row = new byte[1 + header.RowBytes(header.Width)], above = new byte[row.Length];
        for (int i = 0; i < pixels.Length;)
        {
            data.ReadExactly(row);
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), size);
            for (int at = 1; at < row.Length; at += size)
                pixels[i++] = row[at] << 16 | row[at + 1] << 8 | row[at + 2];
            (row, above) = (above, row);
        }
        return (header.Width, header.Height, pixels);
    }
}
