using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const double ValleyFactor = 4;

    /// <summary>
    /// Ways down a loss of two weights, a dot for each step, over lines of equal loss; both axes have the same scale, so that right angles
    /// are right angles. From line to line the loss is four times as high.
    /// </summary>
    /// <param name="loss">From two weights to a number above 0, or 0 at the lowest point.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the first weight is.</param>
    /// <param name="yTitle">What the second weight is.</param>
    /// <param name="paths">The ways: first weights as positions, second weights as values.</param>
    /// <exception cref="ArgumentException">There are no paths, one has no points, or no point or loss is finite.</exception>
    public static Figure Valley(
        Func<double, double, double> loss, string title, string xTitle, string yTitle, params IReadOnlyList<Series> paths)
    {
        const double border = 0.12;
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count == 0 || paths.Any(path => path.X.Count == 0))
            throw new ArgumentException("There is nothing to draw: at least one path and one point are needed.", nameof(paths));
        if (!paths.Any(path => path.X.Zip(path.Y).Any(point => double.IsFinite(point.First) && double.IsFinite(point.Second))))
            throw new ArgumentException("There is nothing to draw: no point has two finite weights.", nameof(paths));
        ValueRange x = ValueRange.Of(paths.SelectMany(path => path.X)), y = ValueRange.Of(paths.SelectMany(path => path.Y));
        double room = border * Math.Max(x.Size, y.Size) is > 0 and var some ? some : 1;
        x = new(x.Min - room, x.Max + room);
        y = new(y.Min - room, y.Max + room);
        var data = new JsonArray(EqualLosses(loss, x, y));
        foreach (Series path in paths)
        {
            string color = Colors.Series[(data.Count - 1) % Colors.Series.Count];
            JsonObject way = Points([.. path.X], [.. path.Y], "lines+markers", path.Name, color);
            way["line"]!["width"] = 1.5;
            way["marker"]!["size"] = 6;
            data.Add(way);
        }
        const int width = Layouts.MaximalWidth - 80;
        var layout = Layouts.Create(title, height: 55 + Math.Clamp((int)(width * y.Size / x.Size), 160, 480));
        Layouts.AddLegend(layout);
        layout["xaxis"] = PlaneAxis(xTitle, x);
        layout["yaxis"] = PlaneAxis(yTitle, y);
        layout["yaxis"]!["scaleanchor"] = "x";
        string LossAt(Series path, int step) => ValueRange.Words(loss(path.X[step], path.Y[step]));
        string text = $"{title}: {paths.Count} paths ({string.Join(", ", paths.Select(path => path.Name))}) over lines of equal loss.";
        return new(data, layout, text, string.Join('\n', paths.Select(path =>
            $"{path.Name}: loss {LossAt(path, 0)} at the start, {LossAt(path, path.X.Count - 1)} after {path.X.Count - 1} steps")));
    }

    private static JsonObject EqualLosses(Func<double, double, double> loss, ValueRange x, ValueRange y)
    {
        const int cells = 120;
        double step = Math.Max(x.Size, y.Size) / cells;
        int columns = (int)Math.Ceiling(x.Size / step) + 1, rows = (int)Math.Ceiling(y.Size / step) + 1;
        Matrix<double> losses = Matrix<double>.Build.Dense(rows, columns,
            (row, column) => loss(x.Min + (column * step), y.Min + (row * step)));
        double highest = losses.Enumerate().Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        if (double.IsNaN(highest))
            throw new ArgumentException("There is nothing to draw: the loss is no finite number anywhere near the paths.", nameof(loss));
        // The lowest point may be 0, which has no logarithm.
        Matrix<double> powers = losses.Map(value => Math.Log(Math.Max(value, highest * 1e-6), ValleyFactor), Zeros.Include);
        return new()
        {
            ["type"] = "contour",
            ["z"] = new Numbers(ValueRange.Of(powers.Enumerate()), 0).Rows(powers),
            ["x0"] = x.Min,
            ["dx"] = step,
            ["y0"] = y.Min,
            ["dy"] = step,
            ["autocontour"] = false,
            ["contours"] = new JsonObject
            {
                ["start"] = Math.Floor(Math.Log(highest, ValleyFactor)) - 6,
                ["end"] = Math.Floor(Math.Log(highest, ValleyFactor)),
                ["size"] = 1,
                ["coloring"] = "none",
            },
            ["line"] = new JsonObject { ["color"] = "#b8c0c8", ["width"] = 1 },
            ["showscale"] = false,
            ["showlegend"] = false,
            ["hoverinfo"] = "skip",
        };
    }

    private static JsonObject PlaneAxis(string title, ValueRange range)
    {
        var axis = Layouts.Axis(title);
        axis["range"] = new JsonArray(range.Min, range.Max);
        axis["constrain"] = "domain";
        axis["showgrid"] = false;
        return axis;
    }
}
