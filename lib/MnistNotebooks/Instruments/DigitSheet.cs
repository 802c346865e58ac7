using MnistNotebooks.Data;
using SkiaSharp;

namespace MnistNotebooks.Instruments;

/// <summary>Digits side by side as one grey picture, whose levels are the pixels', 255 for ink. The engine's digits.js reads it.</summary>
internal static class DigitSheet
{
    /// <summary>The picture; the same digits make the same bytes.</summary>
    /// <param name="columns">Digits in a row.</param>
    /// <param name="sets">One behind the other; together they have one digit at least.</param>
    public static byte[] Png(int columns, params IReadOnlyList<DigitSet> sets)
    {
        int rows = (sets.Sum(set => set.Count) + columns - 1) / columns;
        var info = new SKImageInfo(columns * DigitSet.Side, rows * DigitSet.Side, SKColorType.Gray8, SKAlphaType.Opaque);
        byte[] levels = new byte[info.BytesSize];
        int place = 0;
        foreach (DigitSet set in sets)
        {
            for (int digit = 0; digit < set.Count; digit++, place++)
            {
                ReadOnlySpan<byte> pixels = set.PixelsOf(digit);
                for (int y = 0; y < DigitSet.Side; y++)
                {
                    int start = (place / columns * DigitSet.Side + y) * info.Width + place % columns * DigitSet.Side;
                    pixels.Slice(y * DigitSet.Side, DigitSet.Side).CopyTo(levels.AsSpan(start));
                }
            }
        }

        // Every filter makes this picture larger: strokes have hard edges, and paper is zeros already.
        using SKImage picture = SKImage.FromPixelCopy(info, levels);
        using SKPixmap pixmap = picture.PeekPixels();
        using SKData png = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 6))
            ?? throw new InvalidOperationException("SkiaSharp could not write the digits as a PNG.");
        return png.ToArray();
    }
}
