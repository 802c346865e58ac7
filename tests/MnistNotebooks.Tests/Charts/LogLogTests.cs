using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

public class LogLogTests
{
    private static readonly double[] _x = [0.001, 0.1, 1];

    [Fact]
    public void Both_axes_are_logarithmic_and_small_values_keep_their_digits()
    {
        Figure figure = Chart.LogLogCurves("t", "x", "y", new Series("a", _x, [0.0002864, 0.5, 14.33]), new("b", _x, [0, 1, 2]));
        Assert.Equal("log", (string?)figure.Layout["xaxis"]!["type"]);
        Assert.Equal("log", (string?)figure.Layout["yaxis"]!["type"]);
        Assert.Equal(0.0002864, (double)figure.Data[0]!["y"]![0]!, 1e-9);
        Assert.Null(figure.Data[1]!["y"]![0]);
    }

    [Fact]
    public void Names_stand_at_the_lines_ends_and_apart()
    {
        Figure figure = Chart.LogLogCurves("t", "x", "y",
            new Series("low", _x, [0.001, 0.1, 3.90]), new("high", _x, [0.002, 0.2, 3.97]), new("top", _x, [0.01, 1, 50]));
        JsonObject[] names = [.. figure.Layout["annotations"]!.AsArray().Select(name => name!.AsObject())];
        Assert.Equal(["low", "high", "top"], names.Select(name => (string?)name["text"]));
        double[] heights = [.. names.Select(name => (double)name["y"]!)];
        Assert.True(heights[1] - heights[0] > 0.2, "the names of two lines that end together lie on each other");
        Assert.Equal(Math.Log10(50), heights[2], 1e-9);
        Assert.All(names, name => Assert.Equal(0, (double)name["x"]!, 1e-12));
    }

    [Fact]
    public void A_scatter_can_shade_what_is_possible()
    {
        Figure figure = Chart.Scatter([0.0, 1], [0.5, 3], "t", "x", "y", diagonal: true, band: (-1, 1));
        JsonNode band = figure.Layout["shapes"]![0]!;
        Assert.Equal(("rect", -1.0, 1.0), ((string?)band["type"], (double)band["y0"]!, (double)band["y1"]!));
        Assert.Equal(2, figure.Layout["shapes"]!.AsArray().Count);
        Assert.Throws<ArgumentException>(() => Chart.Scatter([0.0], [0.5], "t", "x", "y", band: (1, 1)));
    }
}
