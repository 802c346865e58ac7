using System.Runtime.InteropServices;
using SkiaSharp;

namespace MnistNotebooks.Data;

/// <summary>A pixel's channels, 0…65535; what alpha lacks is transparent.</summary>
internal readonly record struct Rgba(int Red, int Green, int Blue, int Alpha);

/// <summary>The pixels of a decoded picture, and their way to grey.</summary>
/// <param name="bitmap">Colours of 8 bits (Rgba8888) or of 16 (RgbaF16), alpha not multiplied in.</param>
/// <param name="isGrey16">The channels red and alpha are the high and the low byte of a grey level; see <see cref="Png16"/>.</param>
internal sealed class DecodedPixels(SKBitmap bitmap, bool isGrey16)
{
    private const int SamplesPerSide = 256;

    private const int White = ushort.MaxValue;

    // Brightness that ranges over more than a quarter of all levels tells ink from paper.
    private const int EnoughContrast = White / 4;

    // Grey as the eye has it (ITU-R BT.601), 0.299 red + 0.587 green + 0.114 blue in parts of 65,536; then each channel by itself.
    private static readonly Func<Rgba, int>[] _greys =
    [
        pixel => (int)((uint)pixel.Red * 19595 + (uint)pixel.Green * 38470 + (uint)pixel.Blue * 7471 + 32768 >> 16),
        pixel => pixel.Red,
        pixel => pixel.Green,
        pixel => pixel.Blue,
    ];

    /// <summary>
    /// The picture in grey, upright, and shrunk where it has more than <see cref="GreyLevels.MostPixels"/>. What is transparent lies on
    /// white paper. Where that shows little, and less than half of what another way shows (red on green, white ink on nothing), it is
    /// made grey that way: from one channel, or on black paper.
    /// </summary>
    public GreyLevels ToGrey(SKEncodedOrigin origin)
    {
        Func<Rgba, int> grey = isGrey16 ? pixel => pixel.Red / 257 << 8 | pixel.Alpha / 257 : BestGrey();
        var shrinking = new Shrinking(bitmap.Width, bitmap.Height);
        var row = new Rgba[bitmap.Width];
        int[] levels = new int[bitmap.Width];
        for (int y = 0; y < shrinking.OldRows; y++)
        {
            ReadRow(y, row);
            for (int x = 0; x < row.Length; x++)
                levels[x] = grey(row[x]);
            shrinking.Add(levels);
        }
        return Orientation.Upright(shrinking.Result(), origin);
    }

    private Func<Rgba, int> BestGrey()
    {
        Rgba[] samples = Samples();
        int[] papers = samples.Any(pixel => pixel.Alpha < White) ? [White, 0] : [White];
        Func<Rgba, int>[] ways = [.. papers.SelectMany(_ => _greys, (paper, grey) => On(paper, grey))];
        int[] contrasts = [.. ways.Select(way => Contrast([.. samples.Select(way)]))];
        int best = Array.IndexOf(contrasts, contrasts.Max());
        return contrasts[0] < Math.Min(EnoughContrast, contrasts[best] / 2) ? ways[best] : ways[0];
    }

    // From dark to light, without the one level in 500 at each end.
    private static int Contrast(int[] levels)
    {
        Array.Sort(levels);
        int outside = levels.Length / 500;
        return levels[^(1 + outside)] - levels[outside];
    }

    // Pixels of rows and columns that are spread evenly.
    private Rgba[] Samples()
    {
        int rows = Math.Min(bitmap.Height, SamplesPerSide), columns = Math.Min(bitmap.Width, SamplesPerSide);
        var samples = new Rgba[rows * columns];
        var row = new Rgba[bitmap.Width];
        for (int i = 0; i < samples.Length; i++)
        {
            if (i % columns == 0)
                ReadRow((int)((i / columns + 0.5) * bitmap.Height / rows), row);
            samples[i] = row[(int)((i % columns + 0.5) * bitmap.Width / columns)];
        }
        return samples;
    }

    private static Func<Rgba, int> On(int paper, Func<Rgba, int> grey) => pixel => pixel.Alpha == White ? grey(pixel)
        : (int)(((uint)grey(pixel) * (uint)pixel.Alpha + (uint)paper * (uint)(White - pixel.Alpha)) / White);

    private void ReadRow(int y, Rgba[] row)
    {
        ReadOnlySpan<byte> bytes = bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, bitmap.RowBytes);
        if (bitmap.ColorType == SKColorType.Rgba8888)
        {
            for (int x = 0; x < row.Length; x++)
                row[x] = new(bytes[4 * x] * 257, bytes[4 * x + 1] * 257, bytes[4 * x + 2] * 257, bytes[4 * x + 3] * 257);
            return;
        }
        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(bytes);
        for (int x = 0; x < row.Length; x++)
            row[x] = new(Level(halves[4 * x]), Level(halves[4 * x + 1]), Level(halves[4 * x + 2]), Level(halves[4 * x + 3]));

        static int Level(Half channel) => (int)MathF.Round(Math.Clamp((float)channel, 0, 1) * White);
    }
}
