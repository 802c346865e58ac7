using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Charts;

public sealed class DecisionRegionsTests
{
    private static LabeledSet Square { get; } =
        new(Matrix<double>.Build.DenseOfArray(new double[,] { { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } }), [0, 1, 2, 0]);

    [Fact]
    public void A_cell_has_the_colours_of_the_largest_output_and_is_the_paler_the_closer_the_next_one_is()
    {
        JsonNode z = Chart.DecisionRegions(Samples.Moons, Samples.Line(0), "t").Data[0]!["z"]!;
        var row = z[30]!.AsArray().Select(cell => cell!.GetValue<double>()).ToArray();
        int border = Array.FindIndex(row, cell => cell >= 1);
        Assert.All(row[..border], cell => Assert.InRange(cell, 0, 0.99));
        Assert.Equal(row[..border].OrderDescending(), row[..border]);
        Assert.InRange(row[border], 1, 1.3);
        Assert.All(row[border..], cell => Assert.InRange(cell, 1, 1.99));
        Assert.Equal(row[border..].Order(), row[border..]);
    }

    [Fact]
    public void Cells_lie_where_the_function_was_asked()
    {
        var asked = new List<Vector<double>>();
        var figure =
            Chart.DecisionRegions(Square, point => { asked.Add(point); return Vector<double>.Build.Dense([0, point[0], point[1]]); }, "t");
        JsonNode trace = figure.Data[0]!;
        double x0 = Number(trace["x0"]), y0 = Number(trace["y0"]), dx = Number(trace["dx"]), dy = Number(trace["dy"]);
        Assert.Equal(60, trace["z"]!.AsArray().Count);
        Assert.Contains(asked, point => Math.Abs(point[0] - x0) < 1e-9 && Math.Abs(point[1] - y0) < 1e-9);
        for (int row = 0; row < 60; row++)
        {
            for (int column = 0; column < 60; column++)
            {
                double x = x0 + column * dx, y = y0 + row * dy;
                int best = x <= 0 && y <= 0 ? 0 : x > y ? 1 : 2;
                if (Math.Abs(x - y) > 1e-9)
                    Assert.Equal(best, (int)Number(trace["z"]![row]![column]));
            }
        }
    }

    [Fact]
    public void The_square_reaches_a_little_beyond_the_points_and_its_sides_are_equal()
    {
        var layout = Chart.DecisionRegions(new(Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 5 }, { 10, 6 } }), [0, 1]),
            Samples.Line(0), "t").Layout;
        Assert.Equal([-0.8, 10.8], Range(layout["xaxis"]));
        Assert.Equal([-0.3, 11.3], Range(layout["yaxis"]));
        Assert.Equal("x", layout["yaxis"]!["scaleanchor"]!.GetValue<string>());

        static IEnumerable<double> Range(JsonNode? axis) => axis!["range"]!.AsArray().Select(end => Math.Round(Number(end), 9));
    }

    [Fact]
    public void Classes_differ_in_colour_and_in_form()
    {
        var data = Chart.DecisionRegions(Square, point => Vector<double>.Build.Dense([0, point[0], point[1]]), "t").Data;
        var markers = data.Skip(1).Select(dots => dots!["marker"]!).ToArray();
        Assert.Equal(["circle", "square", "diamond"], markers.Select(marker => marker["symbol"]!.GetValue<string>()));
        Assert.Equal(["#0072b2", "#d55e00", "#009e73"], markers.Select(marker => marker["color"]!.GetValue<string>()));
        Assert.Equal([-1, 1], data[1]!["x"]!.AsArray().Select(Number));
        Assert.Equal(
            """[[0,"#ebf4f9"],[0.3333,"#73b1d5"],[0.3333,"#fcf2eb"],[0.6667,"#e8a673"],[0.6667,"#ebf7f4"],[1,"#73cab2"]]""",
            data[0]!["colorscale"]!.ToJsonString());
    }

    [Fact]
    public void Panels_share_scale_axes_and_points()
    {
        var figure = Samples.All["DecisionPanels"]();
        JsonNode[] regions = [.. figure.Data.Where(trace => trace!["type"]!.GetValue<string>() == "heatmap").Select(trace => trace!)];
        Assert.Equal(["x", "x2", "x3", "x4"], regions.Select(trace => trace["xaxis"]!.GetValue<string>()));
        Assert.Single(regions, trace => trace["showscale"]!.GetValue<bool>());
        Assert.All(regions, trace => Assert.Equal((0, 2), (Number(trace["zmin"]), Number(trace["zmax"]))));
        Assert.Single(regions.Select((_, i) => figure.Layout["xaxis" + (i == 0 ? "" : $"{i + 1}")]!["range"]!.ToJsonString()).Distinct());
        Assert.Equal(["left", "middle", "right", "far right"], figure.Layout["annotations"]!.AsArray()
            .Select(caption => caption!["text"]!.GetValue<string>()));
        Assert.Equal(4 * 60, figure.Data.Skip(4).Sum(dots => dots!["x"]!.AsArray().Count));
    }

    [Fact]
    public void The_text_says_which_share_of_the_points_lies_right()
    {
        static Vector<double> Outputs(Vector<double> point) => Vector<double>.Build.Dense([0, point[0], point[1]]);
        string[] lines = Chart.DecisionRegions(Square, Outputs, "Four corners").ToText().Split('\n');
        Assert.Equal("Four corners: decision regions of 3 classes and 4 points, 75 % of them in the region of their class.", lines[0]);
        Assert.Equal(17, lines.Length);
        Assert.Equal("· class 0, o class 1, # class 2", lines[1]);
        Assert.Equal(new string('#', 29), lines[2][..29]);
        Assert.Equal(new string('·', 15) + new string('o', 15), lines[16]);
        Assert.Equal("left: 50 % of the points in the region of their class",
            Chart.DecisionRegions(Samples.Moons, [("left", Samples.Line(-5))], "t").ToText().Split('\n')[1]);
    }

    [Fact]
    public void Frames_of_a_film_change_the_regions_and_nothing_else()
    {
        var figure = Samples.All["DecisionFilm"]();
        Assert.Equal(2, figure.Frames!.Count);
        Assert.All(figure.Frames, frame => Assert.Equal("[0]", frame!["traces"]!.ToJsonString()));
        Assert.Equal(figure.Data[0]!["z"]!.ToJsonString(), figure.Frames[1]!["data"]![0]!["z"]!.ToJsonString());
        Assert.NotEqual(figure.Data[0]!["z"]!.ToJsonString(), figure.Frames[0]!["data"]![0]!["z"]!.ToJsonString());
        Assert.StartsWith("A film needs as many captions as frames, and at least one; there are 1 frames and 2 captions.",
            Assert.Throws<ArgumentException>(() => Chart.DecisionFilm(Samples.Moons, [Samples.Line(0)], ["a", "b"], "t")).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Six_panels_of_300_points_stay_small()
    {
        LabeledSet points = ToySets.Spirals(300);
        var panels = Enumerable.Range(0, 6).Select(i => ($"{i}",
            (Func<Vector<double>, Vector<double>>)(point => Vector<double>.Build.Dense([0.1 * i, point[0], point[1]]))));
        Assert.InRange(Chart.DecisionRegions(points, panels, "t").ToJson().Length, 100_000, 170_000);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_outputs_that_are_no_numbers_leave_a_gap()
    {
        Assert.StartsWith("A plane has 2 inputs, but the points have 3.", Refused(new(Matrix<double>.Build.Dense(1, 3), [0])),
            StringComparison.Ordinal);
        Assert.StartsWith("There are no points to draw.", Refused(new(Matrix<double>.Build.Dense(0, 2), [])), StringComparison.Ordinal);
        Assert.StartsWith("There are colours for 7 classes, but the points have 8.", Refused(ToySets.Blobs(16, classes: 8)),
            StringComparison.Ordinal);
        Assert.StartsWith("The points have 3 classes, but the function gives 2 outputs.", Refused(ToySets.Blobs()),
            StringComparison.Ordinal);
        var trace = Chart.DecisionRegions(Samples.Moons, _ => Vector<double>.Build.Dense(2, double.NaN), "t").Data[0]!;
        Assert.All(trace["z"]!.AsArray().SelectMany(row => row!.AsArray()), Assert.Null);

        static string Refused(LabeledSet points) =>
            Assert.Throws<ArgumentException>(() => Chart.DecisionRegions(points, Samples.Line(0), "t")).Message;
    }

    [Fact]
    public void Numbers_of_an_axis_keep_clear_of_its_ends()
    {
        JsonNode axis = Samples.All["DecisionPanels"]().Layout["xaxis2"]!;
        double start = Number(axis["range"]![0]), size = Number(axis["range"]![1]) - start;
        Assert.All(axis["tickvals"]!.AsArray(), tick => Assert.InRange((Number(tick) - start) / size, 0.12, 0.88));
        Assert.Contains("−0.5", axis["ticktext"]!.AsArray().Select(text => text!.GetValue<string>()));
    }

    private static double Number(JsonNode? node) => node!.GetValue<double>();
}
