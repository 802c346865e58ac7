using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Rounding, seen in the numbers of bars (few) and in those of a heatmap (many).</summary>
public sealed class NumbersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e-3)]
    [InlineData(1e-13)]
    [InlineData(1e-200)]
    [InlineData(1e9)]
    [InlineData(1e200)]
    public void Few_numbers_keep_five_digits_of_their_range_whatever_its_size(double scale)
    {
        double[] values = [-0.123456789 * scale, 0.98765432123 * scale, 0.5 * scale];
        var rounded = Chart.Bars(values, "t", "x", "y").Data[0]!["y"]!.AsArray().Select(node => node!.GetValue<double>()).ToArray();
        Assert.All(values.Zip(rounded), pair => Assert.InRange(pair.Second / scale, pair.First / scale - 1e-5, pair.First / scale + 1e-5));
        Assert.True(Chart.Bars(values, "t", "x", "y").Data[0]!["y"]!.ToJsonString().Length < 60);
    }

    [Fact]
    public void Whole_numbers_stay_whole() =>
        Assert.Equal("[0,18,253,255]", Chart.Bars([0, 18, 253, 255], "t", "x", "y").Data[0]!["y"]!.ToJsonString());

    [Fact]
    public void Minus_zero_is_zero() =>
        Assert.Equal("[0,0,1]", Chart.Bars([-0.0, -1e-12, 1], "t", "x", "y").Data[0]!["y"]!.ToJsonString());
}
