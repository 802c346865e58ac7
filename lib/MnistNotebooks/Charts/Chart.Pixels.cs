using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    // As strong as grey on white can be and still be read.
    private const string PaleText = "#767676";

    /// <summary>784 grey levels as a picture of 28×28, row by row, with its number written in each pixel.</summary>
    /// <param name="values">784 grey levels, 0 (paper) to 255 (ink).</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">Not 784 values.</exception>
    public static Figure Pixels(Vector<double> values, string title)
    {
        const int side = 748, border = 12;
        Matrix<double> picture = Square(values);
        var range = new ValueRange(0, byte.MaxValue);
        var colors = ColorMap.ForInk(range);
        var trace = colors.Trace(new Numbers(range, 0).Rows(picture), "row %{y}, column %{x}: %{z}", barTitle: null);
        JsonArray Places(Func<int, int> place) => [.. Enumerable.Range(0, values.Count).Select(i => JsonValue.Create(place(i)))];
        // The many zeros stand back.
        JsonObject numbers = CellTexts(Places(i => i % picture.ColumnCount), Places(i => i / picture.ColumnCount),
            values.Select(grey => grey.ToString("F0", CultureInfo.InvariantCulture)),
            values.Select(grey => grey == 0 ? PaleText : colors.TextOn(grey)));
        numbers["textfont"]!["size"] = 12;

        var layout = Layouts.ForPictures(title, height: side, width: side + border);
        Layouts.NeedWidth(layout, side + border);
        layout["xaxis"]!["range"] = new JsonArray(-0.5, picture.ColumnCount - 0.5);
        layout["yaxis"]!.AsObject().Remove("autorange");
        layout["yaxis"]!["range"] = new JsonArray(picture.RowCount - 0.5, -0.5);
        string text =
            $"{title}: picture of {picture.RowCount}×{picture.ColumnCount} pixels with their numbers, {From(values)}.";
        return new([trace, numbers], layout, text,
            Charts.Sketch.HalfBlocks(picture.RowCount, picture.ColumnCount, (row, column) => picture[row, column]));
    }
}
