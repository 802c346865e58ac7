namespace MnistNotebooks.Data.Pictures;

/// <summary>How new pixels lie over old ones in one direction: new pixel i covers Start + i·Step to Start + (i + 1)·Step.</summary>
internal readonly record struct Grid(double Start, double Step)
{
    /// <summary>The old pixels, of <paramref name="count"/>, under new pixel i, and how much of each is covered.</summary>
    public IEnumerable<(int Index, double Share)> Under(int i, int count)
    {
        // Both ends by the same formula, so that neighbours share their border exactly.
        double from = Math.Max(0, Start + i * Step), to = Math.Min(count, Start + (i + 1) * Step);
        for (int index = (int)from; index < to; index++)
            yield return (index, Math.Min(to, index + 1) - Math.Max(from, index));
    }
}

/// <summary>Shrinks or enlarges a picture: every new pixel is the mean of the area it covers, where outside the picture is black.</summary>
internal static class AreaAverage
{
    /// <summary>The new picture in whole grey levels.</summary>
    public static GreyPicture Of(GreyPicture picture, int width, int height, Grid columns, Grid rows)
    {
        double[] means = Means(picture, width, height, columns, rows);
        return new(width, height, means.Select(mean => (byte)Math.Round(mean)).ToArray());
    }

    /// <summary>The new picture's levels, 0…255, row by row.</summary>
    public static double[] Means(GreyPicture picture, int width, int height, Grid columns, Grid rows)
    {
        (int Index, double Share)[][] under = [.. Enumerable.Range(0, width).Select(x => columns.Under(x, picture.Width).ToArray())];
        double[] sums = new double[picture.Width];
        double[] means = new double[width * height];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sums);
            foreach (var (index, share) in rows.Under(y, picture.Height))
            {
                ReadOnlySpan<byte> row = picture.Row(index);
                for (int x = 0; x < row.Length; x++)
                    sums[x] += share * row[x];
            }
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                foreach (var (index, share) in under[x])
                    sum += share * sums[index];
                means[y * width + x] = sum / (columns.Step * rows.Step);
            }
        }
        return means;
    }
}
