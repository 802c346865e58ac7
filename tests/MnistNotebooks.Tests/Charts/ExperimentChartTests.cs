using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>What the results of experiments are drawn with: means with their spread, and tables of two settings.</summary>
public sealed class ExperimentChartTests
{
    [Fact]
    public void Each_series_has_its_means_its_bars_and_its_colour()
    {
        var data = Samples.All["ErrorBars"]().Data;
        Assert.Equal(["rate 0.1", "rate 1"], data.Select(series => series!["name"]!.GetValue<string>()));
        Assert.Equal("[0.1,0.7,0.9]", data[0]!["y"]!.ToJsonString());
        Assert.Equal("[0.01,0.05,0.01]", data[0]!["error_y"]!["array"]!.ToJsonString());
        Assert.Equal("[0.1,null,0.8]", data[1]!["y"]!.ToJsonString());
        Assert.Equal("[null,null,0.03]", data[1]!["error_y"]!["array"]!.ToJsonString());
        Assert.Equal(2, data.Select(series => series!["line"]!["color"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public void Settings_stand_at_equal_distances_whatever_their_size() =>
        Assert.Equal("category", Samples.All["ErrorBars"]().Layout["xaxis"]!["type"]!.GetValue<string>());

    [Fact]
    public void Error_bars_become_a_line_for_each_series() => Assert.Equal(
        """
        Accuracy: 2 series of means (rate 0.1, rate 1) with their spread over hidden nodes, accuracy from 0.1 to 0.9.
        rate 0.1: 1: 0.1 ± 0.01, 10: 0.7 ± 0.05, 100: 0.9 ± 0.01
        rate 1: 1: 0.1, 10: NaN, 100: 0.8 ± 0.03
        """.ReplaceLineEndings("\n"),
        Samples.All["ErrorBars"]().ToText());

    [Fact]
    public void A_table_has_its_values_written_on_the_cells_and_leaves_gaps_empty()
    {
        var figure = Chart.Table(Matrix<double>.Build.DenseOfArray(new[,] { { 0.12345, 0.5 }, { double.NaN, 0.9 } }), ["one", "two"],
            ["a", "b"], "t", "x", "y", "accuracy", 2);
        var trace = Assert.Single(figure.Data)!;
        Assert.Equal("""[["0.12","0.50"],["","0.90"]]""", trace["text"]!.ToJsonString());
        Assert.Null(trace["z"]![1]![0]);
        Assert.Equal("""["one","two"]""", trace["y"]!.ToJsonString());
        Assert.Equal("reversed", figure.Layout["yaxis"]!["autorange"]!.GetValue<string>());
        Assert.Equal(
            """
            t: table of 2 rows (y) by 2 columns (x), accuracy from 0.1235 to 0.9, mean 0.5078.
                    a     b
            one  0.12  0.50
            two        0.90
            """.ReplaceLineEndings("\n"), figure.ToText());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    public void Texts_of_a_table_can_be_read_on_every_colour_of_its_scale(double low, double high)
    {
        var trace = Chart.Table(Matrix<double>.Build.DenseOfRowArrays([low, high]), ["r"], ["a", "b"], "t", "x", "y").Data[0]!;
        double text = Luminance(trace["textfont"]!["color"]!.GetValue<string>());
        // WCAG 2 asks for a contrast of 4.5.
        Assert.All(trace["colorscale"]!.AsArray(), stop =>
            Assert.InRange((Luminance(stop![1]!.GetValue<string>()) + 0.05) / (text + 0.05), 4.5, 21));

        static double Luminance(string color)
        {
            double[] linear =
                [.. Convert.FromHexString(color.AsSpan(1)).Select(channel => channel / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        const string Nothing = "There is nothing to draw: at least one series and one position are needed.";
        AssertRefused(Nothing, () => Chart.ErrorBars("t", "x", "y"));
        AssertRefused(Nothing, () => Chart.ErrorBars("t", "x", "y", new Series("s", (double[])[], [], [])));
        AssertRefused("'s' has no deviations to draw bars of.", () => Chart.ErrorBars("t", "x", "y", new Series("s", [1, 2], [1, 2])));
        AssertRefused("There are 1 positions but 2 values.", () => new Series("s", [1], [1, 2]));
        AssertRefused("'s' has 2 values but 1 deviations.", () => new Series("s", [1, 2], [1, 2], [1]));
        Assert.StartsWith("There are 1 values but 2 labels.",
            Assert.Throws<ArgumentException>(() => Chart.Table(Matrix<double>.Build.Dense(1, 1), ["a", "b"], ["a"], "t", "x", "y"))
                .Message, StringComparison.Ordinal);

        static void AssertRefused(string sentence, Func<object> draw) =>
            Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(draw).Message, StringComparison.Ordinal);
    }
}
