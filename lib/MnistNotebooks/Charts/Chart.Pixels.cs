using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>784 grey levels as a picture of 28×28, row by row, with its number written in each pixel.</summary>
    /// <param name="values">784 grey levels, 0 (paper) to 255 (ink).</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">Not 784 values.</exception>
    public static Figure Pixels(Vector<double> values, string title)
    {
        const int width = 760;
        // On a grey as dark as this, white and black can be read equally well.
        const double lightestDark = 138;
        Matrix<double> picture = Square(values);
        var range = new ValueRange(0, byte.MaxValue);
        var trace = ColorMap.ForInk(range).Trace(new Numbers(range, 0).Rows(picture), "row %{y}, column %{x}: %{z}", barTitle: null);
        JsonArray x = [], y = [], texts = [], colors = [];
        foreach (var (row, column, grey) in picture.EnumerateIndexed())
        {
            x.Add(column);
            y.Add(row);
            texts.Add(grey.ToString("F0", CultureInfo.InvariantCulture));
            // The many zeros stand back.
            colors.Add(grey == 0 ? "#767676" : grey > lightestDark ? Colors.Paper : "#000000");
        }
        var numbers = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "text",
            ["x"] = x,
            ["y"] = y,
            ["text"] = texts,
            ["textfont"] = new JsonObject { ["size"] = 11, ["color"] = colors },
            ["hoverinfo"] = "skip",
        };
        var layout = Layouts.ForPictures(title, height: width - 12, width);
        layout["xaxis"]!["range"] = new JsonArray(-0.5, picture.ColumnCount - 0.5);
        layout["yaxis"]!.AsObject().Remove("autorange");
        layout["yaxis"]!["range"] = new JsonArray(picture.RowCount - 0.5, -0.5);
        string text = $"{title}: picture of {picture.RowCount}×{picture.ColumnCount} pixels with their numbers, values from "
            + $"{ValueRange.Of(values)}.";
        return new([trace, numbers], layout, text,
            Charts.Sketch.HalfBlocks(picture.RowCount, picture.ColumnCount, (row, column) => picture[row, column]));
    }
}
