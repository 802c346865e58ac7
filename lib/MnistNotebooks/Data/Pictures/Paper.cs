namespace MnistNotebooks.Data.Pictures;

/// <summary>The paper of a picture, seen coarsely: at most 64 cells a side, so that light and shadow show and grain does not.</summary>
internal static class Paper
{
    private const double MostCells = 64;

    // A sixth of the picture to each side: no stroke is that wide, and only wide shadows are.
    private const int Reach = 6;

    /// <summary>The mean grey of each cell.</summary>
    public static GreyPicture Cells(GreyPicture picture)
    {
        double size = Math.Max(1, Math.Max(picture.Width, picture.Height) / MostCells);
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
            int grey = Along(i / width - margin, cells.Height, row => Along(i % width - margin, cells.Width, column => cells.Row(row)[column]));
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
