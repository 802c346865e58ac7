using MnistNotebooks.Charts;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Charts whose bars, dots, lines and maps carry their names.</summary>
public sealed class NamedChartTests
{
    [Fact]
    public void Lying_bars_have_their_names_on_the_left_and_their_marks()
    {
        Figure figure = Samples.All["LyingBars"]();
        Assert.Equal(["the tutorial's network", "ReLU, He's weights", "distorted"],
            figure.Layout["yaxis"]!["ticktext"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("[16,13,8]", figure.Data[0]!["error_x"]!["array"]!.ToJsonString());
        Assert.Equal(["279 ± 16", "184 ± 13", "66 ± 8"],
            figure.Layout["annotations"]!.AsArray().Select(text => text!["text"]!.GetValue<string>()));
        Assert.Equal(
            """
            Mistakes: 3 bars, mistakes from 66 at distorted to 279 at the tutorial's network.
            the tutorial's network 279 ± 16
            ReLU, He's weights     184 ± 13
            distorted              66 ± 8
            """.ReplaceLineEndings("\n"), figure.ToText());
        Assert.Throws<ArgumentException>(() => Chart.LyingBars([1, 2], ["a"], "t", "x"));
        Assert.Throws<ArgumentException>(() => Chart.LyingBars([1, 2], ["a", "b"], "t", "x", [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.LyingBars([1, 2], ["a", "b"], "t", "x", highlight: 2));
    }

    [Fact]
    public void Names_of_dots_that_stand_above_one_another_lie_on_different_sides()
    {
        string[] sides = new NamePlaces(500, 300)
            .Choose([(0.5, 0.5), (0.5, 0.51), (0.5, 0.49), (0.99, 0.5)], ["one", "two", "three", "edge"]);
        Assert.Equal(3, sides.Take(3).Distinct().Count());
        Assert.EndsWith("left", sides[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Named_dots_need_names_and_positions_for_their_axis()
    {
        Assert.Throws<ArgumentException>(() => Chart.NamedPoints([1], [1], [], "t", "x", "y"));
        Assert.StartsWith("A logarithmic axis has room for numbers above 0 only, but there is 0.", Assert.Throws<ArgumentException>(
            () => Chart.NamedPoints([0], [1], ["a"], "t", "x", "y", logarithmic: true)).Message, StringComparison.Ordinal);
        Assert.EndsWith("\ntutorial: 1, 97.2\nbiases: 1, 97.6\nshuffled: 1, 97.5\nnodes: 4, 98.4\ndistorted: 60, 99.3",
            Samples.All["NamedPoints"]().ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stand_at_the_ends_of_lines_over_logarithmic_axes_and_not_on_one_another()
    {
        var layout = Samples.All["LogLogCurves"]().Layout;
        Assert.Equal(("log", "log"), (layout["xaxis"]!["type"]!.GetValue<string>(), layout["yaxis"]!["type"]!.GetValue<string>()));
        Assert.False(layout["showlegend"]!.GetValue<bool>());
        var names = layout["annotations"]!.AsArray();
        Assert.Equal(["a2", "z2", "z1"], names.Select(name => name!["text"]!.GetValue<string>()));
        Assert.True(names[1]!["yshift"]!.GetValue<double>() - names[0]!["yshift"]!.GetValue<double>() > 15);
        Assert.Null(Samples.All["LogLogCurves"]().Data[2]!["y"]![0]);
        Assert.Throws<ArgumentException>(() => Chart.LogLogCurves("t", "x", "y", new Series("a", [0], [1])));
    }

    [Fact]
    public void Maps_of_nodes_have_their_values_and_one_colour_bar()
    {
        Network network = Samples.TwoThreeTwo;
        Figure figure = Chart.NodeMaps(network, 0, Samples.Moons, "t");
        var trace = figure.Data[0]!;
        Assert.Equal("activation", trace["colorbar"]!["title"]!["text"]!.GetValue<string>());
        double x = trace["x0"]!.GetValue<double>(), y = trace["y0"]!.GetValue<double>();
        Assert.Equal(network.Forward(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([x, y])).Layers[0].Activations[0],
            trace["z"]![0]![0]!.GetValue<double>(), 1);
        Assert.StartsWith("t: activations of 3 nodes side by side over the plane from −", figure.AlternativeText, StringComparison.Ordinal);
        Assert.Equal(["node 0", "node 1", "node 2"], figure.Layout["annotations"]!.AsArray()
            .Select(caption => caption!["text"]!.GetValue<string>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Chart.NodeMaps(network, 2, Samples.Moons, "t"));
        Assert.Throws<ArgumentException>(() => Chart.NodeMaps(Network.Tutorial(3), 0, Samples.Moons, "t"));
    }

    [Fact]
    public void Negative_numbers_have_a_minus_and_hyphens_stay()
    {
        Assert.Equal("784-200-10 at −0.5, (−1) and 1e-05; a-3", Layouts.Minus("784-200-10 at -0.5, (-1) and 1e-05; a-3"));
        Figure figure = Chart.Bars([-1, 2], "From -1 to 2", "x", "y");
        Assert.Equal("From −1 to 2", figure.Layout["title"]!["text"]!.GetValue<string>());
        Assert.DoesNotContain('-', figure.ToText());
    }
}
