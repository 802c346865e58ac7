using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Pictures of different sizes side by side, white paper and black ink: what a picture goes through.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="stages">Of each picture a line above it, grey levels (0…255) or network inputs (0…1) from paper to ink, and the side of
    /// the square in whose middle it is drawn, in its own pixels. Frames are drawn equally large: pictures with the same side are drawn on
    /// one scale.</param>
    /// <exception cref="ArgumentException">There are no pictures, or one is larger than its frame.</exception>
    public static Figure Stages(string title, params (string Caption, Matrix<double> Picture, int Side)[] stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Length == 0)
            throw new ArgumentException("There are no pictures to draw.", nameof(stages));
        const double gap = 0.02;
        double width = (1 - (stages.Length - 1) * gap) / stages.Length;
        var layout = Layouts.Create(title, height: 260);
        layout["margin"]!["l"] = 12;
        layout["margin"]!["r"] = 12;
        layout["margin"]!["b"] = 12;
        layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() + 24;
        var data = new JsonArray();
        var captions = new JsonArray();
        foreach ((string caption, Matrix<double> picture, int side) in stages)
        {
            if (Math.Max(picture.RowCount, picture.ColumnCount) > side)
            {
                throw new ArgumentException(
                    $"'{caption}' has {picture.RowCount}×{picture.ColumnCount} pixels, more than its frame of {side}×{side}.",
                    nameof(stages));
            }
            string number = data.Count == 0 ? "" : $"{data.Count + 1}";
            double left = data.Count * (width + gap);
            var range = ValueRange.Of(picture.Enumerate());
            var trace = ColorMap.ForInk(range).Trace(new Numbers(range, (long)side * side).Rows(picture),
                "row %{y}, column %{x}: %{z}", barTitle: null);
            trace["xaxis"] = "x" + number;
            trace["yaxis"] = "y" + number;
            data.Add(trace);
            var (x, y) = (FrameAxis("y" + number), FrameAxis("x" + number));
            double start = (picture.ColumnCount - side) / 2.0 - 0.5, top = (picture.RowCount - side) / 2.0 - 0.5;
            x["range"] = new JsonArray(start, start + side);
            x["domain"] = new JsonArray(Math.Round(left, 4), Math.Round(left + width, 4));
            // The first row is at the top.
            y["range"] = new JsonArray(top + side, top);
            y["scaleanchor"] = "x" + number;
            layout["xaxis" + number] = x;
            layout["yaxis" + number] = y;
            captions.Add(new JsonObject
            {
                ["text"] = Layouts.Plain(caption),
                ["xref"] = $"x{number} domain",
                ["yref"] = $"y{number} domain",
                ["x"] = 0.5,
                ["y"] = 1,
                ["yanchor"] = "bottom",
                ["showarrow"] = false,
            });
        }
        layout["annotations"] = captions;
        Layouts.SayIfEmpty(layout, stages.SelectMany(stage => stage.Picture.Enumerate()));
        string sizes = string.Join(" · ", stages.Select(stage =>
            $"{stage.Caption}: {stage.Picture.RowCount}×{stage.Picture.ColumnCount} pixels in a frame of {stage.Side}×{stage.Side}"));
        string empty = string.Concat(stages.Where(stage => !stage.Picture.Enumerate().Any(double.IsFinite))
            .Select(stage => $" No value of '{stage.Caption}' is a finite number."));
        return new(data, layout, $"{title}: {stages.Length} pictures side by side.{empty}", sizes);
    }

    private static JsonObject FrameAxis(string anchor) => new()
    {
        ["anchor"] = anchor,
        ["constrain"] = "domain",
        ["showgrid"] = false,
        ["zeroline"] = false,
        ["showticklabels"] = false,
        ["ticks"] = "",
        ["showline"] = true,
        ["mirror"] = true,
        ["linecolor"] = Colors.Grid,
    };
}
