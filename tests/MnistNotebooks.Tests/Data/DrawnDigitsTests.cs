using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class DrawnDigitsTests
{
    private static MnistData Drawn { get; } = DrawnDigits.Create(train: 6_000, test: 2_000);

    [Fact]
    public void The_counts_are_those_asked_for_and_the_source_says_that_they_are_not_mnist()
    {
        Assert.Equal(6_000, Drawn.Train.Count);
        Assert.Equal(2_000, Drawn.Test.Count);
        Assert.False(Drawn.Source.IsMnist);
        Assert.Equal(
            "Drawn digits: 6,000 for training and 2,000 for testing, made by this library (seed 1). They look like handwriting but are not MNIST.",
            Drawn.Source.Description);
    }

    [Theory]
    [InlineData(0, 10, "train")]
    [InlineData(-1, 10, "train")]
    [InlineData(10, 0, "test")]
    [InlineData(10, -5, "test")]
    [InlineData(int.MaxValue, 10, "train")]
    [InlineData(10, 2_739_138, "test")]
    public void A_count_that_cannot_be_drawn_is_refused(int train, int test, string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DrawnDigits.Create(train, test));
        Assert.Equal(name, error.ParamName);
        Assert.Contains("Between 1 and 2739137 digits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_draws_the_same_digits_on_any_number_of_cores()
    {
        foreach (int cores in (int[])[1, 2, 7])
        {
            var again = DrawnDigits.Create(6_000, 2_000, seed: 1, cores);
            AssertSame(Drawn.Train, again.Train);
            AssertSame(Drawn.Test, again.Test);
        }
    }

    [Fact]
    public void Fewer_digits_are_the_first_of_more()
    {
        var fewer = DrawnDigits.Create(train: 123, test: 1);
        AssertSame(Drawn.Train.Range(0, 123), fewer.Train);
        AssertSame(Drawn.Test.Range(0, 1), fewer.Test);
    }

    [Fact]
    public void No_two_digits_are_the_same_within_a_seed_or_between_seeds()
    {
        var other = DrawnDigits.Create(train: 3_000, test: 1_000, seed: 2);
        var distinct = new HashSet<string>();
        foreach (var set in (DigitSet[])[Drawn.Train, Drawn.Test, other.Train, other.Test])
            for (int i = 0; i < set.Count; i++)
                distinct.Add(Convert.ToHexString(set.PixelsOf(i)));
        Assert.Equal(12_000, distinct.Count);
    }

    [Fact]
    public void All_classes_are_about_equally_frequent_and_come_in_random_order()
    {
        int[] counts = Counts(Drawn.Train);
        Assert.All(counts, count => Assert.InRange(count, 500, 700)); // expected 600, standard deviation 23
        int repeats = Enumerable.Range(1, 5_999).Count(i => Drawn.Train.Labels[i] == Drawn.Train.Labels[i - 1]);
        Assert.InRange(repeats, 500, 700);
    }

    [Fact]
    public void The_ink_fits_a_box_of_20_by_20_and_its_centre_of_mass_is_pixel_14_within_rounding()
    {
        for (int i = 0; i < Drawn.Train.Count; i++)
        {
            var picture = Drawn.Train[i].Image();
            var rows = Enumerable.Range(0, 28).Where(row => picture.Row(row).Maximum() > 0).ToArray();
            var columns = Enumerable.Range(0, 28).Where(column => picture.Column(column).Maximum() > 0).ToArray();
            int height = rows[^1] - rows[0] + 1, width = columns[^1] - columns[0] + 1;
            Assert.InRange(Math.Max(height, width), 18, 20);

            double mass = picture.RowSums().Sum();
            double y = Enumerable.Range(0, 28).Sum(row => row * picture.Row(row).Sum()) / mass;
            double x = Enumerable.Range(0, 28).Sum(column => column * picture.Column(column).Sum()) / mass;
            Assert.InRange(x, 13.45, 14.55);
            Assert.InRange(y, 12.5, 15.5); // A 7 with a long top may reach the edge before its mass reaches the middle.
        }
    }

    private static int[] Counts(DigitSet set)
    {
        int[] counts = new int[DigitSet.Classes];
        foreach (byte label in set.Labels)
            counts[label]++;
        return counts;
    }

    private static void AssertSame(DigitSet expected, DigitSet actual)
    {
        Assert.True(expected.Labels.SequenceEqual(actual.Labels), "Labels differ.");
        Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), "Pixels differ.");
    }
}
