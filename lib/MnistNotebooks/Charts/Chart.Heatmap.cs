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
    /// <param name="values">Any shape; a cell that is not finite stays empty.</param>
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
        var layout = Layouts.Create(title, height: Math.Clamp(110 + 14 * values.RowCount, 220, 430));
        layout["xaxis"] = Layouts.IndexAxis(xTitle, values.ColumnCount);
        var yAxis = Layouts.IndexAxis(yTitle, values.RowCount);
        yAxis["autorange"] = "reversed";
        layout["yaxis"] = yAxis;
        string text = $"{title}: heatmap of {values.RowCount} rows ({yTitle}) by {values.ColumnCount} columns ({xTitle}), "
            + $"{Spread(valueTitle, values.Enumerate())}.";
        return new([colors.Trace(numbers.Rows(values), hover, valueTitle)], layout, text);
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
        bar["title"]!["side"] = "bottom";
    }

    private static string Spread(string valueTitle, IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0
            ? $"no finite {valueTitle}"
            : $"{valueTitle} from {ValueRange.Of(finite)}, mean {ValueRange.Words(finite.Mean())}";
    }
}
