namespace MnistNotebooks.Data.Pictures;

/// <summary>How far pixels stand out from the paper, -255 to 255.</summary>
/// <param name="Paper">About where bare paper is.</param>
/// <param name="Noise">The grain of the paper does not get above it.</param>
/// <param name="Ink">Where full ink is.</param>
internal readonly record struct InkLevels(int Paper, int Noise, int Ink)
{
    private const int Lowest = -255, Levels = 511;

    // Ink that stands out less than this, of 255 and in standard deviations of the grain, can't be told from paper.
    private const int LeastContrast = 16, LeastDeviations = 6;

    /// <summary>The levels of a picture, or null when there is no ink in it.</summary>
    /// <param name="contrast">How far each pixel stands out.</param>
    public static InkLevels? Of(ReadOnlySpan<short> contrast)
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
        return ink - paper < Math.Max(LeastContrast, LeastDeviations * deviation) ? null : new(paper + Lowest, noise + Lowest, ink + Lowest);
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
