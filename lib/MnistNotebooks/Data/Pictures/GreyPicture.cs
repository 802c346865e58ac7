using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>A grey picture of any size.</summary>
public sealed class GreyPicture
{
    private readonly ReadOnlyMemory<byte> _pixels;

    /// <summary>A picture over the given memory, which is not copied.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Grey levels row by row from the top, 0 (black) to 255 (white).</param>
    /// <exception cref="ArgumentException">Width, height and number of pixels don't fit.</exception>
    public GreyPicture(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException(
                $"{width}×{height} pixels need as many grey levels, but there are {pixels.Length}.", nameof(pixels));
        }
        (Width, Height, _pixels) = (width, height, pixels);
    }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Grey levels row by row from the top, 0 (black) to 255 (white).</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.Span;

    /// <summary>The grey levels of a row.</summary>
    public ReadOnlySpan<byte> Row(int row) => Pixels.Slice(row * Width, Width);

    /// <summary>
    /// Reads a JPEG, PNG, WebP, GIF, BMP or PGM file of at most 64 million pixels, upright as the camera says (EXIF orientation); one of
    /// more than 2048×2048 is shrunk to half its size, a third, and so on. Colours become grey by 0.299 red + 0.587 green + 0.114 blue
    /// (ITU-R BT.601), and what is transparent lies on white paper. Where that shows little and one of the colours or black paper shows
    /// more, that is taken. Where all greys lie close together they are spread from black to white. A file that was cut is refused, and
    /// one with damaged pixels where that can be seen: by PNG's checksums, by JPEG's and GIF's codes in most cases, hardly by WebP's, and
    /// not at all in BMP and PGM.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not such a picture, a damaged or a too large one; the message says what is wrong where.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">
    /// SkiaSharp, which reads all but PGM, can't be loaded on this machine.
    /// </exception>
    public static GreyPicture Read(string path)
    {
        using PictureInput input = PictureInput.Open(path);
        return PictureFormat.Read(input);
    }

    /// <summary>The grey levels as a matrix [Height × Width], 0…255, first row at the top.</summary>
    public Matrix<double> Image() => Matrix<double>.Build.Dense(Height, Width, (row, column) => Pixels[row * Width + column]);

    /// <summary>This picture with black and white exchanged.</summary>
    public GreyPicture Inverted()
    {
        byte[] pixels = Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(255 - pixels[i]);
        return new(Width, Height, pixels);
    }

    /// <summary>This picture stretched or shrunk to another size; every new pixel is the mean of the area it covers.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public GreyPicture Scaled(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return AreaAverage.Of(this, width, height, new(0, (double)Width / width), new(0, (double)Height / height));
    }

    /// <summary>A copy of a part.</summary>
    internal GreyPicture Part(int left, int top, int width, int height)
    {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
            Row(top + y).Slice(left, width).CopyTo(pixels.AsSpan(y * width));
        return new(width, height, pixels);
    }

    /// <summary>This 28×28 picture as a record to show a network.</summary>
    /// <param name="label">The digit it shows, 0…9.</param>
    /// <exception cref="InvalidOperationException">The picture has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is not 0…9.</exception>
    public Digit ToDigit(int label)
    {
        if (Width != DigitSet.Side || Height != DigitSet.Side)
        {
            throw new InvalidOperationException(
                $"A digit has {DigitSet.Side}×{DigitSet.Side} pixels, but this picture has {Width}×{Height}.");
        }
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, DigitSet.Classes);
        return new(0, label, Pixels.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => $"grey picture, {Width}×{Height} pixels";
}

/// <summary>How new pixels lie over old ones in one direction: new pixel i covers Start + i·Step to Start + (i + 1)·Step.</summary>
internal readonly record struct Sampling(double Start, double Step)
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
    public static GreyPicture Of(GreyPicture picture, int width, int height, Sampling columns, Sampling rows)
    {
        double[] means = Means(picture, width, height, columns, rows);
        return new(width, height, means.Select(mean => (byte)Math.Round(mean)).ToArray());
    }

    /// <summary>The new picture's levels, 0…255, row by row.</summary>
    public static double[] Means(GreyPicture picture, int width, int height, Sampling columns, Sampling rows)
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
