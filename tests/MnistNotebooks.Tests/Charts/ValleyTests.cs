using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Figures that put curves and ways side by side or on other axes.</summary>
public sealed class ValleyTests
{
    [Fact]
    public void A_way_has_a_dot_for_each_step_over_lines_of_equal_loss_on_equal_scales()
    {
        Figure figure = Samples.All["Valley"]();
        Assert.Equal(["contour", "scatter"], figure.Data.Select(trace => trace!["type"]!.GetValue<string>()));
        Assert.Equal("lines+markers", figure.Data[1]!["mode"]!.GetValue<string>());
        Assert.Equal("x", figure.Layout["yaxis"]!["scaleanchor"]!.GetValue<string>());
        // Powers of four: where the loss is 4, the contours' value is 1.
        JsonNode contour = figure.Data[0]!;
        double first = contour["x0"]!.GetValue<double>(), step = contour["dx"]!.GetValue<double>();
        JsonArray lowest = contour["z"]![0]!.AsArray();
        double y = contour["y0"]!.GetValue<double>(), x = first + (5 * step);
        Assert.Equal(Math.Log((x * x) + (4 * y * y), 4), lowest[5]!.GetValue<double>(), 1e-3);
    }

    [Fact]
    public void The_text_says_how_far_each_way_came() => Assert.EndsWith(
        "descent: loss 8 at the start, 0.5 after 2 steps", Samples.All["Valley"]().ToText(), StringComparison.Ordinal);

    [Fact]
    public void Panels_have_the_same_axes_and_one_legend()
    {
        Figure figure = Samples.All["CurvePanels"]();
        string Range(string axis) => figure.Layout[axis]!["range"]!.ToJsonString();
        Assert.All(["xaxis2", "xaxis3"], axis => Assert.Equal(Range("xaxis"), Range(axis)));
        Assert.All(["yaxis2", "yaxis3"], axis => Assert.Equal(Range("yaxis"), Range(axis)));
        Assert.Equal([true, true, false, false, false, false], figure.Data.Select(trace => trace!["showlegend"]!.GetValue<bool>()));
    }

    [Fact]
    public void A_value_that_is_no_number_leaves_a_gap() =>
        Assert.Null(Samples.All["CurvePanels"]().Data[0]!["y"]!.AsArray()[1]);

    [Fact]
    public void Sizes_of_other_powers_of_ten_keep_their_digits()
    {
        Figure figure = Chart.Magnitudes("t", "layer", "slope", new Series("sigmoid", [1, 2], [0.00000712, 0.0478]));
        Assert.Equal("log", figure.Layout["yaxis"]!["type"]!.GetValue<string>());
        Assert.Equal(0.00000712, figure.Data[0]!["y"]![0]!.GetValue<double>(), 1e-9);
        Assert.Throws<ArgumentException>(() => Chart.Magnitudes("t", "layer", "slope", new Series("none", [1, 2], [0.0, 1])));
    }

    [Fact]
    public void Pictures_may_be_of_any_square_size()
    {
        Assert.Contains("3 pictures of 3×3", Chart.Images(Samples.Weights(3, 9), "strokes").ToText(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chart.Images(Samples.Weights(3, 10), "no squares"));
    }

    [Fact]
    public void Nothing_to_draw_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Chart.Valley((x, y) => x, "t", "x", "y"));
        Assert.Throws<ArgumentException>(() => Chart.CurvePanels([], "t", "x"));
        Assert.Throws<ArgumentException>(() => Chart.CurvePanels([("empty", [])], "t", "x"));
    }
}
