using System.Globalization;
using MnistNotebooks.Data.Drawing;

namespace MnistNotebooks.Data;

/// <summary>
/// Digits that look handwritten, made by this library in MNIST's format and manner, so that everything works on a machine
/// with neither the files nor a network. What is learned from them is not a result on MNIST.
/// </summary>
public static class DrawnDigits
{
    private const int Writers = 500;

    private static int Most => Array.MaxLength / DigitSet.PixelCount;

    /// <summary>
    /// Draws digits: 28×28 pixels, ink in a box of 20×20, centred by mass, in random order, each digit as likely as any other.
    /// The test digits are of other writers than the training digits. The same seed gives the same digits, bit for bit, on any machine
    /// with any number of cores, and fewer digits are the first of more.
    /// </summary>
    /// <param name="train">Training digits, at least 1.</param>
    /// <param name="test">Test digits, at least 1.</param>
    /// <param name="seed">Any number; another one gives other writers and other digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or above 2,739,137 (more do not fit in one array).</exception>
    public static MnistData Create(int train = 60_000, int test = 10_000, int seed = 1) => Create(train, test, seed, Environment.ProcessorCount);

    /// <summary>The same on at most <paramref name="cores"/> cores.</summary>
    internal static MnistData Create(int train, int test, int seed, int cores)
    {
        CheckCount(train, nameof(train));
        CheckCount(test, nameof(test));
        string description = string.Create(
            CultureInfo.InvariantCulture,
            $"Drawn digits: {train:N0} for training and {test:N0} for testing, made by this library (seed {seed}). They look like handwriting but are not MNIST.");
        return new(Draw(train, seed, split: 0, cores), Draw(test, seed, split: 1, cores), new DataSource(IsMnist: false, description));
    }

    private static void CheckCount(int count, string name)
    {
        if (count < 1 || count > Most)
            throw new ArgumentOutOfRangeException(name, count, string.Create(CultureInfo.InvariantCulture, $"Between 1 and {Most:N0} digits can be drawn."));
    }

    // Writers and digits each have their own random stream, so nothing depends on who draws what when.
    private static DigitSet Draw(int count, int seed, int split, int cores)
    {
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        byte[] labels = new byte[count];
        var writers = new Writer[Writers];
        for (int i = 0; i < writers.Length; i++)
            writers[i] = new Writer(new RandomStream(seed, split, 0, i));
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = cores },
            () => (Trace: new Trace(), Picture: new Picture()),
            (i, _, desk) =>
            {
                var random = new RandomStream(seed, split, 1, i);
                labels[i] = (byte)random.Below(DigitSet.Classes);
                writers[random.Below(Writers)].Write(labels[i], ref random, desk.Trace);
                desk.Picture.Draw(desk.Trace, ref random, pixels.AsSpan(i * DigitSet.PixelCount, DigitSet.PixelCount));
                return desk;
            },
            _ => { });
        return new(pixels, labels);
    }
}
