namespace MnistNotebooks.Data;

/// <summary>A picture that was just read, with 16 bits of grey, before it gets the eight bits of a <see cref="GreyPicture"/>.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Levels">Row by row, 0…65535.</param>
internal sealed record GreyLevels(int Width, int Height, ushort[] Levels)
{
    /// <summary>More pixels than this are of no use for a digit: what is larger is shrunk by a whole factor.</summary>
    public const int MostPixels = 2048 * 2048;

    // Greys of a range as narrow as this, of 65,536, are spread: their contrast would pass for the grain of paper.
    private const int Narrow = 32 * 257;

    // Half of what pixels without any order have.
    private const double LeastDisorder = 1;

    /// <summary>
    /// Eight bits for each pixel. Where all greys lie close together, black and white become the darkest and the lightest of them, unless
    /// it is nothing but grain.
    /// </summary>
    public GreyPicture ToPicture()
    {
        int black = Levels.Min(), range = Levels.Max() - black;
        if (range is 0 or > Narrow || Disorder() > LeastDisorder)
            return new(Width, Height, Array.ConvertAll(Levels, level => (byte)((level + 128) / 257)));
        return new(Width, Height, Array.ConvertAll(Levels, level => (byte)(((level - black) * byte.MaxValue + range / 2) / range)));
    }

    // The mean square of the differences between neighbours in a row, in parts of the variance: about 2 for levels that are independent,
    // little for strokes (J. von Neumann, "Distribution of the ratio of the mean square successive difference to the variance", Annals
    // of Mathematical Statistics 12, 1941).
    private double Disorder()
    {
        double mean = Levels.Average(level => (double)level), variance = Levels.Average(level => (level - mean) * (level - mean));
        double differences = 0;
        for (int i = 1; i < Levels.Length; i++)
        {
            double difference = i % Width == 0 ? 0 : Levels[i] - Levels[i - 1];
            differences += difference * difference;
        }
        return differences / Levels.Length / variance;
    }
}

/// <summary>Makes a picture smaller while its rows come in: each new pixel is the mean of a square of old ones.</summary>
internal sealed class Shrinking
{
    private readonly int _factor;
    private readonly int _wide;
    private readonly int _high;
    private readonly ushort[] _levels;
    private readonly long[] _sums;
    private int _rows;

    /// <summary>For a picture of this size. Old pixels that fill no square at the right and the lower edge are left out.</summary>
    public Shrinking(int width, int height)
    {
        int factor = (int)Math.Ceiling(Math.Sqrt((double)width * height / GreyLevels.MostPixels));
        // A picture narrower than a square has squares cut to its width.
        (_factor, _wide, _high) = (factor, Math.Min(factor, width), Math.Min(factor, height));
        (Width, Height) = (Math.Max(1, width / factor), Math.Max(1, height / factor));
        (_levels, _sums) = (new ushort[Width * Height], new long[Width]);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Old rows that count.</summary>
    public int OldRows => Height * _high;

    /// <summary>The next old row.</summary>
    public void Add(ReadOnlySpan<int> row)
    {
        for (int x = 0; x < Width; x++)
        {
            foreach (int level in row.Slice(x * _factor, _wide))
                _sums[x] += level;
        }
        if (++_rows % _high != 0)
            return;
        int start = (_rows / _high - 1) * Width, count = _wide * _high;
        for (int x = 0; x < Width; x++)
            _levels[start + x] = (ushort)((_sums[x] + count / 2) / count);
        Array.Clear(_sums);
    }

    public GreyLevels Result() => new(Width, Height, _levels);
}
