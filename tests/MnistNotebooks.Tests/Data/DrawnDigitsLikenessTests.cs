using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Data;

/// <summary>
/// How close drawn digits come to MNIST, whose figures (of its 60,000 training digits) the comments and the theory's data give.
/// </summary>
public sealed class DrawnDigitsLikenessTests
{
    private static MnistData Drawn { get; } = DrawnDigits.Create(train: 10_000, test: 10_000);

    [Fact]
    public void The_ink_fits_a_box_of_20_by_20_and_its_centre_of_mass_is_pixel_14_within_rounding()
    {
        for (int i = 0; i < Drawn.Train.Count; i++)
        {
            var (left, top, right, bottom, x, y) = Ink(Drawn.Train.PixelsOf(i));
            Assert.InRange(Math.Max(right - left, bottom - top) + 1, 18, 20);
            Assert.InRange(x, 13.45, 14.55);
            Assert.InRange(y, 12.5, 14.55); // A 7 with a long top may reach the edge of the picture before its mass reaches the middle.
        }
    }

    [Fact]
    public void As_many_pixels_have_ink_and_are_black_as_in_mnist()
    {
        double inked = 0, black = 0, sum = 0;
        foreach (byte pixel in Drawn.Train.Pixels)
        {
            inked += pixel > 0 ? 1 : 0;
            black += pixel >= 250 ? 1 : 0;
            sum += pixel;
        }
        int pixels = Drawn.Train.Pixels.Length;
        Assert.InRange(inked / pixels, 0.18, 0.21); // MNIST 0.191.
        Assert.InRange(black / pixels, 0.065, 0.085); // MNIST 0.074.
        Assert.InRange(sum / pixels, 31, 36); // MNIST 33.3.
    }

    [Theory]
    [InlineData(0, 44.2)]
    [InlineData(1, 19.4)]
    [InlineData(2, 38.0)]
    [InlineData(3, 36.1)]
    [InlineData(4, 30.9)]
    [InlineData(5, 32.8)]
    [InlineData(6, 35.0)]
    [InlineData(7, 29.2)]
    [InlineData(8, 38.3)]
    [InlineData(9, 31.3)]
    public void Each_class_has_about_as_much_ink_as_in_mnist(int label, double mnist)
    {
        double[] means =
            [.. Drawn.Train.Where(digit => digit.Label == label).Select(digit => digit.Pixels.Average(pixel => (double)pixel))];
        double mean = means.Average();
        Assert.InRange(mean, 0.85 * mnist, 1.15 * mnist);
        double deviation = Math.Sqrt(means.Average(value => (value - mean) * (value - mean)));
        Assert.InRange(deviation / mean, 0.18, 0.34); // MNIST 0.24 (for 0) to 0.29 (for 1): thin and thick pens.
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_tutorials_network_learns_to_read_other_writers_well_but_not_perfectly(int seed)
    {
        var digits = seed == 1 ? Drawn : DrawnDigits.Create(10_000, 10_000, seed);
        var network = Network.Tutorial(hiddenNodes: 200, seed);
        Training.Run(network, digits.Train, new TrainingOptions { Epochs = 2 });
        Assert.InRange(network.Score(digits.Test).Accuracy, 0.955, 0.98);
    }

    private static (int Left, int Top, int Right, int Bottom, double X, double Y) Ink(ReadOnlySpan<byte> pixels)
    {
        int left = DigitSet.Side, top = DigitSet.Side, right = -1, bottom = -1;
        double mass = 0, massX = 0, massY = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] == 0)
                continue;
            int row = i / DigitSet.Side, column = i % DigitSet.Side;
            (left, right) = (Math.Min(left, column), Math.Max(right, column));
            (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
            mass += pixels[i];
            massX += pixels[i] * column;
            massY += pixels[i] * row;
        }
        return (left, top, right, bottom, massX / mass, massY / mass);
    }
}
