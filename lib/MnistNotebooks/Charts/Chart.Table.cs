using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A small matrix as coloured cells with the values written on them and a name for every row and column.</summary>
    /// <param name="values">Best up to a dozen rows and columns; a cell that is not finite stays empty.</param>
    /// <param name="rows">Names of the rows, the first one at the top.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the columns are.</param>
    /// <param name="yTitle">What the rows are.</param>
    /// <param name="valueTitle">What a cell's value is: the title of the colour bar.</param>
    /// <param name="decimals">Decimals of the written values.</param>
    /// <exception cref="ArgumentException">There are not as many names as rows or columns.</exception>
    public static Figure Table(
        Matrix<double> values, IEnumerable<string> rows, IEnumerable<string> columns, string title, string xTitle, string yTitle,
        string valueTitle = "value", int decimals = 3)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var rowNames = Named([.. rows], values.RowCount);
        var columnNames = Named([.. columns], values.ColumnCount);
        var range = ValueRange.Of(values.Enumerate());
        string Text(double value) => double.IsFinite(value) ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture) : "";
        string[][] texts = [.. values.EnumerateRows().Select(row => row.Select(Text).ToArray())];

        var trace = ColorMap.ForTexts(range).Trace(new Numbers(range, 0).Rows(values),
            $"{Layouts.Plain(yTitle)} %{{y}}, {Layouts.Plain(xTitle)} %{{x}}: %{{z}}", valueTitle);
        trace["x"] = Texts(columnNames);
        trace["y"] = Texts(rowNames);
        trace["text"] = new JsonArray([.. texts.Select(Texts)]);
        trace["texttemplate"] = "%{text}";
        trace["textfont"] = new JsonObject { ["size"] = 14, ["color"] = Colors.Text };
        trace["xgap"] = 1;
        trace["ygap"] = 1;
        var layout = Layouts.Create(title, Math.Clamp(90 + 34 * values.RowCount, 160, 500));
        int longest = texts.SelectMany(row => row).Concat(columnNames).Max(cell => cell.Length);
        Layouts.NeedWidth(layout, 200 + values.ColumnCount * (16 + CellCharacter * longest));
        ColorBar.Limit(trace, layout["height"]!.GetValue<int>() - 100);
        layout["xaxis"] = NameAxis(xTitle);
        var yAxis = NameAxis(yTitle);
        yAxis["autorange"] = "reversed";
        layout["yaxis"] = yAxis;
        Layouts.SayIfEmpty(layout, values.Enumerate());
        string text = $"{title}: table of {values.RowCount} rows ({yTitle}) by {values.ColumnCount} columns ({xTitle}), "
            + $"{Spread(valueTitle, values.Enumerate())}.";
        return new([trace], layout, text, Aligned(rowNames, columnNames, texts));
    }

    /// <summary>Texts in columns below the columns' names.</summary>
    private static string Aligned(IReadOnlyList<string> rows, IReadOnlyList<string> columns, string[][] texts)
    {
        int first = rows.Max(name => name.Length);
        int[] widths = [.. columns.Select((name, column) => 2 + Math.Max(name.Length, texts.Max(row => row[column].Length)))];
        string Line(string head, IEnumerable<string> cells) =>
            (head.PadLeft(first) + string.Concat(cells.Select((cell, column) => cell.PadLeft(widths[column])))).TrimEnd();
        return string.Join('\n', texts.Select((row, i) => Line(rows[i], row)).Prepend(Line("", columns)));
    }
}
