using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Rows, bars, dots, curves, histograms and the confusion matrix.</summary>
public sealed class PlotTests
{
    [Fact]
    public void A_row_has_its_values_written_on_the_cells()
    {
        var row = Chart.Row(Vector<double>.Build.Dense([0.01, 0.99, -0.123456]), "t", ["a", "b", "c"]);
        Assert.Equal("""["a","b","c"]""", row.Data[0]!["x"]!.ToJsonString());
        Assert.Equal(["0.0100", "0.9900", "−0.1235"], TextsOf(row));
        Assert.Equal(["3", "12"], TextsOf(Chart.Row(Vector<double>.Build.Dense([3.0, 12]), "t")));
        Assert.Equal(["0.01", "0.99"], TextsOf(Chart.Row(Vector<double>.Build.Dense([0.01, 0.99]), "t")));
        Assert.StartsWith("There are 2 values but 1 labels.",
            Assert.Throws<ArgumentException>(() => Chart.Row(Vector<double>.Build.Dense(2), "t", ["a"])).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TextsOf(Figure figure) =>
        figure.Data[^1]!["text"]!.AsArray().Select(text => text!.GetValue<string>());

    [Fact]
    public void Negative_bars_have_another_colour_and_the_highlighted_one_stands_out()
    {
        var marker = Chart.Bars([0.5, -0.5, 0], "t", "x", "y", highlight: 1).Data[0]!["marker"]!;
        var colors = marker["color"]!.AsArray().Select(color => color!.GetValue<string>()).ToArray();
        Assert.NotEqual(colors[0], colors[1]);
        Assert.Equal(colors[0], colors[2]);
        Assert.Equal("[0.4,1,0.4]", marker["opacity"]!.ToJsonString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Bars([1], "t", "x", "y", highlight: 1));
        Assert.StartsWith("There are no values to draw.", Assert.Throws<ArgumentException>(() => Chart.Bars([], "t", "x", "y")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Few_bars_are_named_one_by_one_and_many_are_counted()
    {
        Assert.Equal("category", Chart.Bars(new double[10], "t", "x", "y").Layout["xaxis"]!["type"]!.GetValue<string>());
        Assert.Null(Chart.Bars(new double[200], "t", "x", "y").Layout["xaxis"]!["type"]);
    }

    [Fact]
    public void Curves_have_a_legend_and_their_own_colours_and_a_single_one_has_none()
    {
        var several = Samples.All["Curves"]();
        Assert.True(several.Layout["showlegend"]!.GetValue<bool>());
        Assert.Equal(["training", "test"], several.Data.Select(trace => trace!["name"]!.GetValue<string>()));
        Assert.Equal(2, several.Data.Select(trace => trace!["line"]!["color"]!.GetValue<string>()).Distinct().Count());
        Assert.False(Samples.All["Curve"]().Layout["showlegend"]!.GetValue<bool>());
    }

    [Fact]
    public void Values_of_which_none_is_finite_are_said_to_be_none()
    {
        double[] none = [double.NaN, double.NaN, double.PositiveInfinity];
        Figure[] empty =
        [
            Chart.Curve([1, 2, 3], none, "t", "x", "loss"), Chart.Scatter(none, "t", "x", "loss"), Chart.Bars(none, "t", "x", "loss"),
            Chart.Scatter([1, 2, 3], none, "t", "x", "loss"),
        ];
        Assert.All(empty, figure =>
        {
            Assert.Contains("no finite loss", figure.AlternativeText, StringComparison.Ordinal);
            Assert.Equal("no value is a finite number", figure.Layout["annotations"]![0]!["text"]!.GetValue<string>());
        });
        Figure picture = Chart.Digit(Vector<double>.Build.Dense(784, double.NaN), "t");
        Assert.Equal("t: picture of 28×28 pixels, no finite values.", picture.AlternativeText);
        Assert.Equal("no value is a finite number", picture.Layout["annotations"]![0]!["text"]!.GetValue<string>());
        Assert.Contains("no finite weight", Chart.Images([Vector<double>.Build.Dense(784, double.NaN)], "t").AlternativeText,
            StringComparison.Ordinal);
        Figure half = Chart.Curves("t", "x", "loss", new Series("a", [1, 2], [0.5, 0.25]), new Series("b", [1, 2, 3], none));
        Assert.EndsWith("loss from 0.25 to 0.5; no value of b is a finite number.", half.AlternativeText, StringComparison.Ordinal);
        Assert.Null(half.Layout["annotations"]);
    }

    [Fact]
    public void Values_farther_apart_than_the_largest_number_are_refused_and_large_ones_drawn()
    {
        double[] far = [-1.7e308, 1.7e308];
        Func<Figure>[] charts =
        [
            () => Chart.Curve([1, 2], far, "t", "x", "y"), () => Chart.Bars(far, "t", "x", "y"), () => Chart.Histogram(far, "t", "x"),
            () => Chart.Scatter(far, "t", "x", "y"), () => Chart.Heatmap(Vector<double>.Build.Dense(far), "t"),
            () => Chart.Heatmap(Matrix<double>.Build.Dense(1, 2, far), "t", "x", "y"),
        ];
        Assert.All(charts, chart => Assert.Equal("The values go from −1.7E+308 to 1.7E+308, which is more than an axis can show.",
            Assert.Throws<ArgumentException>(chart).Message));
        Assert.Equal("[0,1.7E+308]", Chart.Curve([1, 2], [0, 1.7e308], "t", "x", "y").Data[0]!["y"]!.ToJsonString());
    }

    [Fact]
    public void Epochs_are_counted_in_whole_numbers()
    {
        Assert.Equal(1, Samples.All["Curves"]().Layout["xaxis"]!["dtick"]!.GetValue<int>());
        Assert.Null(Samples.All["Curve"]().Layout["xaxis"]!["dtick"]);
    }

    [Fact]
    public void A_long_logarithmic_axis_has_its_numbers_at_the_powers_of_ten()
    {
        var axis = Chart.LogarithmicCurves("t", "x", "y", new Series("a", [1, 60_000], [1, 2])).Layout["xaxis"]!;
        Assert.Equal(["1", "10", "100", "1,000", "10,000"],
            axis["ticktext"]!.AsArray().Select(text => text!.GetValue<string>()).Take(5));
    }

    [Fact]
    public void A_curve_that_falls_to_a_third_or_less_stands_on_zero()
    {
        Assert.Equal("tozero", Of(0.03, 0.11));
        Assert.Null(Of(0.95, 0.99));
        Assert.Null(Of(-1, 5));

        static string? Of(double low, double high) =>
            Chart.Curve([1, 2], [high, low], "t", "x", "y").Layout["yaxis"]!["rangemode"]?.GetValue<string>();
    }

    [Fact]
    public void Equal_factors_are_equally_far_apart_and_numbers_are_written_out()
    {
        var axis = Samples.All["LogarithmicCurves"]().Layout["xaxis"]!;
        Assert.Equal("log", axis["type"]!.GetValue<string>());
        string[] texts = [.. axis["ticktext"]!.AsArray().Select(text => text!.GetValue<string>())];
        Assert.Equal(["10", "20", "50", "100", "200", "500"], texts[..6]);
        Assert.Equal(texts.Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
            axis["tickvals"]!.AsArray().Select(value => value!.GetValue<double>()));
        Assert.True(axis["tickvals"]!.AsArray().Max(value => value!.GetValue<double>()) >= 700);
        Assert.Null(Chart.LogarithmicCurves("t", "x", "y", new Series("a", [2, 3], [1, 2])).Layout["xaxis"]!["tickvals"]);
        Assert.StartsWith("A logarithmic axis has room for numbers above 0 only, but there is 0.",
            Assert.Throws<ArgumentException>(() => Chart.LogarithmicCurves("t", "x", "y", new Series("a", [1, 0], [1, 2]))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Every_point_needs_a_position_and_a_value() =>
        Assert.StartsWith("There are 2 positions but 3 values.",
            Assert.Throws<ArgumentException>(() => Chart.Curve([1, 2], [1, 2, 3], "t", "x", "y")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_diagonal_runs_from_the_least_to_the_greatest_position_on_request()
    {
        Assert.Null(Chart.Scatter([1, 3], [2, 9], "t", "x", "y").Layout["shapes"]);
        var line = Chart.Scatter([3, -1, 2], [2, 9, 4], "t", "x", "y", diagonal: true).Layout["shapes"]![0]!;
        double At(string end) => line[end]!.GetValue<double>();
        Assert.Equal((-1, -1, 3, 3), (At("x0"), At("y0"), At("x1"), At("y1")));
    }

    [Fact]
    public void Equal_scales_make_a_square_in_which_the_diagonal_rises_at_45_degrees()
    {
        var layout = Samples.All["ScatterEqual"]().Layout;
        double Size(string axis) => layout[axis]!["range"]![1]!.GetValue<double>() - layout[axis]!["range"]![0]!.GetValue<double>();
        Assert.Equal(Size("xaxis"), Size("yaxis"), 12);
        Assert.Equal("x", layout["yaxis"]!["scaleanchor"]!.GetValue<string>());
    }

    [Fact]
    public void Smooth_curves_have_no_corners() =>
        Assert.False(Samples.All["Curve"]().Data[0]!["line"]!["simplify"]!.GetValue<bool>());

    [Fact]
    public void A_histogram_has_twenty_bins_and_an_axis_to_compare_by()
    {
        Assert.Equal(20, Chart.Histogram([0, 1, 2], "t", "x").Data[0]!["x"]!.AsArray().Count);
        Figure half = Chart.Histogram([0.1, 0.2, 0.9, 3], "t", "x", bins: 2, range: (0, 1));
        Assert.Equal("[2,1]", half.Data[0]!["y"]!.ToJsonString());
        Assert.Equal("[0,1]", half.Layout["xaxis"]!["range"]!.ToJsonString());
        Assert.Throws<ArgumentException>(() => Chart.Histogram([5], "t", "x", range: (0, 1)));
    }

    [Fact]
    public void Histograms_above_one_another_share_axis_and_bins()
    {
        Figure figure = Chart.HistogramPanels("t", "x", 2, (0, 4), ("calm", [1, 1, 3]), ("wild", [4, 5]));
        Assert.Equal(["y", "y2"], figure.Data.Select(bars => bars!["yaxis"]!.GetValue<string>()));
        Assert.Equal("[2,1]", figure.Data[0]!["y"]!.ToJsonString());
        Assert.Equal("[0,1]", figure.Data[1]!["y"]!.ToJsonString());
        Assert.Equal(figure.Data[0]!["x"]!.ToJsonString(), figure.Data[1]!["x"]!.ToJsonString());
        Assert.Equal("y2", figure.Layout["xaxis"]!["anchor"]!.GetValue<string>());
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        var trace = Chart.Histogram([0, 0.5, 1, 1, 2, 4, double.NaN], "t", "x", bins: 4).Data[0]!;
        Assert.Equal("[2,2,1,1]", trace["y"]!.ToJsonString());
        Assert.Equal("[0.5,1.5,2.5,3.5]", trace["x"]!.ToJsonString());
        Assert.Equal("[3,0,0]", Chart.Histogram([7, 7, 7], "t", "x", bins: 3).Data[0]!["y"]!.ToJsonString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.Histogram([1], "t", "x", bins: 0));
        Assert.Throws<ArgumentException>(() => Chart.Histogram([double.NaN], "t", "x"));
    }

    [Fact]
    public void Overlaid_histograms_share_their_bins()
    {
        var data = Chart.Histograms("t", "x", 2, ("before", [0, 1]), ("after", [3, 4, 4])).Data;
        Assert.Equal(data[0]!["x"]!.ToJsonString(), data[1]!["x"]!.ToJsonString());
        Assert.Equal("[2,0]", data[0]!["y"]!.ToJsonString());
        Assert.Equal("[0,3]", data[1]!["y"]!.ToJsonString());
    }

    [Fact]
    public void A_confusion_matrix_colours_mistakes_on_a_scale_of_their_own()
    {
        var figure = Chart.ConfusionMatrix(Samples.Confusion, "t");
        var (right, wrong) = (figure.Data[0]!, figure.Data[1]!);
        Assert.Equal(25, wrong["zmax"]!.GetValue<double>());
        Assert.Null(wrong["z"]![3]![3]);
        Assert.Equal(953, right["z"]![3]![3]!.GetValue<double>());
        Assert.Equal(["953", "25"], new[] { TextsOf(figure).ElementAt(33), TextsOf(figure).ElementAt(94) });
        Assert.Contains("most often mistaken: 4 for 9 (25 times)", figure.AlternativeText, StringComparison.Ordinal);
        Assert.StartsWith("A confusion matrix is square, but this one is 2×3.",
            Assert.Throws<ArgumentException>(() => Chart.ConfusionMatrix(Matrix<double>.Build.Dense(2, 3), "t")).Message,
                StringComparison.Ordinal);
    }

}
