using System.Collections;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>
/// Labelled 28×28 grey pictures in MNIST's order and format. Pixels stay bytes (47 MB for 60,000 pictures)
/// and become inputs on demand.
/// </summary>
public sealed class DigitSet : IReadOnlyList<Digit>
{
    /// <summary>Rows, and columns, of a picture.</summary>
    public const int Side = 28;

    /// <summary>Pixels of a picture: 784.</summary>
    internal const int PixelCount = Side * Side;

    /// <summary>Classes: the digits 0…9.</summary>
    internal const int Classes = 10;

    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;

    /// <summary>A set over the given memory, which is not copied.</summary>
    /// <param name="pixels">784 bytes a picture, row by row, one picture after the other.</param>
    /// <param name="labels">One label a picture, 0…9.</param>
    /// <exception cref="ArgumentException">The lengths don't match, or a label is above 9.</exception>
    public DigitSet(ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels)
    {
        if (pixels.Length != (long)labels.Length * PixelCount)
        {
            throw new ArgumentException(
                $"{labels.Length} labels need {(long)labels.Length * PixelCount} pixels, but there are {pixels.Length}.", nameof(pixels));
        }
        int wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        if (wrong >= 0)
            throw new ArgumentException($"Record {wrong} has the label {labels.Span[wrong]}; labels are 0 to 9.", nameof(labels));
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>Refuses pictures without greys, of 0 and 1 only: they would be read as all but black.</summary>
    /// <param name="pixels">Of all pictures of a file.</param>
    /// <param name="name">The file's, for the message.</param>
    /// <exception cref="InvalidDataException">There are values above 0, but none above 1.</exception>
    internal static void RequireGreys(ReadOnlySpan<byte> pixels, string name)
    {
        if (pixels.ContainsAnyExcept((byte)0) && !pixels.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw new InvalidDataException($"{name}: has no value above 1; grey levels from 0 to 255 were expected.");
    }

    /// <summary>Number of pictures.</summary>
    public int Count => _labels.Length;

    /// <summary>All grey levels: picture after picture, row by row.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.Span;

    /// <summary>All labels.</summary>
    public ReadOnlySpan<byte> Labels => _labels.Span;

    /// <summary>A copy of record <paramref name="index"/>, counted from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such record.</exception>
    public Digit this[int index] => new(index, Labels[Checked(index)], PixelsOf(index).ToArray());

    /// <summary>The 784 grey levels of a record, without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such record.</exception>
    internal ReadOnlySpan<byte> PixelsOf(int index) => Pixels.Slice(Checked(index) * PixelCount, PixelCount);

    /// <summary>
    /// A window on <paramref name="count"/> records from <paramref name="start"/> on, without a copy; they are numbered from 0 again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the set.</exception>
    public DigitSet Range(int start, int count)
    {
        if (start < 0 || count < 0 || start > Count - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), $"Records {start} to {(long)start + count - 1} were asked for; the set has {Count}.");
        }
        return new(_pixels.Slice(start * PixelCount, count * PixelCount), _labels.Slice(start, count));
    }

    /// <summary>A new set of the records with the given numbers, in the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such record.</exception>
    public DigitSet Pick(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        int[] chosen = [.. indices];
        byte[] pixels = new byte[chosen.Length * PixelCount];
        byte[] labels = new byte[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            PixelsOf(chosen[i]).CopyTo(pixels.AsSpan(i * PixelCount));
            labels[i] = Labels[chosen[i]];
        }
        return new(pixels, labels);
    }

    /// <summary>A new set with rows and columns of each picture exchanged, which sets EMNIST's pictures upright.</summary>
    public DigitSet Transposed()
    {
        byte[] pixels = new byte[Pixels.Length];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> from = PixelsOf(i);
            Span<byte> to = pixels.AsSpan(i * PixelCount, PixelCount);
            for (int pixel = 0; pixel < PixelCount; pixel++)
                to[pixel % Side * Side + pixel / Side] = from[pixel];
        }
        return new(pixels, _labels);
    }

    /// <summary>Inputs of all records as rows: [Count × 784].</summary>
    public Matrix<double> Inputs(PixelScale scale) =>
        Matrix<double>.Build.Dense(Count, PixelCount, (row, column) => scale.Apply(Pixels[row * PixelCount + column]));

    /// <inheritdoc/>
    public IEnumerator<Digit> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Checked(int index) => (uint)index < (uint)Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The set has {Count} records, numbered from 0.");
}

/// <summary>One picture of a handwritten digit, copied out of a <see cref="DigitSet"/>.</summary>
/// <param name="Index">Its record number in the set, counted from 0.</param>
/// <param name="Label">The digit it shows, 0…9.</param>
/// <param name="Pixels">784 grey levels row by row, 0 (paper) to 255 (ink).</param>
public sealed record Digit(int Index, int Label, byte[] Pixels)
{
    /// <summary>The grey levels as a 28×28 matrix, 0…255, first row at the top.</summary>
    public Matrix<double> Image() =>
        Matrix<double>.Build.Dense(DigitSet.Side, DigitSet.Side, (row, column) => Pixels[row * DigitSet.Side + column]);

    /// <summary>The 784 network inputs on the given scale.</summary>
    public Vector<double> Inputs(PixelScale scale) => Vector<double>.Build.Dense(Pixels.Length, i => scale.Apply(Pixels[i]));
}

/// <summary>How a pixel (0…255) becomes a network input: <c>Offset + Factor · pixel</c>.</summary>
/// <param name="Offset">Input of a black pixel.</param>
/// <param name="Factor">Growth of the input per grey level.</param>
public readonly record struct PixelScale(double Offset, double Factor)
{
    /// <summary>0.01…1.0: the tutorial's choice. Inputs from 0 on teach a network as well (lesson 02).</summary>
    public static PixelScale Tutorial { get; } = new(0.01, 0.99 / 255);

    /// <summary>0…1: value / 255.</summary>
    public static PixelScale Unit { get; } = new(0, 1.0 / 255);

    /// <summary>The input of one pixel.</summary>
    public double Apply(byte pixel) => Offset + Factor * pixel;
}
