using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Every kind of figure, given values of which none is a finite number: it says so, or it is refused.</summary>
public class NoFiniteValueTests
{
    private static readonly double[] _none = [double.NaN, double.PositiveInfinity, double.NaN];
    private static readonly Vector<double> _picture = Vector<double>.Build.Dense(784, double.NaN);
    private static readonly Matrix<double> _table = Matrix<double>.Build.Dense(3, 3, double.NaN);
    private static readonly Series _line = new("a", [1.0, 2, 3], _none, [0.1, 0.1, 0.1]);
    private static readonly Func<Vector<double>, Vector<double>> _outputs = _ => Vector<double>.Build.Dense(2, double.NaN);

    private static readonly (string Kind, Func<Figure> Draw)[] _figures =
    [
        ("Atlas", () => Chart.Atlas(_picture.ToRowMatrix(), [[]], "t")),
        ("Bars", () => Chart.Bars(_none, "t", "x", "y")),
        ("ConfusionMatrix", () => Chart.ConfusionMatrix(_table, "t")),
        ("Curve", () => Chart.Curve([1, 2, 3], _none, "t", "x", "y")),
        ("CurvePanels", () => Chart.CurvePanels([("a", [_line]), ("b", [_line])], "t", "x")),
        ("Curves", () => Chart.Curves("t", "x", "y", _line, _line)),
        ("DecisionFilm", () => Chart.DecisionFilm(Samples.Moons, [_outputs, _outputs], ["a", "b"], "t")),
        ("DecisionRegions", () => Chart.DecisionRegions(Samples.Moons, _outputs, "t")),
        ("DecisionRegions", () => Chart.DecisionRegions(Samples.Moons, [("a", _outputs), ("b", _outputs)], "t")),
        ("DecisionRegions", () => Chart.DecisionRegions(new(Matrix<double>.Build.Dense(2, 2, double.NaN), [0, 1]), _outputs, "t")),
        ("Digit", () => Chart.Digit(_picture, "t")),
        ("ErrorBars", () => Chart.ErrorBars("t", "x", "y", _line)),
        ("Film", () => Chart.Film([_picture, _picture], ["a", "b"], "t")),
        ("Heatmap", () => Chart.Heatmap(_table, "t", "x", "y")),
        ("Heatmap", () => Chart.Heatmap(_table.Row(0), "t")),
        ("Histogram", () => Chart.Histogram(_none, "t", "x")),
        ("HistogramPanels", () => Chart.HistogramPanels("t", "x", 5, null, ("a", _none))),
        ("Histograms", () => Chart.Histograms("t", "x", 5, ("a", _none))),
        ("Images", () => Chart.Images([_picture, _picture], "t")),
        ("LogLogCurves", () => Chart.LogLogCurves("t", "x", "y", _line)),
        ("LogarithmicCurves", () => Chart.LogarithmicCurves("t", "x", "y", _line)),
        ("LyingBars", () => Chart.LyingBars(_none, ["a", "b", "c"], "t", "x")),
        ("Magnitudes", () => Chart.Magnitudes("t", "x", "y", new Series("a", [1.0, 2], [double.NaN, double.NaN]))),
        ("NamedPoints", () => Chart.NamedPoints([1, 2, 3], _none, ["a", "b", "c"], "t", "x", "y")),
        ("Network", () => Chart.Network(new(new Layer(_table), new Layer(_table)), "t")),
        ("NodeMaps", () => Chart.NodeMaps(new(new Layer(Matrix<double>.Build.Dense(3, 2, double.NaN))), 0, Samples.Moons, "t")),
        ("Pixels", () => Chart.Pixels(_picture, "t")),
        ("Row", () => Chart.Row(Vector<double>.Build.Dense(_none), "t")),
        ("Scatter", () => Chart.Scatter(_none, "t", "x", "y")),
        ("Scatter", () => Chart.Scatter([1, 2, 3], _none, "t", "x", "y")),
        ("Stages", () => Chart.Stages("t", ("a", _table, 3))),
        ("Table", () => Chart.Table(_table, ["a", "b", "c"], ["d", "e", "f"], "t", "x", "y")),
        ("Valley", () => Chart.Valley((_, _) => double.NaN, "t", "x", "y", new Series("a", [1.0, 2], [1, 2]))),
        ("Valley", () => Chart.Valley((x, y) => x * x + y * y, "t", "x", "y", _line)),
    ];

    public static TheoryData<string> Kinds => [.. _figures.Select(figure => figure.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_figure_of_no_finite_value_says_so_or_is_refused_in_one_sentence(string kind)
    {
        foreach (var (_, draw) in _figures.Where(figure => figure.Kind == kind))
        {
            try
            {
                Figure figure = draw();
                Assert.Matches("no finite|without a finite value|finite number", figure.AlternativeText);
                using var json = System.Text.Json.JsonDocument.Parse(figure.ToJson()); // takes no NaN
            }
            catch (ArgumentException refused)
            {
                Assert.Matches("no value|NaN|no finite|No point|no point|is no finite", refused.Message.Split(" (Parameter")[0]);
            }
        }
    }

    [Fact]
    public void No_kind_is_left_out()
    {
        // What has no values of its own: bytes of digits, numbers of nodes; a graph writes its values as they are.
        string[] without = ["Architecture", "Digits", "Graph"];
        Assert.Equal(typeof(Chart).GetMethods().Where(method => method.IsStatic).Select(method => method.Name).Distinct().Order(),
            _figures.Select(figure => figure.Kind).Concat(without).Distinct().Order());
    }

    [Fact]
    public void A_film_of_no_finite_value_has_its_captions_too()
    {
        Figure film = Chart.Film([_picture.ToRowMatrix()], ["a"], "t", names: ["node 0"]);
        Assert.Equal("t: film of 1 frames, each with a picture of 28×28, no finite weight on one scale.", film.AlternativeText);
        Assert.Equal(["node 0", "no value is a finite number"],
            film.Layout["annotations"]!.AsArray().Select(text => text!["text"]!.GetValue<string>()));
    }
}
