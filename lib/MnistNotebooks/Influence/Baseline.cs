using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Influence;

/// <summary>
/// What a picture is compared with: "how much does this pixel matter" always means "compared with what". One picture of network inputs,
/// or several, over which an attribution is averaged. A vector is a baseline as it is.
/// </summary>
public sealed class Baseline
{
    private Baseline(IReadOnlyList<Vector<double>> pictures) => Pictures = pictures;

    /// <summary>At least one picture of network inputs.</summary>
    public IReadOnlyList<Vector<double>> Pictures { get; }

    /// <summary>All inputs zero.</summary>
    /// <param name="inputs">Number of inputs.</param>
    public static Baseline Zero(int inputs = DigitSet.PixelCount) => Vector<double>.Build.Dense(inputs);

    /// <summary>A picture without ink, as the network sees it: 0.01 everywhere on the tutorial's scale, not 0.</summary>
    public static Baseline Black(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Vector<double>.Build.Dense(DigitSet.PixelCount, network.Scale.Apply(0));
    }

    /// <summary>The mean picture of a set, one blurred blob, as the network sees it.</summary>
    /// <param name="network">Whose inputs they are.</param>
    /// <param name="digits">At least one record.</param>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    public static Baseline Mean(Network network, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Count == 0)
            throw new ArgumentException("A mean picture needs at least one record.", nameof(digits));
        long[] sums = new long[DigitSet.PixelCount];
        for (int record = 0; record < digits.Count; record++)
        {
            ReadOnlySpan<byte> pixels = digits.PixelsOf(record);
            for (int pixel = 0; pixel < pixels.Length; pixel++)
                sums[pixel] += pixels[pixel];
        }
        return Vector<double>.Build.Dense(sums.Length, i => network.Scale.Offset + network.Scale.Factor * sums[i] / digits.Count);
    }

    /// <summary>Every picture of a set, as the network sees it: attributions are computed for each and averaged.</summary>
    /// <param name="network">Whose inputs they are.</param>
    /// <param name="digits">At least one record.</param>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    public static Baseline Each(Network network, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(digits);
        return Each([.. digits.Select(network.InputsOf)]);
    }

    /// <summary>Every one of the pictures: attributions are computed for each and averaged.</summary>
    /// <param name="pictures">At least one, all of the same length.</param>
    /// <exception cref="ArgumentException">There is none, or their lengths differ.</exception>
    internal static Baseline Each(params IReadOnlyList<Vector<double>> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
            throw new ArgumentException("A baseline has at least one picture.", nameof(pictures));
        if (pictures.FirstOrDefault(picture => picture.Count != pictures[0].Count) is Vector<double> other)
            throw new ArgumentException(
                $"A baseline's pictures are of one size, but there are {pictures[0].Count} and {other.Count} inputs.", nameof(pictures));
        return new([.. pictures]);
    }

    /// <summary>One picture of network inputs.</summary>
    public static implicit operator Baseline(Vector<double> picture) => new([picture]);
}
