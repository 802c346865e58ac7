using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using MnistNotebooks.Data;
using SkiaSharp;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>Writes a picture with one byte a pixel and a palette, in half the bytes that Chromium takes or less.</summary>
internal static class PalettePng
{
    /// <param name="png">A picture as Chromium writes it.</param>
    public static byte[] FromScreen(byte[] png)
    {
        var (width, height, pixels) = ScreenPixels.Read(png);
        var palette = Palette.Of(pixels);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3); // bits of a pixel; its colour is a place in the palette
        byte[] colors = [.. palette.Colors.SelectMany(color => new[] { (byte)(color >> 16), (byte)(color >> 8), (byte)color })];

        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, colors);
        WriteChunk(file, "IDAT"u8, Compressed(width, height, pixels, palette));
        WriteChunk(file, "IEND"u8, []);
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

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
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

/// <summary>Reads what Chromium writes.</summary>
internal static class ScreenPixels
{
    /// <returns>Width, height, and row after row a number 0xRRGGBB for each pixel.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static (int Width, int Height, int[] Pixels) Read(byte[] png)
    {
        using var data = SKData.CreateCopy(png);
        using SKCodec? codec = SKCodec.Create(data);
        var info = new SKImageInfo(codec?.Info.Width ?? 0, codec?.Info.Height ?? 0, SKColorType.Bgra8888, SKAlphaType.Unpremul);
        int[] pixels = new int[info.Width * info.Height];
        if (codec is null || codec.GetPixels(info, out byte[] bytes) != SKCodecResult.Success)
            throw new InvalidDataException("Chromium's picture is damaged.");
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i)) & 0xFFFFFF;
        return (info.Width, info.Height, pixels);
    }
}
