using MnistNotebooks.Data.Distorting;

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

    /// <summary>How far pixels are moved on their own (Simard's α, in pixels before smoothing): at least 0, which is the default; 34 moves them by about 1 pixel.</summary>
    public double Elasticity { get; init; }

    /// <summary>Over how many pixels movements are alike (Simard's σ, the standard deviation of a Gaussian): above 0, 4 by default. Less crumples a digit.</summary>
    public double Smoothness { get; init; } = 4;

    /// <summary>All of them, as strong as readers still name every digit.</summary>
    public static Distortion Handwriting { get; } = new() { Shift = 1, Rotation = 10, Scaling = 0.1, Elasticity = 30 };

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
        Parallel.For(0, digits.Count, new ParallelOptions { MaxDegreeOfParallelism = cores }, () => new Distorter(this), (record, _, distorter) =>
        {
            distorter.Distort(digits.PixelsOf(record), pixels.AsSpan(record * DigitSet.PixelCount, DigitSet.PixelCount), new(seed, epoch, record));
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
