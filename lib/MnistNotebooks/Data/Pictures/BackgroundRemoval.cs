namespace MnistNotebooks.Data;

/// <summary>Takes the paper out of a picture of bright ink on dark paper, with its shadows, grain and specks.</summary>
internal static class BackgroundRemoval
{
    // In the deepest shadow grain is not magnified any further.
    private const float LeastLight = 32;

    /// <summary>The ink alone: 0 where there is none, 255 where it is full.</summary>
    /// <returns>Null when there is no ink, and how clear it is that it is a digit's.</returns>
    public static (GreyPicture? Ink, Clarity Clarity) Ink(GreyPicture picture)
    {
        GreyPicture cells = Background.Cells(picture);
        short[] contrast = Contrast(picture, Background.Behind(cells));
        if (Threshold.Of(contrast) is not { } levels)
            return (null, Clarity.None);

        byte[] ink = new byte[contrast.Length];
        int full = levels.Ink - levels.Paper;
        for (int i = 0; i < ink.Length; i++)
        {
            if (contrast[i] > levels.Noise)
                ink[i] = (byte)Math.Min(255, (contrast[i] - levels.Paper) * 255 / full);
        }
        var (isAny, clarity) = ConnectedComponents.KeepIn(ink, picture.Width, cells.Width, cells.Height);
        return (isAny ? new(picture.Width, picture.Height, ink) : null, clarity);
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
                float level = MathF.Round((row[x] - bare) * 255 / Math.Max(255 - bare, LeastLight));
                contrast[y * row.Length + x] = (short)Math.Clamp(level, -255, 255);
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

/// <summary>The paper of a picture, seen coarsely: at most 64 cells a side, so that light and shadow show and grain does not.</summary>
internal static class Background
{
    private const int MostCells = 64;

    // A sixth of the picture to each side: no stroke is that wide, and only wide shadows are.
    private const int Reach = 6;

    /// <summary>The mean grey of each cell.</summary>
    public static GreyPicture Cells(GreyPicture picture, int most = MostCells)
    {
        double size = Math.Max(1, Math.Max(picture.Width, picture.Height) / (double)most);
        return picture.Scaled((int)Math.Ceiling(picture.Width / size), (int)Math.Ceiling(picture.Height / size));
    }

    /// <summary>Paper takes up most of a picture, so its grey is the median; ink is at the end that is farther away.</summary>
    public static bool IsLight(GreyPicture picture)
    {
        byte[] greys = Cells(picture).Pixels.ToArray();
        Array.Sort(greys);
        int median = greys[greys.Length / 2];
        return median - greys[0] > greys[^1] - median;
    }

    /// <summary>
    /// The dark paper behind bright ink: the least grey around each cell, then the greatest of these around each (a morphological opening).
    /// This takes away what is brighter than its surroundings and narrow, and leaves the edges of wide shadows where they are.
    /// </summary>
    public static GreyPicture Behind(GreyPicture cells)
    {
        int radius = Math.Max(1, Math.Max(cells.Width, cells.Height) / Reach);
        return Around(Around(Continued(cells, radius), radius, Math.Min), radius, Math.Max).Part(radius, radius, cells.Width, cells.Height);
    }

    // The picture with a margin in which it goes on as it came, so that light which fades towards an edge is not cut off there.
    private static GreyPicture Continued(GreyPicture cells, int margin)
    {
        int width = cells.Width + 2 * margin, height = cells.Height + 2 * margin;
        byte[] greys = new byte[width * height];
        for (int i = 0; i < greys.Length; i++)
        {
            int grey = Along(i / width - margin, cells.Height, row =>
                Along(i % width - margin, cells.Width, column => cells.Row(row)[column]));
            greys[i] = (byte)Math.Clamp(grey, byte.MinValue, byte.MaxValue);
        }
        return new(width, height, greys);

        static int Along(int at, int count, Func<int, int> grey)
        {
            int edge = Math.Clamp(at, 0, count - 1), mirrored = Math.Clamp(2 * edge - at, 0, count - 1);
            return at == edge ? grey(at) : 2 * grey(edge) - grey(mirrored);
        }
    }

    // Combines the greys of the square around each cell: along its row, then those along its column.
    private static GreyPicture Around(GreyPicture cells, int radius, Func<byte, byte, byte> combine)
    {
        int width = cells.Width, height = cells.Height;
        byte[] alongRows = new byte[width * height], result = new byte[width * height];
        for (int i = 0; i < result.Length; i++)
            alongRows[i] = Along(cells.Pixels, i - i % width, 1, i % width, width);
        for (int i = 0; i < result.Length; i++)
            result[i] = Along(alongRows, i % width, width, i / width, height);
        return new(width, height, result);

        byte Along(ReadOnlySpan<byte> values, int start, int step, int at, int count)
        {
            int last = Math.Min(count - 1, at + radius);
            byte value = values[start + at * step];
            for (int i = Math.Max(0, at - radius); i <= last; i++)
                value = combine(value, values[start + i * step]);
            return value;
        }
    }
}

/// <summary>How far pixels stand out from the paper, -255 to 255.</summary>
/// <param name="Paper">About where bare paper is.</param>
/// <param name="Noise">The grain of the paper does not get above it.</param>
/// <param name="Ink">Where full ink is.</param>
internal readonly record struct Threshold(int Paper, int Noise, int Ink)
{
    private const int Lowest = -255, Levels = 511;

    // Ink that stands out less than this, of 255 and in standard deviations of the grain, can't be told from paper.
    private const int LeastContrast = 16, LeastDeviations = 6;

    /// <summary>The levels of a picture, or null when there is no ink in it.</summary>
    /// <param name="contrast">How far each pixel stands out.</param>
    public static Threshold? Of(ReadOnlySpan<short> contrast)
    {
        int[] counts = new int[Levels];
        foreach (short level in contrast)
            counts[level - Lowest]++;

        // At least half of the pixels are paper, so ink does not reach the lower quarter.
        // In a normal distribution it is 0.97 standard deviations from there to the lowest twentieth.
        int paper = Quantile(counts, 0.25);
        double deviation = (paper - Quantile(counts, 0.05)) / 0.97;
        int noise = Math.Min(Levels - 1, paper + (int)Math.Ceiling(4 * deviation));
        Span<int> above = counts.AsSpan(noise + 1);
        if (above.IndexOfAnyExcept(0) < 0)
            return null;

        int split = Split(above);
        int ink = noise + 1 + split + Quantile(above[split..], 0.75);
        bool standsOut = ink - paper >= Math.Max(LeastContrast, LeastDeviations * deviation);
        return standsOut ? new(paper + Lowest, noise + Lowest, ink + Lowest) : null;
    }

    // The first level that more than this share of all pixels don't exceed.
    private static int Quantile(ReadOnlySpan<int> counts, double share)
    {
        double wanted = share * Sum(counts);
        int level = 0;
        for (long sum = counts[0]; sum <= wanted; sum += counts[level])
            level++;
        return level;
    }

    /// <summary>The grey from which on pixels belong to the lighter of two classes.</summary>
    public static int Split(GreyPicture picture)
    {
        int[] counts = new int[byte.MaxValue + 1];
        foreach (byte level in picture.Pixels)
            counts[level]++;
        return Split(counts);
    }

    // The level from which on pixels belong to the upper of two classes whose means are as far apart as can be (N. Otsu, "A threshold
    // selection method from gray-level histograms", IEEE Transactions on Systems, Man, and Cybernetics 9, 1979): here ink, not its edges.
    private static int Split(ReadOnlySpan<int> counts)
    {
        long all = Sum(counts), below = 0, moment = 0, momentBelow = 0;
        for (int level = 0; level < counts.Length; level++)
            moment += (long)level * counts[level];

        int best = 0;
        double widest = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            if (below > 0 && below < all)
            {
                double distance = (double)momentBelow / below - (double)(moment - momentBelow) / (all - below);
                double variance = (double)below * (all - below) * distance * distance;
                if (variance > widest)
                    (best, widest) = (level, variance);
            }
            below += counts[level];
            momentBelow += (long)level * counts[level];
        }
        return best;
    }

    private static long Sum(ReadOnlySpan<int> counts)
    {
        long sum = 0;
        foreach (int count in counts)
            sum += count;
        return sum;
    }
}
