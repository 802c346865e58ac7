using System.Security.Cryptography;
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
            "Drawn digits: 6,000 for training and 2,000 for testing, made by this library (seed 1). "
                + "They look like handwriting but are not MNIST; the numbers in the lessons' text are MNIST's.",
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
        Assert.Contains("Between 1 and 2,739,137 digits", error.Message, StringComparison.Ordinal);
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

    // Lessons and tests state results on these digits: whoever changes the generator changes them, on purpose only.
    [Fact]
    public void Seed_1_draws_the_same_digits_on_every_machine_and_in_every_version() =>
        Assert.Equal(
            "2dafdb70c6761ca36955ee3a028c0d6535cefb218339bf1eeb9ecdc6ef0b5997",
            Convert.ToHexStringLower(
                SHA256.HashData([.. Drawn.Train.Labels, .. Drawn.Train.Pixels, .. Drawn.Test.Labels, .. Drawn.Test.Pixels])));

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
        var distinct = new HashSet<string>();
        foreach (int seed in (int[])[0, 2, -1, int.MinValue])
        {
            var other = DrawnDigits.Create(train: 1_000, test: 500, seed);
            Add(other.Train);
            Add(other.Test);
        }
        Add(Drawn.Train);
        Add(Drawn.Test);
        Assert.Equal(4 * 1_500 + 8_000, distinct.Count);

        void Add(DigitSet set)
        {
            for (int i = 0; i < set.Count; i++)
                distinct.Add(Convert.ToHexString(set.PixelsOf(i)));
        }
    }

    [Fact]
    public void All_classes_are_about_equally_frequent_and_come_in_random_order()
    {
        int[] counts = new int[DigitSet.Classes];
        foreach (byte label in Drawn.Train.Labels)
            counts[label]++;
        Assert.All(counts, count => Assert.InRange(count, 500, 700)); // 600 expected, standard deviation 23.
        int repeats = Enumerable.Range(1, 5_999).Count(i => Drawn.Train.Labels[i] == Drawn.Train.Labels[i - 1]);
        Assert.InRange(repeats, 500, 700);
    }

    private static void AssertSame(DigitSet expected, DigitSet actual)
    {
        Assert.True(expected.Labels.SequenceEqual(actual.Labels), "Labels differ.");
        Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), "Pixels differ.");
    }
}
