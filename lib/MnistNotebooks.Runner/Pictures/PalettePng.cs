using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using MnistNotebooks.Data;

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

/// <summary>
/// At most 256 colours for a picture, each a number 0xRRGGBB: frequent colours stay what they are, and the others come as close as so few
/// colours allow.
/// </summary>
internal sealed class Palette
{
    private const int Most = 256;

    private readonly Dictionary<int, byte> _places;

    private Palette(List<int> colors, IEnumerable<int> all)
    {
        Colors = colors;
        _places = all.ToDictionary(color => color, color => (byte)colors.Index().MinBy(chosen => Distance(chosen.Item, color)).Index);
    }

    public IReadOnlyList<int> Colors { get; }

    public static Palette Of(ReadOnlySpan<int> pixels)
    {
        var counts = new Dictionary<int, int>();
        foreach (int color in pixels)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, color, out _)++;
        int[] colors = [.. counts.Keys.OrderByDescending(color => counts[color]).ThenBy(color => color)];
        for (int close = 0; ; close++)
        {
            if (Choose(colors, close) is { } chosen)
                return new(chosen, colors);
        }
    }

    /// <summary>The place in the palette of the colour that a pixel gets.</summary>
    public byte this[int pixel] => _places[pixel];

    // From the most frequent colour on, those that no chosen one is close to; null when they are too many.
    private static List<int>? Choose(int[] colors, int close)
    {
        var chosen = new List<int>(Most);
        foreach (int color in colors)
        {
            if (chosen.Exists(other => Distance(other, color) <= close))
                continue;
            if (chosen.Count == Most)
                return null;
            chosen.Add(color);
        }
        return chosen;
    }

    // Difference of the channel that differs most.
    private static int Distance(int a, int b) =>
        Math.Max(Math.Abs((a >> 16) - (b >> 16)), Math.Max(Math.Abs((a >> 8 & 255) - (b >> 8 & 255)), Math.Abs((a & 255) - (b & 255))));
}

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
