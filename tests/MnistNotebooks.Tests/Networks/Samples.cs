using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>Seeded networks and digits that need no file.</summary>
internal static class Samples
{
    /// <summary>A network with normal weights, of the given node counts from the inputs to the outputs.</summary>
    public static Network Network(int[] nodes, bool biases, int seed, Activation? activation = null, PixelScale? scale = null)
    {
        var random = new Random(seed);
        return new([.. nodes.Zip(nodes.Skip(1), (inputs, outputs) =>
        {
            var normal = new Normal(0, Math.Pow(inputs, -0.5), random);
            Matrix<double> weights = Matrix<double>.Build.Random(outputs, inputs, normal);
            return new Layer(weights, biases ? Vector<double>.Build.Random(outputs, normal) : null, activation);
        })])
        { Scale = scale ?? PixelScale.Tutorial };
    }

    /// <summary>A vector of numbers from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Vector<double> Vector(int count, int seed, double low = 0.01, double high = 0.99) =>
        Vector<double>.Build.Random(count, new ContinuousUniform(low, high, new Random(seed)));

    /// <summary>
    /// Digits that can be learned: a label is a patch of ink at its own place, under noise. About a fifth of the pixels is ink, as in
    /// MNIST; every tenth record is blank or full, which MNIST has not.
    /// </summary>
    public static DigitSet Digits(int count, int seed, int classes = DigitSet.Classes)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * DigitSet.PixelCount];
        byte[] labels = new byte[count];
        for (int record = 0; record < count; record++)
        {
            Span<byte> picture = pixels.AsSpan(record * DigitSet.PixelCount, DigitSet.PixelCount);
            labels[record] = (byte)random.Next(classes);
            for (int i = 0; i < picture.Length; i++)
            {
                bool patch = i / 70 == labels[record];
                picture[i] = (byte)(random.NextDouble() < (patch ? 0.8 : 0.12) ? random.Next(1, 256) : 0);
            }
            if (record % 10 == 9)
                picture.Fill((byte)(record % 20 == 9 ? 0 : 255));
        }
        return new(pixels, labels);
    }
}
