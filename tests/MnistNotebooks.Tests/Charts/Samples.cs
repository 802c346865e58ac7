using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Charts;

/// <summary>One figure of each kind, of made-up numbers that are the same on every run.</summary>
internal static class Samples
{
    public static Vector<double> Outputs { get; } =
        Vector<double>.Build.Dense([0.01, 0.9, 0.05, 0.17, -0.01, 0.01, 0.13, 0.26, 0.05, 0.02]);

    public static double[] Grid { get; } = [.. Enumerable.Range(0, 121).Select(i => -6 + i * 0.1)];

    public static Matrix<double> Confusion { get; } =
        Matrix<double>.Build.Dense(10, 10, (row, column) =>
            row == column ? 950 + row : row == 4 && column == 9 ? 25 : (row * 7 + column * 3) % 11);

    /// <summary>Twelve pictures of a cross with the labels 0…9, 0, 1.</summary>
    public static DigitSet Digits { get; } = new(
        Enumerable.Range(0, 12 * 784).Select(i => (byte)(Math.Abs(i % 28 - 14) < 2 || Math.Abs(i % 784 / 28 - 14) < 2 ? 255 : 0)).ToArray(),
        Enumerable.Range(0, 12).Select(i => (byte)(i % 10)).ToArray());

    public static LabeledSet Moons { get; } = ToySets.Moons(60);

    /// <summary>(x + y) · z with its slopes: z at x and y, x + y at z.</summary>
    public static GraphNode[] Product { get; } =
        [new("x", 3, -2), new("y", -1.5, -2), new("z", -2, 1.5), new("q", 1.5, -2, "+", "x", "y"), new("f", -3, 1, "×", "q", "z")];

    /// <summary>2 inputs, 3 tanh nodes and 2 outputs; the first layer's weights are −3…2.</summary>
    public static Network TwoThreeTwo { get; } = new(
        new Layer(Matrix<double>.Build.Dense(3, 2, (row, column) => 2 * row + column - 3.0), activation: Activation.Tanh),
        new Layer(Matrix<double>.Build.Dense(2, 3, 0.5), activation: Activation.Softmax));

    /// <summary>2 inputs, 5 tanh nodes and 2 outputs.</summary>
    private static Network TwoFiveTwo { get; } = new(
        new Layer(Matrix<double>.Build.Dense(5, 2, (row, column) => row - 2 * column), activation: Activation.Tanh),
        new Layer(Matrix<double>.Build.Dense(2, 5, 0.5), activation: Activation.Softmax));

    public static Dictionary<string, Func<Figure>> All { get; } = new()
    {
        ["Heatmap"] = () => Chart.Heatmap(Weights(10, 200), "who", "hidden node", "output node", "weight"),
        ["HeatmapStrip"] = () => Chart.Heatmap(Weights(1, 200).Row(0), "Hidden inputs", "hidden node"),
        ["Row"] = () => Chart.Row(Outputs, "Final outputs"),
        ["Stages"] = () => Chart.Stages("What a picture goes through", ("cropped", Weights(20, 10).PointwiseAbs(), 28),
            ("as it was", Weights(28, 28).PointwiseAbs(), 28)),
        ["Digit"] = () => Chart.Digit(Digits[0], "A cross"),
        ["Pixels"] = () => Chart.Pixels(Digits[0].Inputs(new PixelScale(0, 1)), "A cross and its numbers"),
        ["Digits"] = () => Chart.Digits(Digits, "Twelve crosses"),
        ["Images"] = () => Chart.Images(Weights(7, 784), "Weights of seven hidden nodes", columns: 4),
        ["Bars"] = () => Chart.Bars(Outputs, "Final outputs", "output node", "activation"),
        ["Scatter"] = () => Chart.Scatter(Weights(1, 50).Row(0), "Hidden errors", "hidden node", "error"),
        ["ScatterPairs"] = () => Chart.Scatter(Outputs, Outputs.Map(y => y * y), "Squares", "y", "y²"),
        ["Curve"] = () => Chart.Curve(Grid, Grid.Select(x => 1 / (1 + Math.Exp(-x))), "The sigmoid", "x", "sigmoid(x)"),
        ["Curves"] = () =>
            Chart.Curves("Error", "epoch", "error", new("training", [1, 2, 3], [0.3, 0.2, 0.1]), new("test", [1, 2, 3], [0.25, 0.2, 0.18])),
        ["LogarithmicCurves"] = () =>
            Chart.LogarithmicCurves("Cost", "products", "accuracy", new Series("1 epoch", [30, 90, 700], [0.7, 0.8, 0.9])),
        ["Magnitudes"] = () =>
            Chart.Magnitudes("Slopes", "layer", "mean slope", new Series("sigmoid", [1, 2, 3], [0.00001, 0.001, 0.1])),
        ["Valley"] = () => Chart.Valley((x, y) => (x * x) + (4 * y * y), "Two steps", "first weight", "second weight",
            new Series("descent", [-2.0, -1.0, -0.5], [1, 0.5, 0.25])),
        ["CurvePanels"] = () => Chart.CurvePanels(
            new[] { "a", "b", "c" }.Select(name => (name, (IReadOnlyList<Series>)
                [new("value", [0.0, 1, 2], [0, double.NaN, 2]), new("slope", [0.0, 1, 2], [1, 1, 1])])), "Panels", "z"),
        ["Histogram"] = () => Chart.Histogram(Weights(10, 200), "Start weights", "weight", bins: 20),
        ["Histograms"] = () =>
            Chart.Histograms("Weights", "weight", 20, ("before", Weights(10, 200).Enumerate()),
            ("after", (Weights(10, 200) * 1.5).Enumerate())),
        ["HistogramPanels"] = () =>
            Chart.HistogramPanels("Weights", "weight", 20, null, ("before", Weights(10, 200).Enumerate()),
            ("after", (Weights(10, 200) * 1.5).Enumerate())),
        ["CurvesOfSix"] = () => Chart.Curves("Deletion, mean of 100 digits", "part removed", "output",
            [.. ((string[])["one pixel", "gradient × input", "occlusion", "Shapley", "integrated gradients", "chance"]).Select((name, i) =>
                new Series(name, [0, 0.5, 1], [1, 0.5 + 0.05 * i, 0.1]))]),
        ["LogLogCurves"] = () =>
            Chart.LogLogCurves("Gaps", "part of the ink", "gap", new Series("z1", [0.01, 0.1, 1], [0.02, 0.3, 14]),
            new Series("a2", [0.01, 0.1, 1], [0.001, 0.02, 2]), new Series("z2", [0.01, 0.1, 1], [0, 0.021, 2.1])),
        ["LyingBars"] = () =>
            Chart.LyingBars([279, 184, 66], ["the tutorial's network", "ReLU, He's weights", "distorted"], "Mistakes", "mistakes",
            [16, 13, 8], highlight: 2),
        ["NamedPoints"] = () =>
            Chart.NamedPoints([1, 1, 1, 4, 60], [97.2, 97.6, 97.5, 98.4, 99.3], ["tutorial", "biases", "shuffled", "nodes", "distorted"],
            "What accuracy costs", "products", "accuracy", logarithmic: true),
        ["HeatmapPixels"] = () => Chart.Heatmap(Weights(28, 28), "Ink", "column", "row", "percent"),
        ["ScatterEqual"] = () =>
            Chart.Scatter(Outputs, Outputs * 4, "Two rules", "exact", "tutorial", diagonal: true, equalScales: true),
        ["ErrorBars"] = () => Chart.ErrorBars("Accuracy", "hidden nodes", "accuracy",
            new("rate 0.1", [1, 10, 100], [0.1, 0.7, 0.9], [0.01, 0.05, 0.01]),
            new("rate 1", [1, 10, 100], [0.1, double.NaN, 0.8], [double.NaN, double.NaN, 0.03])),
        ["Table"] = () =>
            Chart.Table(Weights(3, 4), ["1", "10", "100"], ["0.01", "0.1", "1", "10"], "Accuracy", "learning rate", "hidden nodes",
            "accuracy"),
        ["ConfusionMatrix"] = () => Chart.ConfusionMatrix(Confusion, "Test digits"),
        ["DecisionRegions"] = () => Chart.DecisionRegions(Moons, Line(0), "Moons and a line"),
        ["DecisionPanels"] = () =>
            Chart.DecisionRegions(Moons, [("left", Line(-0.5)), ("middle", Line(0)), ("right", Line(0.5)), ("far right", Line(1))],
            "Four lines"),
        ["DecisionFilm"] = () => Chart.DecisionFilm(Moons, [Line(-1), Line(0)], ["at first", "in the end"], "A line that moves"),
        ["NodeMapsOfFive"] = () => Chart.NodeMaps(TwoFiveTwo, 0, Moons, "Five nodes", columns: 5),
        ["NodeMaps"] = () => Chart.NodeMaps(TwoThreeTwo, 0, Moons, "Three nodes"),
        ["Network"] = () => Chart.Network(TwoThreeTwo, "A small network"),
        ["Architecture"] = () => Chart.Architecture([784, 200, 10], "Where we are", NetworkPart.FirstWeights, NetworkPart.HiddenNodes),
        ["Graph"] = () => Chart.Graph(Product, "f = (x + y) · z"),
        ["Atlas"] = () => Chart.Atlas(Weights(3, 784), [[.. Digits], [Digits[7]], []], "Three nodes", columns: 2),
        ["Film"] = () =>
            Chart.Film([Weights(3, 784), Weights(3, 784) * 2], ["0 records", "100 records"], "Weights while training",
            ["node 0", "node 1", "node 2"]),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static Matrix<double> Weights(int rows, int columns) =>
        Matrix<double>.Build.Random(rows, columns, new Normal(0, 0.07, new Random(1)));

    /// <summary>Outputs of two classes, class 1 right of a vertical line.</summary>
    public static Func<Vector<double>, Vector<double>> Line(double at) =>
        point => Vector<double>.Build.Dense([1 / (1 + Math.Exp(10 * (point[0] - at))), 1 / (1 + Math.Exp(10 * (at - point[0])))]);
}
