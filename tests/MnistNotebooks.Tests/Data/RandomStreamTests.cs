using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class RandomStreamTests
{
    [Fact]
    public void Without_keys_it_is_splitmix64_with_seed_0()
    {
        var random = new RandomStream();
        foreach (ulong published in (ulong[])[0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F])
            Assert.Equal(Math.ScaleB(published >> 11, -53), random.Uniform());
    }

    [Fact]
    public void Other_keys_and_another_order_of_keys_give_another_stream()
    {
        double[] first =
            [First(), First(0), First(0, 0), First(1), First(0, 1), First(1, 0), First(-1), First(int.MinValue), First(int.MaxValue)];
        Assert.Equal(first.Length, first.Distinct().Count());

        static double First(params int[] keys) => new RandomStream(keys).Uniform();
    }

    [Fact]
    public void Numbers_have_the_mean_and_the_spread_asked_for()
    {
        const int Count = 100_000;
        var random = new RandomStream(7);
        double sum = 0, squares = 0, uniform = 0;
        int[] below = new int[5];
        for (int i = 0; i < Count; i++)
        {
            double bell = random.Bell(10, 2);
            Assert.InRange(bell, 10 - 7, 10 + 7);
            sum += bell;
            squares += (bell - 10) * (bell - 10);
            uniform += random.Uniform(-3, 1);
            below[random.Below(5)]++;
        }
        Assert.Equal(10, sum / Count, tolerance: 0.03);
        Assert.Equal(4, squares / Count, tolerance: 0.08);
        Assert.Equal(-1, uniform / Count, tolerance: 0.02);
        Assert.All(below, count => Assert.InRange(count, 19_500, 20_500));
    }
}
