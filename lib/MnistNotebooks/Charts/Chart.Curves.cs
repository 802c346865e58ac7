using System.Globalization;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int MostMarkers = 30;

    /// <summary>A line through points.</summary>
    /// <param name="x">Positions, in order.</param>
    /// <param name="y">As many values.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <exception cref="ArgumentException">There are no points, or not as many values as positions.</exception>
    public static Figure Curve(IEnumerable<double> x, IEnumerable<double> y, string title, string xTitle, string yTitle)
    {
        ArgumentNullException.ThrowIfNull(yTitle);
        return Curves(title, xTitle, yTitle, new Series(yTitle, x, y));
    }

    /// <summary>Several lines in one figure, with a legend.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <param name="series">The lines, their positions in order.</param>
    /// <exception cref="ArgumentException">There are no lines or no points.</exception>
    public static Figure Curves(string title, string xTitle, string yTitle, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0)
            throw new ArgumentException("There are no lines to draw.", nameof(series));
        var data = new JsonArray();
        var sketch = new List<string>();
        var all = new List<double>();
        foreach (Series line in series)
        {
            double[] positions = Several(line.X), values = Several(line.Y);
            string mode = values.Length > MostMarkers ? "lines" : "lines+markers";
            data.Add(Points(positions, values, mode, line.Name, Colors.Series[data.Count % Colors.Series.Count]));
            sketch.Add($"{line.Name}: {ValueRange.Words(values[0])} {Sketch.Line(values)} {ValueRange.Words(values[^1])}");
            all.AddRange(values);
        }
        var layout = PointLayout(title, xTitle, yTitle);
        if (series.Length > 1)
            Layouts.AddLegend(layout);
        Layouts.SayIfEmpty(layout, all);
        // A fall to a third of the start should look like one.
        if (ValueRange.Of(all) is { Min: > 0 } range && range.Max > 3 * range.Min)
            layout["yaxis"]!["rangemode"] = "tozero";
        if (series.All(line => line.X.All(double.IsInteger)))
            layout["xaxis"] = Layouts.CountAxis(xTitle, ValueRange.Of(series.SelectMany(line => line.X)));
        string lines = series.Length == 1 ? "curve" : $"{series.Length} curves ({string.Join(", ", series.Select(line => line.Name))})";
        return new(data, layout, $"{title}: {lines} over {xTitle}, {Range(yTitle, all)}{Empty(series)}.", string.Join('\n', sketch));
    }

    /// <summary>Several lines over a logarithmic x axis, on which equal distances are equal factors.</summary>
    /// <inheritdoc cref="Curves"/>
    /// <exception cref="ArgumentException">As for <see cref="Curves"/>, or a position is not above 0.</exception>
    public static Figure LogarithmicCurves(string title, string xTitle, string yTitle, params Series[] series)
    {
        Figure figure = Curves(title, xTitle, yTitle, series);
        double[] positions = [.. series.SelectMany(line => line.X)];
        CheckPositive(positions, nameof(series));
        figure.Layout["xaxis"] = Layouts.LogarithmicAxis(xTitle, ValueRange.Of(positions));
        return figure;
    }

    /// <summary>Several lines over a logarithmic y axis: sizes that differ by powers of ten.</summary>
    /// <inheritdoc cref="Curves"/>
    /// <exception cref="ArgumentException">As for <see cref="Curves"/>, or a value is not above 0.</exception>
    public static Figure Magnitudes(string title, string xTitle, string yTitle, params Series[] series)
    {
        Figure figure = Curves(title, xTitle, yTitle, series);
        var data = figure.Data;
        for (int line = 0; line < series.Length; line++)
        {
            CheckPositive(series[line].Y, nameof(series));
            // Rounded to steps of the largest, a number of another power of ten would be none.
            data[line]!["y"] = new JsonArray([.. series[line].Y.Select(y => JsonValue.Create(double.Parse(
                y.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)))]);
        }
        var axis = Layouts.Axis(yTitle);
        axis["type"] = "log";
        axis["dtick"] = 1;
        axis["exponentformat"] = "power";
        figure.Layout["yaxis"] = axis;
        return figure;
    }

    /// <summary>A dot for each value, over its number from 0.</summary>
    /// <param name="values">One per dot.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the dots are.</param>
    /// <param name="yTitle">What their height is.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static Figure Scatter(IEnumerable<double> values, string title, string xTitle, string yTitle)
    {
        double[] dots = Several(values);
        double[] numbers = [.. Enumerable.Range(0, dots.Length).Select(i => (double)i)];
        var layout = PointLayout(title, xTitle, yTitle);
        layout["xaxis"] = Layouts.CountAxis(xTitle, ValueRange.Of(numbers));
        Layouts.SayIfEmpty(layout, dots);
        string text = $"{title}: {dots.Length} dots ({xTitle}), {Extremes(yTitle, dots, Sketch.Numbered(dots.Length))}.";
        return new([Points(numbers, dots, "markers", name: "", Colors.Series[0])], layout, text, Sketch.Line(dots));
    }

    /// <summary>A dot for each pair of values.</summary>
    /// <param name="x">Positions.</param>
    /// <param name="y">As many values.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <param name="diagonal">True to draw, dashed, the line on which value and position are the same.</param>
    /// <param name="equalScales">True for a square drawing in which a unit is as long upwards as to the right: a line of slope 1
    /// rises at 45 degrees.</param>
    /// <param name="band">Values between which the ground is shaded, such as those that are possible; null for none.</param>
    /// <exception cref="ArgumentException">There are no points, not as many values as positions, or the band's lower end is not below its
    /// upper end.</exception>
    public static Figure Scatter(IEnumerable<double> x, IEnumerable<double> y, string title, string xTitle, string yTitle,
        bool diagonal = false, bool equalScales = false, (double Min, double Max)? band = null)
    {
        var dots = new Series("", x, y);
        double[] positions = Several(dots.X), values = Several(dots.Y);
        var trace = Points(positions, values, "markers", name: "", Colors.Series[0]);
        var layout = equalScales ? SquareLayout(title, xTitle, yTitle, positions, values) : PointLayout(title, xTitle, yTitle);
        var shapes = new JsonArray();
        if (band is not null)
            shapes.Add(Band(ValueRange.Asked(band, [])));
        if (diagonal)
            shapes.Add(Diagonal(ValueRange.Of(positions)));
        if (shapes.Count > 0)
            layout["shapes"] = shapes;
        Layouts.SayIfEmpty(layout, values);
        string text = $"{title}: {values.Length} dots, {Range(xTitle, positions)}, {Range(yTitle, values)}.";
        return new([trace], layout, text);
    }

    private static string Range(string title, IEnumerable<double> values) =>
        values.Any(double.IsFinite) ? $"{title} from {ValueRange.Of(values)}" : $"no finite {title}";

    private static string From(IEnumerable<double> values) =>
        values.Any(double.IsFinite) ? $"from {ValueRange.Of(values)}" : "without a finite value";

    // A line that isn't there looks like one that was forgotten.
    private static string Empty(Series[] series)
    {
        string[] empty = [.. series.Where(line => !line.Y.Any(double.IsFinite)).Select(line => line.Name)];
        return empty.Length == 0 || series.Length == 1 ? "" : $"; no value of {string.Join(", ", empty)} is a finite number";
    }

    private static JsonObject Diagonal(ValueRange range)
    {
        JsonObject line = Layouts.LineBelow((range.Min, range.Min), (range.Max, range.Max), Colors.Text, width: 1.5);
        line["line"]!["dash"] = "dash";
        return line;
    }

    private static JsonObject Band(ValueRange range) => new()
    {
        ["type"] = "rect",
        ["layer"] = "below",
        ["xref"] = "paper",
        ["x0"] = 0,
        ["x1"] = 1,
        ["y0"] = range.Min,
        ["y1"] = range.Max,
        ["fillcolor"] = Colors.Grid,
        ["line"] = new JsonObject { ["width"] = 0 },
    };

    private static JsonObject Points(double[] x, double[] y, string mode, string name, string color) => new()
    {
        ["type"] = "scatter",
        ["mode"] = mode,
        ["name"] = Layouts.Plain(name),
        ["x"] = Numbers.For(x).Row(x),
        ["y"] = Numbers.For(y).Row(y),
        // Simplified, a smooth curve has corners.
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2.5, ["simplify"] = false },
        ["marker"] = new JsonObject { ["color"] = color, ["size"] = mode == "markers" && y.Length > 1000 ? 4 : 7 },
    };

    /// <summary>Both axes as long as the longer one, each around the middle of its own values.</summary>
    private static JsonObject SquareLayout(string title, string xTitle, string yTitle, double[] x, double[] y)
    {
        const int side = 420, left = 76, below = 56;
        const double border = 0.05;
        var layout = Layouts.Create(title, side + below, left + side + 20);
        layout["margin"]!["l"] = left;
        layout["margin"]!["b"] = below;
        Layouts.KeepShape(layout, least: 0.6, most: 1.2);
        ValueRange across = ValueRange.Of(x), up = ValueRange.Of(y);
        double size = (1 + 2 * border) * Math.Max(across.Size, up.Size);
        foreach (var (name, axisTitle, range) in new[] { ("xaxis", xTitle, across), ("yaxis", yTitle, up) })
        {
            var axis = Layouts.Axis(axisTitle);
            double middle = range.Min + range.Size / 2, half = size > 0 ? size / 2 : 1;
            axis["range"] = new JsonArray(middle - half, middle + half);
            axis["automargin"] = false;
            axis["constrain"] = "domain";
            axis["nticks"] = 7;
            layout[name] = axis;
        }
        layout["yaxis"]!["scaleanchor"] = "x";
        return layout;
    }

    private static JsonObject PointLayout(string title, string xTitle, string yTitle)
    {
        var layout = Layouts.Create(title, height: 340);
        layout["xaxis"] = Layouts.Axis(xTitle);
        layout["yaxis"] = Layouts.Axis(yTitle);
        return layout;
    }
}
