namespace MnistNotebooks.Data.Pictures;

/// <summary>Takes the paper out of a picture of bright ink on dark paper, with its shadows, grain and specks.</summary>
internal static class Levelling
{
    // In the deepest shadow grain is not magnified any further.
    private const float LeastLight = 32;

    /// <summary>The ink alone: 0 where there is none, 255 where it is full.</summary>
    /// <returns>Null when there is no ink.</returns>
    public static GreyPicture? Ink(GreyPicture picture)
    {
        GreyPicture cells = Paper.Cells(picture);
        short[] contrast = Contrast(picture, Paper.Behind(cells));
        if (InkLevels.Of(contrast) is not { } levels)
            return null;

        byte[] ink = new byte[contrast.Length];
        int full = levels.Ink - levels.Paper;
        for (int i = 0; i < ink.Length; i++)
        {
            if (contrast[i] > levels.Noise)
                ink[i] = (byte)Math.Min(255, (contrast[i] - levels.Paper) * 255 / full);
        }
        return Strokes.KeepIn(ink, picture.Width, cells.Width, cells.Height) ? new(picture.Width, picture.Height, ink) : null;
    }

    // How far every pixel is from the paper behind it (0) to white (255); the paper is interpolated between the middles of the cells. Where
    // light paper was inverted, this is how much of the light that the paper returns the ink swallows: the same in a shadow as beside it.
    private static short[] Contrast(GreyPicture picture, GreyPicture paper)
    {
        short[] contrast = new short[picture.Pixels.Length];
        var columns = Between(picture.Width, paper.Width);
        var rows = Between(picture.Height, paper.Height);
        float[] behind = new float[paper.Width];
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y), above = paper.Row(rows[y].From), below = paper.Row(rows[y].To);
            for (int i = 0; i < behind.Length; i++)
                behind[i] = float.Lerp(above[i], below[i], rows[y].Share);
            for (int x = 0; x < row.Length; x++)
            {
                var (left, right, share) = columns[x];
                float bare = float.Lerp(behind[left], behind[right], share);
                contrast[y * row.Length + x] = (short)Math.Clamp(MathF.Round((row[x] - bare) * 255 / Math.Max(255 - bare, LeastLight)), -255, 255);
            }
        }
        return contrast;
    }

    private static (int From, int To, float Share)[] Between(int pixels, int cells) => [.. Enumerable.Range(0, pixels).Select(pixel =>
    {
        float place = Math.Clamp((pixel + 0.5f) * cells / pixels - 0.5f, 0, cells - 1);
        int from = (int)place;
        return (from, Math.Min(from + 1, cells - 1), place - from);
    })];
}
