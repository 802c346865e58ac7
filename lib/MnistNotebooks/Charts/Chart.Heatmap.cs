using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace MnistNotebooks.Charts;

/// <summary>
/// The figures of the lessons. Values come first, then the words: title, title of the x axis, title of the y axis. Red is positive,
/// blue is negative, white is zero.
/// </summary>
public static partial class Chart
{
    /// <summary>A matrix as coloured cells, its first row at the top. Zero is white when both signs occur.</summary>
    /// <param name="values">Any shape; a cell that is not finite stays empty. As many rows as columns make square cells.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the columns are.</param>
    /// <param name="yTitle">What the rows are.</param>
    /// <param name="valueTitle">What a cell's value is: the title of the colour bar.</param>
    /// <param name="range">Values at the ends of the colour scale, to compare figures; by default the values' own range.</param>
    /// <exception cref="ArgumentException">The lower end of the range is not below its upper end.</exception>
    public static Figure Heatmap(
        Matrix<double> values, string title, string xTitle, string yTitle,
        string valueTitle = "value", (double Min, double Max)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var colors = ColorMap.For(ValueRange.Asked(range, values.Enumerate()));
        var numbers = new Numbers(ValueRange.Of(values.Enumerate()), (long)values.RowCount * values.ColumnCount);
        string hover = $"{Layouts.Plain(yTitle)} %{{y}}<br>{Layouts.Plain(xTitle)} %{{x}}<br>{Layouts.Plain(valueTitle)} %{{z}}";
        bool isSquare = values.RowCount == values.ColumnCount;
        var layout = isSquare ? SquareMap(title, valueTitle) : Layouts.Create(title, Math.Clamp(110 + 14 * values.RowCount, 220, 430));
        layout["xaxis"] = Layouts.IndexAxis(xTitle, values.ColumnCount);
        var yAxis = Layouts.IndexAxis(yTitle, values.RowCount);
        yAxis["autorange"] = "reversed";
        layout["yaxis"] = yAxis;
        if (isSquare)
            MakeSquare(layout, values.RowCount);
        var trace = colors.Trace(numbers.Rows(values), hover, valueTitle);
        ColorBar.Limit(trace, layout["height"]!.GetValue<int>() - 100);
        Layouts.SayIfEmpty(layout, values.Enumerate());
        string text = $"{title}: heatmap of {values.RowCount} rows ({yTitle}) by {values.ColumnCount} columns ({xTitle}), "
            + $"{Spread(valueTitle, values.Enumerate())}.";
        return new([trace], layout, text);
    }

    /// <summary>A map with as many rows as columns, mostly of pixels, has square cells.</summary>
    private static JsonObject SquareMap(string title, string valueTitle)
    {
        const int side = 380, left = 62, below = 56;
        int right = ColorBar.Room(valueTitle);
        var layout = Layouts.Create(title, side + below, left + side + right);
        layout["margin"]!["l"] = left;
        layout["margin"]!["r"] = right;
        layout["margin"]!["b"] = below;
        Layouts.KeepShape(layout, least: 0.6, most: 1.3);
        return layout;
    }

    private static void MakeSquare(JsonObject layout, int cells)
    {
        layout["xaxis"]!["range"] = new JsonArray(-0.5, cells - 0.5);
        layout["xaxis"]!["constrain"] = "domain";
        layout["xaxis"]!["automargin"] = false;
        layout["yaxis"]!["constrain"] = "domain";
        layout["yaxis"]!["scaleanchor"] = "x";
        layout["yaxis"]!["automargin"] = false;
    }

    /// <summary>A vector as a strip of coloured cells, numbered from 0 on the left.</summary>
    /// <param name="values">Any length; a cell that is not finite stays empty.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the cells are.</param>
    /// <param name="valueTitle">What a cell's value is: the title of the colour bar.</param>
    /// <param name="range">Values at the ends of the colour scale, to compare figures; by default the values' own range.</param>
    /// <exception cref="ArgumentException">The lower end of the range is not below its upper end.</exception>
    public static Figure Heatmap(
        Vector<double> values, string title, string xTitle = "node", string valueTitle = "value", (double Min, double Max)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var colors = ColorMap.For(ValueRange.Asked(range, values));
        string hover = $"{Layouts.Plain(xTitle)} %{{x}}<br>{Layouts.Plain(valueTitle)} %{{z}}";
        double[] cells = values.ToArray();
        var trace = colors.Trace([Numbers.For(cells).Row(cells)], hover, valueTitle);
        LieColorBarDown(trace);
        var layout = Layouts.Create(title, height: 190);
        layout["xaxis"] = Layouts.IndexAxis(xTitle, values.Count);
        layout["yaxis"] = Layouts.HiddenAxis();
        Layouts.SayIfEmpty(layout, values);
        string text = $"{title}: strip of {values.Count} cells ({xTitle}), {Spread(valueTitle, values)}.";
        return new([trace], layout, text, Sketch.Line(cells));
    }

    /// <summary>A colour bar beside a strip would be too low to read, so it lies below.</summary>
    private static void LieColorBarDown(JsonObject trace)
    {
        var bar = trace["colorbar"]!.AsObject();
        bar["orientation"] = "h";
        bar["y"] = -0.75;
        bar["yanchor"] = "top";
        bar["len"] = 0.6;
        bar["title"]!["side"] = "right";
    }

    internal static string Spread(string valueTitle, IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0
            ? $"no finite {valueTitle}"
            : $"{valueTitle} from {ValueRange.Of(finite)}, mean {ValueRange.Words(finite.Mean())}";
    }
}
