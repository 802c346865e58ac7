using System.Buffers.Binary;
using MnistNotebooks.Data;
using SkiaSharp;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>Pictures as files of every kind that is read.</summary>
internal static class PictureFiles
{
    // In a PNG file, where other chunks may begin.
    private const int AfterHeader = 33;

    /// <summary>A small picture, by the name of each kind.</summary>
    public static Dictionary<string, byte[]> OfEachKind(GreyPicture picture) => new()
    {
        ["jpg"] = Encoded(picture, SKEncodedImageFormat.Jpeg),
        ["png"] = Encoded(picture, SKEncodedImageFormat.Png),
        ["webp"] = Encoded(picture, SKEncodedImageFormat.Webp),
        ["gif"] = Gif(picture),
        ["bmp"] = Bmp(picture),
        ["pgm"] = [.. System.Text.Encoding.ASCII.GetBytes($"P5 {picture.Width} {picture.Height} 255\n"), .. picture.Pixels],
    };

    /// <summary>Reads a file that is not on the disk; messages call it "own.png".</summary>
    public static GreyPicture Read(byte[] file)
    {
        using var input = new PictureInput(new MemoryStream(file), "own.png");
        return PictureFormat.Read(input);
    }

    public static byte[] Encoded(GreyPicture picture, SKEncodedImageFormat format, int quality = 100) =>
        Encoded(picture.Width, picture.Height, [.. picture.Pixels.ToArray().Select(level => new SKColor(level, level, level))], format,
            quality);

    public static byte[] Encoded(int width, int height, SKColor[] pixels, SKEncodedImageFormat format, int quality = 100)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Pixels = pixels;
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static void WritePng(this GreyPicture picture, string path) =>
        File.WriteAllBytes(path, Encoded(picture, SKEncodedImageFormat.Png));

    /// <summary>A JPEG or PNG file with the tag of EXIF that says how the camera was held, 1…8.</summary>
    public static byte[] Held(byte[] file, byte orientation)
    {
        byte[] exif = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return file[0] == 0xFF
            ? [.. file[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 8), .. "Exif\0\0"u8, .. exif, .. file[2..]]
            : [.. file[..AfterHeader], .. Png.Chunk("eXIf", exif), .. file[AfterHeader..]];
    }

    // 24 bits of colour, rows from below, each filled up to whole fours of bytes.
    private static byte[] Bmp(GreyPicture picture)
    {
        int rowBytes = (3 * picture.Width + 3) / 4 * 4;
        byte[] file = new byte[54 + rowBytes * picture.Height];
        "BM"u8.CopyTo(file);
        (int At, int Value)[] header =
            [(2, file.Length), (10, 54), (14, 40), (18, picture.Width), (22, picture.Height), (26, 24 << 16 | 1)];
        foreach (var (at, value) in header)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < 3 * picture.Width; x++)
                file[54 + (picture.Height - 1 - y) * rowBytes + x] = picture.Row(y)[x / 3];
        }
        return file;
    }

    // 128 greys, and codes that never grow: the table is cleared before they would.
    private static byte[] Gif(GreyPicture picture)
    {
        byte[] size = [(byte)picture.Width, (byte)(picture.Width >> 8), (byte)picture.Height, (byte)(picture.Height >> 8)];
        List<int> codes = [];
        foreach (byte level in picture.Pixels)
        {
            if (codes.Count % 100 == 0)
                codes.Add(128);
            codes.Add(level / 2);
        }
        codes.Add(129);
        byte[] bits = [.. codes.SelectMany(code => Enumerable.Range(0, 8).Select(bit => (byte)(code >> bit & 1)))];
        byte[] data = [.. bits.Chunk(8).Select(byteBits => (byte)byteBits.Select((bit, place) => bit << place).Sum())];
        return
        [
            .. "GIF89a"u8, .. size, 0xF6, 0, 0, .. Enumerable.Range(0, 3 * 128).Select(i => (byte)(i / 3 * 255 / 127)),
            (byte)',', 0, 0, 0, 0, .. size, 0, 7, .. data.Chunk(255).SelectMany(part => new[] { (byte)part.Length }.Concat(part)), 0,
            (byte)';',
        ];
    }
}
