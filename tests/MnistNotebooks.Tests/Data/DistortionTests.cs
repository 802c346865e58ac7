using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public class DistortionTests
{
    private const int Side = DigitSet.Side;
    private const double Middle = (Side - 1) / 2.0;

    private static readonly DigitSet _digits = DrawnDigits.Create(train: 60, test: 1).Train;

    [Fact]
    public void Nothing_asked_for_changes_nothing() =>
        Assert.Equal(_digits.Pixels.ToArray(), new Distortion().Apply(_digits, seed: 1).Pixels.ToArray());

    [Fact]
    public void Seed_and_epoch_fix_the_pictures_whatever_else_is_in_the_set()
    {
        DigitSet first = Distortion.Handwriting.Apply(_digits, seed: 1, epoch: 2);
        Assert.Equal(first.Pixels.ToArray(), Distortion.Handwriting.Apply(_digits, seed: 1, epoch: 2).Pixels.ToArray());
        Assert.Equal(first.PixelsOf(7).ToArray(),
            Distortion.Handwriting.Apply(_digits.Range(0, 8), seed: 1, epoch: 2).PixelsOf(7).ToArray());
        Assert.Equal(_digits.Labels.ToArray(), first.Labels.ToArray());
        Assert.NotEqual(first.Pixels.ToArray(), Distortion.Handwriting.Apply(_digits, seed: 1, epoch: 3).Pixels.ToArray());
        Assert.NotEqual(first.Pixels.ToArray(), Distortion.Handwriting.Apply(_digits, seed: 2, epoch: 2).Pixels.ToArray());
    }

    [Fact]
    public void A_shift_moves_the_centre_of_the_ink_as_far_as_asked_in_all_directions()
    {
        DigitSet shifted = new Distortion { Shift = 3 }.Apply(_digits, seed: 1);
        var moved = Enumerable.Range(0, _digits.Count).Select(i => (Before: Moments.Of(_digits, i), After: Moments.Of(shifted, i)))
            .Select(pair => (X: pair.After.X - pair.Before.X, Y: pair.After.Y - pair.Before.Y)).ToArray();
        Assert.All(moved, by => Assert.True(Math.Abs(by.X) <= 3.02 && Math.Abs(by.Y) <= 3.02));
        Assert.InRange(moved.Max(by => by.X), 2.3, 3.02);
        Assert.InRange(moved.Min(by => by.Y), -3.02, -2.3);
    }

    [Fact]
    public void A_rotation_turns_a_stroke_by_the_angles_asked_for()
    {
        DigitSet turned = new Distortion { Rotation = 30 }.Apply(Strokes(200), seed: 1);
        double[] angles = [.. Enumerable.Range(0, turned.Count).Select(i => Moments.Of(turned, i).AngleFromUpright)];
        Assert.InRange(angles.Max(), 27, 31);
        Assert.InRange(angles.Min(), -31, -27);
        Assert.InRange(angles.Average(), -4, 4);
    }

    [Fact]
    public void Scaling_changes_width_and_height_on_their_own()
    {
        DigitSet scaled = new Distortion { Scaling = 0.3 }.Apply(Squares(200), seed: 1);
        var sizes = Enumerable.Range(0, scaled.Count).Select(i => Moments.Of(scaled, i)).ToArray();
        double side = Moments.Of(Squares(1), 0).Width;
        Assert.InRange(sizes.Max(size => size.Width) / side, 1.2, 1.34);
        Assert.InRange(sizes.Min(size => size.Width) / side, 0.66, 0.8);
        Assert.InRange(sizes.Max(size => size.Height / size.Width), 1.3, 1.9);
    }

    [Fact]
    public void An_elastic_field_is_noise_smoothed_by_a_gaussian()
    {
        float[] movements = new float[DigitSet.PixelCount];
        var random = new RandomStream(5);
        new ElasticField(4).Fill(movements, 34, ref random);

        var again = new RandomStream(5);
        double[] noise = [.. Enumerable.Range(0, DigitSet.PixelCount).Select(_ => again.Uniform(-34, 34))];
        double Weight(int distance) => Math.Exp(-distance * distance / 32.0) / (4 * Math.Sqrt(Math.Tau));
        foreach ((int row, int column) in ((int, int)[])[(0, 0), (14, 14), (27, 3)])
        {
            double expected = noise.Select((value, pixel) => value * Weight(pixel / Side - row) * Weight(pixel % Side - column)).Sum();
            Assert.Equal(expected, movements[row * Side + column], 1e-4);
        }
    }

    [Fact]
    public void Elastic_movements_are_about_a_pixel_and_alike_for_neighbours()
    {
        var field = new ElasticField(4);
        var random = new RandomStream(4);
        const int Fields = 2000;
        double squares = 0, differences = 0;
        float[] movements = new float[DigitSet.PixelCount];
        for (int i = 0; i < Fields; i++)
        {
            field.Fill(movements, 34, ref random);
            squares += Math.Pow(movements[14 * Side + 14], 2) / Fields;
            differences += Math.Pow(movements[14 * Side + 14] - movements[14 * Side + 15], 2) / Fields;
        }
        // Of uniform noise ±34 a Gaussian of σ 4 leaves the share 1 / (2 σ √π) of the standard deviation 34 / √3.
        Assert.Equal(34 / Math.Sqrt(3) / (8 * Math.Sqrt(Math.PI)), Math.Sqrt(squares), 0.06);
        Assert.InRange(Math.Sqrt(differences), 0.1, 0.35);
    }

    [Theory]
    [InlineData(-1, 0, 0, 0, 4, "Shift")]
    [InlineData(0, double.NaN, 0, 0, 4, "Rotation")]
    [InlineData(0, 0, 1, 0, 4, "Scaling")]
    [InlineData(0, 0, 0, -34, 4, "Elasticity")]
    [InlineData(0, 0, 0, 34, 0, "Smoothness")]
    public void What_is_out_of_range_is_refused_by_name(double shift, double rotation, double scaling, double elasticity,
        double smoothness, string name)
    {
        var distortion =
            new Distortion { Shift = shift, Rotation = rotation, Scaling = scaling, Elasticity = elasticity, Smoothness = smoothness };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => distortion.Apply(_digits, seed: 1)).ParamName);
    }

    private static DigitSet Strokes(int count) =>
        Pictures(count, (row, column) => Math.Abs(column - Middle) < 1.6 && Math.Abs(row - Middle) < 10);

    private static DigitSet Squares(int count) =>
        Pictures(count, (row, column) => Math.Abs(column - Middle) < 8 && Math.Abs(row - Middle) < 8);

    private static DigitSet Pictures(int count, Func<int, int, bool> ink) => new(
        (byte[])[.. Enumerable.Range(0, count * DigitSet.PixelCount)
            .Select(i => (byte)(ink(i % DigitSet.PixelCount / Side, i % Side) ? 255 : 0))],
        new byte[count]);

    /// <summary>Centre, size (twice the standard deviation) and direction of a picture's ink.</summary>
    private sealed record Moments(double X, double Y, double Width, double Height, double AngleFromUpright)
    {
        public static Moments Of(DigitSet digits, int record)
        {
            ReadOnlySpan<byte> pixels = digits.PixelsOf(record);
            double ink = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                (double column, double row, double level) = (i % Side, i / Side, pixels[i]);
                (ink, x, y) = (ink + level, x + level * column, y + level * row);
                (xx, yy, xy) = (xx + level * column * column, yy + level * row * row, xy + level * column * row);
            }
            (x, y) = (x / ink, y / ink);
            (xx, yy, xy) = (xx / ink - x * x, yy / ink - y * y, xy / ink - x * y);
            return new(x, y, 2 * Math.Sqrt(xx), 2 * Math.Sqrt(yy), 0.5 * Math.Atan2(2 * xy, yy - xx) * 180 / Math.PI);
        }
    }
}
