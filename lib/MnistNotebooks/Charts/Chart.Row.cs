using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A short vector as one row of cells with the value written on each: ten outputs, ten targets.</summary>
    /// <param name="values">Best up to a dozen.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="labels">A name below each cell; by default the numbers from 0.</param>
    /// <param name="range">Values at the ends of the colour scale, to compare figures; by default the values' own range.</param>
    /// <exception cref="ArgumentException">As many labels as values are needed, or the lower end of the range is not below its upper
    /// end.</exception>
    public static Figure Row(
        Vector<double> values, string title, IReadOnlyList<string>? labels = null, (double Min, double Max)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] cells = values.ToArray();
        var names = Named(labels, cells.Length);
        var trace = ColorMap.For(ValueRange.Asked(range, cells)).Trace([Numbers.For(cells).Row(cells)], "%{x}: %{z}", barTitle: null);
        trace["x"] = Texts(names);
        trace["text"] = new JsonArray(Texts(Written(cells)));
        trace["texttemplate"] = "%{text}";
        trace["xgap"] = 2;
        var layout = Layouts.Create(title, height: 95);
        layout["xaxis"] = NameAxis("");
        layout["yaxis"] = Layouts.HiddenAxis();
        layout["margin"]!["b"] = 30;
        layout["margin"]!["l"] = 20;
        return new([trace], layout, $"{title}: a row of {cells.Length} cells, values from {ValueRange.Of(cells)}.",
            Sketch.Bars(cells, names));
    }

    /// <summary>All with as many decimals as fit a cell: five digits.</summary>
    private static IEnumerable<string> Written(double[] values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        int decimals = values.All(double.IsInteger) ? 0 : Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Max(1, largest))), 0, 4);
        return values.Select(value => value.ToString($"F{decimals}", CultureInfo.InvariantCulture));
    }

    /// <summary>An axis of names, each of them written, even those that look like numbers.</summary>
    private static JsonObject NameAxis(string title)
    {
        var axis = Layouts.Axis(title);
        axis["type"] = "category";
        axis["showgrid"] = false;
        axis["dtick"] = 1;
        return axis;
    }

    private static IReadOnlyList<string> Named(IReadOnlyList<string>? labels, int count)
    {
        if (labels is not null && labels.Count != count)
            throw new ArgumentException($"There are {count} values but {labels.Count} labels.", nameof(labels));
        return labels ?? Sketch.Numbered(count);
    }

    private static JsonArray Texts(IEnumerable<string> texts)
    {
        var array = new JsonArray();
        foreach (string text in texts)
            array.Add(Layouts.Plain(text));
        return array;
    }
}
