using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

/// <summary>Digits of no meaning that fill every byte of a file.</summary>
internal static class Sample
{
    public static DigitSet Digits(int count, int seed = 1)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        byte[] labels = new byte[count];
        random.NextBytes(pixels);
        for (int i = 0; i < count; i++)
            labels[i] = (byte)random.Next(DigitSet.Classes);
        return new(pixels, labels);
    }

    public static void AssertSame(DigitSet expected, DigitSet actual)
    {
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), "The pixels differ.");
    }

    /// <summary>
    /// Damaged versions of a file: cut at every length of a short one or at many of a long one, with bytes changed, put in, or added at
    /// the end.
    /// </summary>
    public static IEnumerable<byte[]> Damaged(byte[] file, int count, int seed = 1)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            int at = random.Next(2) == 0 ? random.Next(Math.Min(file.Length, 200)) : random.Next(file.Length);
            byte[] noise = new byte[random.Next(1, 9)];
            random.NextBytes(noise);
            yield return (i % 4) switch
            {
                0 => file[..at],
                1 => [.. file[..at], .. noise, .. file[Math.Min(at + noise.Length, file.Length)..]],
                2 => [.. file[..at], .. noise, .. file[at..]],
                _ => [.. file, .. noise],
            };
        }
    }
}
