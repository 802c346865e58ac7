using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Data;

/// <summary>
/// Random changes that leave a digit what it is: shifted, turned, resized, and bent elastically as if the hand had moved differently
/// (Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis", 2003).
/// A network that sees every digit changed anew in every epoch has more to learn from than 60,000 pictures.
/// </summary>
public sealed record Distortion
{
    /// <summary>Largest shift to each side, in pixels: at least 0, which is the default.</summary>
    public double Shift { get; init; }

    /// <summary>Largest turn to each side, in degrees: at least 0, which is the default.</summary>
    public double Rotation { get; init; }

    /// <summary>Largest change of the width, and of the height, as a share of it: 0, which is the default, to below 1.</summary>
    public double Scaling { get; init; }

    /// <summary>
    /// How far pixels are moved on their own (Simard's α, in pixels before smoothing): at least 0, which is the default; 34 moves them by
    /// about 1 pixel.
    /// </summary>
    public double Elasticity { get; init; }

    /// <summary>
    /// Over how many pixels movements are alike (Simard's σ, the standard deviation of a Gaussian): above 0, 4 by default. Less crumples a
    /// digit.
    /// </summary>
    public double Smoothness { get; init; } = 4;

    /// <summary>All of them, as strong as readers still name every digit.</summary>
    internal static Distortion Handwriting { get; } = new() { Shift = 1, Rotation = 10, Scaling = 0.1, Elasticity = 30 };

    /// <summary>Every digit of a set, distorted on its own; the labels stay.</summary>
    /// <param name="digits">They are not changed.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <param name="epoch">Other epochs give other pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException">A property is out of its range.</exception>
    public DigitSet Apply(DigitSet digits, int seed, int epoch = 0) => Apply(digits, seed, epoch, Environment.ProcessorCount);

    /// <summary>The same on at most <paramref name="cores"/> cores.</summary>
    internal DigitSet Apply(DigitSet digits, int seed, int epoch, int cores)
    {
        ArgumentNullException.ThrowIfNull(digits);
        Check();
        byte[] pixels = new byte[digits.Count * DigitSet.PixelCount];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = cores };
        Parallel.For(0, digits.Count, parallel, () => new Distorter(this), (record, _, distorter) =>
        {
            Span<byte> target = pixels.AsSpan(record * DigitSet.PixelCount, DigitSet.PixelCount);
            distorter.Distort(digits.PixelsOf(record), target, new(seed, epoch, record));
            return distorter;
        }, _ => { });
        return new(pixels, digits.Labels.ToArray());
    }

    internal void Check()
    {
        CheckLeast(Shift, nameof(Shift));
        CheckLeast(Rotation, nameof(Rotation));
        CheckLeast(Elasticity, nameof(Elasticity));
        if (!(Scaling >= 0 && Scaling < 1))
            throw new ArgumentOutOfRangeException(nameof(Scaling), Scaling, "A change of size is at least 0 and below 1.");
        if (!(Smoothness > 0 && double.IsFinite(Smoothness)))
            throw new ArgumentOutOfRangeException(nameof(Smoothness), Smoothness, "Smoothness is a finite number of pixels above 0.");
    }

    private static void CheckLeast(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "A distortion is a finite number, at least 0.");
    }
}

/// <summary>
/// Distorts one picture after the other. For every pixel of the new picture it finds the place in the old one where its ink comes from.
/// </summary>
internal sealed class Distorter(Distortion options)
{
    private const int Side = DigitSet.Side;
    private const float Middle = (Side - 1) / 2f;

    private readonly ElasticField _field = new(options.Smoothness);
    private readonly float[] _right = new float[DigitSet.PixelCount];
    private readonly float[] _down = new float[DigitSet.PixelCount];

    public void Distort(ReadOnlySpan<byte> source, Span<byte> target, RandomStream random)
    {
        float angle = (float)(Within(ref random, options.Rotation) * Math.PI / 180), cos = MathF.Cos(angle), sin = MathF.Sin(angle);
        float perColumn = 1 / (float)(1 + Within(ref random, options.Scaling));
        float perRow = 1 / (float)(1 + Within(ref random, options.Scaling));
        var middle = new Vector2(Middle - (float)Within(ref random, options.Shift), Middle - (float)Within(ref random, options.Shift));
        bool elastic = options.Elasticity > 0;
        if (elastic)
        {
            _field.Fill(_right, (float)options.Elasticity, ref random);
            _field.Fill(_down, (float)options.Elasticity, ref random);
        }
        for (int pixel = 0; pixel < target.Length; pixel++)
        {
            float x = (pixel % Side - Middle) * perColumn, y = (pixel / Side - Middle) * perRow;
            var place = new Vector2(cos * x + sin * y, cos * y - sin * x) + middle;
            if (elastic)
                place += new Vector2(_right[pixel], _down[pixel]);
            target[pixel] = Ink(source, place);
        }
    }

    private static double Within(ref RandomStream random, double largest) => random.Uniform(-largest, largest);

    /// <summary>The grey level between the four pixels around a place, in proportion to how near they are; outside is paper.</summary>
    private static byte Ink(ReadOnlySpan<byte> source, Vector2 place)
    {
        int column = (int)MathF.Floor(place.X), row = (int)MathF.Floor(place.Y);
        if (column < -1 || row < -1 || column >= Side || row >= Side)
            return 0;
        float right = place.X - column, down = place.Y - row;
        float above = Level(source, row, column) * (1 - right) + Level(source, row, column + 1) * right;
        float below = Level(source, row + 1, column) * (1 - right) + Level(source, row + 1, column + 1) * right;
        return (byte)(above * (1 - down) + below * down + 0.5f);
    }

    private static int Level(ReadOnlySpan<byte> source, int row, int column) =>
        (uint)row < Side && (uint)column < Side ? source[row * Side + column] : 0;
}

/// <summary>
/// Random movements of a picture's pixels along one axis, smooth because each is a mean of those around it with the weights of a Gaussian.
/// With K the matrix of these weights along one axis, noise N becomes K·N·K.
/// </summary>
internal sealed class ElasticField
{
    private const int Side = DigitSet.Side;

    // A row of 28 in two vectors of 16.
    private const int Lanes = 2;
    private const int Width = Lanes * 16;

    private readonly float[] _gaussian = new float[Side * Width];
    private readonly float[] _noise = new float[Side * Width];
    private readonly float[] _smoothed = new float[Side * Width];

    public ElasticField(double smoothness)
    {
        double Weight(int distance) => Math.Exp(-distance * distance / (2 * smoothness * smoothness));
        double sum = Enumerable.Range(-Side, 2 * Side + 1).Sum(Weight);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
                _gaussian[row * Width + column] = (float)(Weight(row - column) / sum);
        }
    }

    /// <summary>Fills 784 movements in pixels, row by row: noise of ±<paramref name="strength"/>, smoothed.</summary>
    public void Fill(Span<float> movements, float strength, ref RandomStream random)
    {
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
                _noise[row * Width + column] = (float)random.Uniform(-strength, strength);
        }
        Multiply(_noise, _gaussian, _smoothed);
        Multiply(_gaussian, _smoothed, _noise);
        for (int row = 0; row < Side; row++)
            _noise.AsSpan(row * Width, Side).CopyTo(movements[(row * Side)..]);
    }

    /// <summary>product = left · right, all 28×28.</summary>
    private static void Multiply(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product)
    {
        ReadOnlySpan<Vector512<float>> rows = MemoryMarshal.Cast<float, Vector512<float>>(right);
        Span<Vector512<float>> sums = MemoryMarshal.Cast<float, Vector512<float>>(product);
        for (int row = 0; row < Side; row++)
        {
            Vector512<float> first = Vector512<float>.Zero, second = Vector512<float>.Zero;
            for (int i = 0; i < Side; i++)
            {
                Vector512<float> factor = Vector512.Create(left[row * Width + i]);
                first = Vector512.FusedMultiplyAdd(factor, rows[i * Lanes], first);
                second = Vector512.FusedMultiplyAdd(factor, rows[i * Lanes + 1], second);
            }
            sums[row * Lanes] = first;
            sums[row * Lanes + 1] = second;
        }
    }
}
