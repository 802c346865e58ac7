using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Pixels of a digit in a cell.</summary>
    private const int CellCharacter = 9;

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
        var colors = ColorMap.For(ValueRange.Asked(range, cells));
        var trace = colors.Trace([Numbers.For(cells).Row(cells)], "%{x}: %{z}", barTitle: null);
        trace["x"] = Texts(names);
        trace["xgap"] = 2;
        string[] written = [.. Written(cells)];
        var layout = Layouts.Create(title, height: 95);
        Layouts.NeedWidth(layout, 40 + cells.Length * (16 + CellCharacter * written.Append("").Max(text => text.Length)));
        layout["xaxis"] = NameAxis("");
        layout["xaxis"]!["range"] = new JsonArray(-0.5, cells.Length - 0.5);
        layout["yaxis"] = Layouts.HiddenAxis();
        layout["yaxis"]!["range"] = new JsonArray(-0.5, 0.5);
        layout["margin"]!["b"] = 30;
        layout["margin"]!["l"] = 20;
        JsonObject texts = CellTexts(Texts(names), [.. cells.Select(_ => JsonValue.Create(0))], written, cells.Select(colors.TextOn));
        return new([trace, texts], layout, $"{title}: a row of {cells.Length} cells, {Range("values", cells)}.",
            Sketch.Bars(cells, names));
    }

    /// <summary>Texts over cells, each in the colour that can be read on its cell: a heatmap's own texts all have one.</summary>
    private static JsonObject CellTexts(JsonArray x, JsonArray y, IEnumerable<string> texts, IEnumerable<string> colors) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "text",
        ["x"] = x,
        ["y"] = y,
        ["text"] = Texts(texts),
        ["textfont"] = new JsonObject { ["color"] = new JsonArray([.. colors.Select(color => JsonValue.Create(color))]) },
        ["hoverinfo"] = "skip",
    };

    /// <summary>All with as many decimals as the most exact of them needs, as far as they fit a cell: five digits.</summary>
    private static IEnumerable<string> Written(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double largest = finite.Select(Math.Abs).DefaultIfEmpty(0).Max();
        int most = Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Max(1, largest))), 0, 4);
        int decimals = Enumerable.Range(0, most).FirstOrDefault(
            places => finite.All(value => Math.Abs(value - Math.Round(value, places)) < 0.5 * Math.Pow(10, -most)), most);
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
