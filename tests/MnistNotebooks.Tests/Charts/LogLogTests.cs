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
    public void A_scatter_can_shade_what_is_possible()
    {
        Figure figure = Chart.Scatter([0.0, 1], [0.5, 3], "t", "x", "y", diagonal: true, band: (-1, 1));
        JsonNode band = figure.Layout["shapes"]![0]!;
        Assert.Equal(("rect", -1.0, 1.0), ((string?)band["type"], (double)band["y0"]!, (double)band["y1"]!));
        Assert.Equal(2, figure.Layout["shapes"]!.AsArray().Count);
        Assert.Throws<ArgumentException>(() => Chart.Scatter([0.0], [0.5], "t", "x", "y", band: (1, 1)));
    }
}
