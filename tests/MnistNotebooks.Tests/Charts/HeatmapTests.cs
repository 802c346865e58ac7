using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public sealed class HeatmapTests
{
    [Fact]
    public void Zero_is_white_and_in_the_middle_when_both_signs_occur()
    {
        var trace = Trace(Chart.Heatmap(Matrix<double>.Build.DenseOfArray(new[,] { { -0.2, 0.5 } }), "t", "x", "y"));
        Assert.Equal(-0.5, Number(trace["zmin"]));
        Assert.Equal(0.5, Number(trace["zmax"]));
        var middle = trace["colorscale"]!.AsArray().Single(stop => Number(stop![0]) == 0.5);
        Assert.Equal("#ffffff", middle![1]!.GetValue<string>());
    }

    [Theory]
    [InlineData(0.1, 0.9)]
    [InlineData(-0.9, -0.1)]
    [InlineData(0, 255)]
    public void Values_of_one_sign_fill_a_sequential_scale(double low, double high)
    {
        var trace = Trace(Chart.Heatmap(Vector<double>.Build.Dense([low, high]), "t"));
        Assert.Equal(low, Number(trace["zmin"]));
        Assert.Equal(high, Number(trace["zmax"]));
        Assert.DoesNotContain(trace["colorscale"]!.AsArray(), stop => stop![1]!.GetValue<string>() == "#ffffff");
    }

    [Fact]
    public void A_range_makes_figures_comparable()
    {
        var trace = Trace(Chart.Heatmap(Vector<double>.Build.Dense([0.2, 0.3]), "t", range: (-1, 1)));
        Assert.Equal((-1, 1), (Number(trace["zmin"]), Number(trace["zmax"])));
        var error = Assert.Throws<ArgumentException>(() => Chart.Heatmap(Vector<double>.Build.Dense([1.0]), "t", range: (1, 1)));
        Assert.StartsWith("The range goes from 1 to 1; its lower end must be below its upper end.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_values_still_have_a_scale()
    {
        var trace = Trace(Chart.Heatmap(Matrix<double>.Build.Dense(3, 3, 0.0), "t", "x", "y"));
        Assert.True(Number(trace["zmin"]) < Number(trace["zmax"]));
    }

    [Fact]
    public void The_first_row_is_at_the_top() =>
        Assert.Equal("reversed", Samples.All["Heatmap"]().Layout["yaxis"]!["autorange"]!.GetValue<string>());

    [Fact]
    public void Numbers_stand_in_rows_as_in_the_matrix()
    {
        var z = Trace(Chart.Heatmap(Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } }), "t", "x", "y"))["z"]!;
        Assert.Equal("[[1,2,3],[4,5,6]]", z.ToJsonString());
    }

    [Fact]
    public void What_is_not_finite_leaves_a_gap_and_does_not_count()
    {
        var trace = Trace(Chart.Heatmap(Vector<double>.Build.Dense([double.NaN, 1, double.PositiveInfinity, 3]), "t"));
        Assert.Equal("[[null,1,null,3]]", trace["z"]!.ToJsonString());
        Assert.Equal((1, 3), (Number(trace["zmin"]), Number(trace["zmax"])));
        Assert.Contains("no finite value", Chart.Heatmap(Vector<double>.Build.Dense([double.NaN]), "t").AlternativeText,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_weights_of_the_tutorial_take_about_a_megabyte()
    {
        var weights = Samples.Weights(200, 784);
        var figure = Chart.Heatmap(weights, "wih", "input node", "hidden node", "weight");
        Assert.InRange(figure.ToJson().Length, 500_000, 1_150_000);
        double step = (weights.Enumerate().Max() - weights.Enumerate().Min()) / 250;
        for (int i = 0; i < 784; i++)
            Assert.InRange(Number(figure.Data[0]!["z"]![7]![i]) - weights[7, i], -step / 2, step / 2);
    }

    private static JsonObject Trace(Figure figure) => Assert.Single(figure.Data)!.AsObject();

    private static double Number(JsonNode? node) => node!.GetValue<double>();
}
