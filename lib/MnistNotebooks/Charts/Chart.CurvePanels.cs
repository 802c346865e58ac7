using System.Globalization;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// Curves in small panels side by side, all with the same axes, so that they can be compared without lying on one another.
    /// </summary>
    /// <param name="panels">Of each panel the line above it, and its curves; curves of the same place have the same colour in every panel,
    /// and the first panel names them. A value that is not finite leaves a gap.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <exception cref="ArgumentException">There are no panels, or a panel has no curves.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is not even one column.</exception>
    public static Figure CurvePanels(
        IEnumerable<(string Caption, IReadOnlyList<Series> Curves)> panels, string title, string xTitle, int columns = 2)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (string Caption, IReadOnlyList<Series> Curves)[] all = [.. panels];
        if (all.Length == 0 || all.Any(panel => panel.Curves.Count == 0))
            throw new ArgumentException("There is nothing to draw: at least one panel and a curve in each are needed.", nameof(panels));
        var grid = new PanelGrid(all.Length, columns);
        Series[] curves = [.. all.SelectMany(panel => panel.Curves)];
        ValueRange x = ValueRange.Of(curves.SelectMany(curve => curve.X)), y = WithRoom(ValueRange.Of(curves.SelectMany(curve => curve.Y)));
        var layout = Layouts.Create(title, grid.Height);
        Layouts.AddLegend(layout);
        var data = new JsonArray();
        var captions = new JsonArray();
        for (int panel = 0; panel < all.Length; panel++)
        {
            string number = panel == 0 ? "" : (panel + 1).ToString(CultureInfo.InvariantCulture);
            layout["xaxis" + number] = grid.XAxis(panel, xTitle, x, "y" + number);
            layout["yaxis" + number] = grid.YAxis(panel, y, "x" + number);
            captions.Add(PanelCaption(all[panel].Caption, number));
            for (int i = 0; i < all[panel].Curves.Count; i++)
            {
                Series curve = all[panel].Curves[i];
                JsonObject trace = Points([.. curve.X], [.. curve.Y], "lines", curve.Name, Colors.Series[i % Colors.Series.Count]);
                trace["xaxis"] = "x" + number;
                trace["yaxis"] = "y" + number;
                trace["showlegend"] = panel == 0;
                data.Add(trace);
            }
        }
        layout["annotations"] = captions;
        Layouts.SayIfEmpty(layout, curves.SelectMany(curve => curve.Y));
        string sketch = string.Join('\n', all.SelectMany(panel => panel.Curves, (panel, curve) =>
            $"{panel.Caption}, {curve.Name}: {Sketch.Line([.. curve.Y])} {From(curve.Y)}"));
        string text = $"{title}: {all.Length} panels ({string.Join(", ", all.Select(panel => panel.Caption))}) over {xTitle}, "
            + $"{Range("values", curves.SelectMany(curve => curve.Y))}.";
        return new(data, layout, text, sketch);
    }

    private static ValueRange WithRoom(ValueRange range)
    {
        double room = range.Size > 0 ? 0.06 * range.Size : 1;
        return new(range.Min - room, range.Max + room);
    }

    private static JsonObject PanelCaption(string caption, string number) => new()
    {
        ["text"] = Layouts.Plain(caption),
        ["xref"] = $"x{number} domain",
        ["yref"] = $"y{number} domain",
        ["x"] = 0.5,
        ["y"] = 1,
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 14 },
    };
}

/// <summary>Where panels of one size stand that fill the width of a page.</summary>
internal sealed class PanelGrid(int count, int columns)
{
    private const int PanelHeight = 180;
    private const int CaptionHeight = 30;
    private const double Gap = 0.05;

    private readonly int _columns = Math.Min(columns, count);

    /// <summary>Pixels of all rows with their captions, and of the axis below.</summary>
    public int Height => (Rows * (PanelHeight + CaptionHeight)) + 50;

    private int Rows => (count + _columns - 1) / _columns;

    private double Width => (1 - (Gap * (_columns - 1))) / _columns;

    public JsonObject XAxis(int panel, string title, ValueRange range, string anchor)
    {
        double left = panel % _columns * (Width + Gap);
        bool isLowest = panel + _columns >= count;
        return Axis(isLowest ? title : "", range, (left, left + Width), anchor, isLowest);
    }

    public JsonObject YAxis(int panel, ValueRange range, string anchor)
    {
        double row = 1.0 / Rows, top = 1 - (panel / _columns * row);
        return Axis("", range, (top - row, top - (row * CaptionHeight / (PanelHeight + CaptionHeight))), anchor, panel % _columns == 0);
    }

    private static JsonObject Axis(string title, ValueRange range, (double Start, double End) domain, string anchor, bool hasNumbers)
    {
        var axis = Layouts.Axis(title);
        axis["range"] = new JsonArray(range.Min, range.Max);
        axis["domain"] = new JsonArray(Math.Round(domain.Start, 4), Math.Round(domain.End, 4));
        axis["anchor"] = anchor;
        axis["nticks"] = 5;
        axis["showticklabels"] = hasNumbers;
        return axis;
    }
}
