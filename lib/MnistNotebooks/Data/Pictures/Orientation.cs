using SkiaSharp;

namespace MnistNotebooks.Data;

/// <summary>How a camera was held (EXIF 2.32, tag Orientation): where the file's first row and first column belong.</summary>
internal static class Orientation
{
    /// <summary>The picture as it is to be seen.</summary>
    public static GreyLevels Upright(GreyLevels stored, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
            return stored;
        int right = stored.Width - 1, bottom = stored.Height - 1;
        Func<int, int, (int X, int Y)> seen = origin switch
        {
            SKEncodedOrigin.TopRight => (x, y) => (right - x, y),
            SKEncodedOrigin.BottomRight => (x, y) => (right - x, bottom - y),
            SKEncodedOrigin.BottomLeft => (x, y) => (x, bottom - y),
            SKEncodedOrigin.LeftTop => (x, y) => (y, x),
            SKEncodedOrigin.RightTop => (x, y) => (bottom - y, x),
            SKEncodedOrigin.RightBottom => (x, y) => (bottom - y, right - x),
            _ => (x, y) => (y, right - x),
        };
        bool isTurned = origin >= SKEncodedOrigin.LeftTop;
        int width = isTurned ? stored.Height : stored.Width;
        ushort[] levels = new ushort[stored.Levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            var (x, y) = seen(i % stored.Width, i / stored.Width);
            levels[y * width + x] = stored.Levels[i];
        }
        return new(width, isTurned ? stored.Width : stored.Height, levels);
    }
}
