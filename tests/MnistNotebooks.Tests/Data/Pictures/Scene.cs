using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>A sheet with something drawn on it, as a camera sees it.</summary>
internal sealed record Scene(int Width, int Height)
{
    public double Paper { get; init; } = 240;

    public double Ink { get; init; } = 30;

    /// <summary>Standard deviation of the grain, in grey levels.</summary>
    public double Grain { get; init; } = 8;

    /// <summary>The part of the light that is lacking at the right edge; it fades evenly.</summary>
    public double Fading { get; init; }

    /// <summary>The part of the light that a shadow with a sharp edge takes, left of a slanting line a third of the way across.</summary>
    public double Shadow { get; init; }

    /// <summary>Photographs what is drawn.</summary>
    /// <param name="ink">How much of a point is covered with ink, 0…1, at a place in pixels from the top left.</param>
    /// <param name="seed">Of the grain.</param>
    public GreyPicture Photograph(Func<double, double, double> ink, int seed = 1)
    {
        double[] grains = Normal(4096);
        var random = new Random(seed);
        byte[] pixels = new byte[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double light = (1 - Fading * x / Width) * (3 * x < Width + y ? 1 - Shadow : 1);
                double level = light * (Paper + (Ink - Paper) * ink(x + 0.5, y + 0.5)) + Grain * grains[random.Next(grains.Length)];
                pixels[y * Width + x] = (byte)Math.Clamp(Math.Round(level), 0, 255);
            }
        }
        return new(Width, Height, pixels);
    }

    /// <summary>A digit drawn with square dots of so many pixels, its 28×28 of them in the middle of the sheet.</summary>
    public GreyPicture PhotographDots(byte[] digit, int dot, int seed = 1)
    {
        int left = (Width - 28 * dot) / 2, top = (Height - 28 * dot) / 2;
        return Photograph((x, y) => At(digit, (int)Math.Floor((x - left) / dot), (int)Math.Floor((y - top) / dot)), seed);
    }

    /// <summary>A digit so many times as large, its levels interpolated, in the middle of the sheet.</summary>
    public GreyPicture PhotographSmooth(byte[] digit, int times, int seed = 1)
    {
        double left = (Width - 28 * times) / 2, top = (Height - 28 * times) / 2;
        return Photograph((x, y) =>
        {
            double column = (x - left) / times - 0.5, row = (y - top) / times - 0.5;
            int before = (int)Math.Floor(column), above = (int)Math.Floor(row);
            return double.Lerp(
                double.Lerp(At(digit, before, above), At(digit, before + 1, above), column - before),
                double.Lerp(At(digit, before, above + 1), At(digit, before + 1, above + 1), column - before),
                row - above);
        }, seed);
    }

    private static double At(byte[] digit, int column, int row) =>
        column is >= 0 and < 28 && row is >= 0 and < 28 ? digit[row * 28 + column] / 255.0 : 0;

    private static double[] Normal(int count)
    {
        double[] numbers = new double[count];
        MathNet.Numerics.Distributions.Normal.Samples(new Random(1), numbers, 0, 1);
        return numbers;
    }
}
