using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

/// <summary>The square of the plane around some points, cut into cells: which class a function chooses in each, and how clearly.</summary>
internal sealed class RegionGrid
{
    private const int Side = 60;
    private const double Border = 0.08;
    private const int SketchColumns = 30;
    private const int SketchRows = 15;
    private const string SketchMarks = "·o#x+*@";

    // A class's colours begin and end a little inside its stretch of the scale, so that rounding can't reach the next class.
    private const double Inset = 0.02;

    private readonly LabeledSet _points;

    public RegionGrid(LabeledSet points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Inputs.ColumnCount != 2)
            throw new ArgumentException($"A plane has 2 inputs, but the points have {points.Inputs.ColumnCount}.", nameof(points));
        if (points.Count == 0)
            throw new ArgumentException("There are no points to draw.", nameof(points));
        if (points.Classes > Colors.Series.Count)
            throw new ArgumentException(
                $"There are colours for {Colors.Series.Count} classes, but the points have {points.Classes}.", nameof(points));
        if (!points.Inputs.EnumerateRows().Any(point => point.ForAll(double.IsFinite)))
            throw new ArgumentException("No point has two finite inputs.", nameof(points));
        _points = points;
        ValueRange x = ValueRange.Of(points.Inputs.Column(0)), y = ValueRange.Of(points.Inputs.Column(1));
        double size = Math.Max(x.Size, y.Size) is > 0 and var larger ? (1 + 2 * Border) * larger : 1;
        X = Around(x, size);
        Y = Around(y, size);
    }

    /// <summary>From the left edge of the square to the right one.</summary>
    public ValueRange X { get; }

    /// <summary>From the lower edge to the upper one, as long as <see cref="X"/>.</summary>
    public ValueRange Y { get; }

    /// <summary>Length of a cell.</summary>
    public double Step => X.Size / Side;

    /// <summary>
    /// A row per line of cells, the lowest first. A value lies between the number of the chosen class and the next number, the higher the
    /// further the largest output is ahead of the others; NaN where the outputs are no numbers.
    /// </summary>
    public Matrix<double> Choose(Func<Vector<double>, Vector<double>> outputs) => Matrix<double>.Build.Dense(Side, Side,
        (row, column) => Choose(outputs, X.Min + (column + 0.5) * Step, Y.Min + (row + 0.5) * Step));

    /// <summary>A row per line of cells, the lowest first, with what a function gives for the middle of each cell.</summary>
    public Matrix<double> Values(Func<Vector<double>, double> function) => Matrix<double>.Build.Dense(Side, Side, (row, column) =>
        function(Vector<double>.Build.Dense([X.Min + (column + 0.5) * Step, Y.Min + (row + 0.5) * Step])));

    /// <summary>Share of the points, 0…1, that lie in the region of their class.</summary>
    public double Share(Func<Vector<double>, Vector<double>> outputs)
    {
        int right = 0;
        for (int i = 0; i < _points.Count; i++)
            right += Math.Floor(Choose(outputs, _points.Inputs[i, 0], _points.Inputs[i, 1])) == _points.Labels[i] ? 1 : 0;
        return (double)right / _points.Count;
    }

    /// <summary>A mark for each class, and below it the square drawn with them, the upper edge first.</summary>
    public static string Sketch(Matrix<double> choices, int classes)
    {
        var lines = new StringBuilder(string.Join(", ", SketchMarks.Take(classes).Select((mark, label) => $"{mark} class {label}")));
        for (int row = SketchRows - 1; row >= 0; row--)
        {
            lines.Append('\n');
            for (int column = 0; column < SketchColumns; column++)
            {
                double choice = choices[(int)((row + 0.5) * Side / SketchRows), (int)((column + 0.5) * Side / SketchColumns)];
                lines.Append(double.IsNaN(choice) ? ' ' : SketchMarks[(int)choice]);
            }
        }
        return lines.ToString();
    }

    private double Choose(Func<Vector<double>, Vector<double>> outputs, double x, double y)
    {
        Vector<double> values = outputs(Vector<double>.Build.Dense([x, y]));
        if (values.Count < Math.Max(2, _points.Classes) || values.Count > Colors.Series.Count)
            throw new ArgumentException(
                $"The points have {_points.Classes} classes, but the function gives {values.Count} outputs.", nameof(outputs));
        if (!values.ForAll(double.IsFinite))
            return double.NaN;
        int best = values.MaximumIndex();
        double lead = values.Enumerate().Where((_, i) => i != best).Min(value => values[best] - value);
        return best + Math.Round(Inset + (1 - 2 * Inset) * Math.Min(1, lead), 2);
    }

    private static ValueRange Around(ValueRange range, double size)
    {
        double middle = range.Min + range.Size / 2;
        return new(middle - size / 2, middle + size / 2);
    }
}

/// <summary>Squares of the plane side by side, each with its regions and the same points over them.</summary>
internal sealed class RegionPanels(
    RegionGrid grid, LabeledSet points, int classes, int columns, IReadOnlyList<string> captions, string xTitle, string yTitle,
    ColorMap? values = null)
{
    private const int LargestSide = 400;
    private const int Left = 62;
    private const int Right = 100;
    private const double MostGrowth = 1.35;
    private const int Gap = 14;
    private const int Caption = 26;
    private const int TickRoom = 52;

    // Classes differ in form as well as in colour.
    private static readonly string[] _symbols = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"];

    private readonly int _columns = Math.Min(columns, captions.Count);
    private readonly int _side = Math.Min(LargestSide,
        (Layouts.MaximalWidth - Left - Right - (Math.Min(columns, captions.Count) - 1) * Gap) / Math.Min(columns, captions.Count));

    private int Rows => (captions.Count + _columns - 1) / _columns;

    private int CaptionRoom => captions.Any(caption => caption.Length > 0) ? Caption : 0;

    /// <summary>The regions of every panel first, then their points.</summary>
    public JsonArray Traces(IReadOnlyList<Matrix<double>> choices)
    {
        var traces = new JsonArray();
        for (int panel = 0; panel < choices.Count; panel++)
            traces.Add(Placed(Regions(choices[panel], hasBar: panel == 0), panel));
        for (int panel = 0; panel < choices.Count; panel++)
        {
            for (int label = 0; label < points.Classes; label++)
                traces.Add(Placed(Dots(label), panel));
        }
        return traces;
    }

    public static JsonArray Cells(Matrix<double> choices) =>
        new Numbers(new(0, Colors.Series.Count), choices.RowCount * (long)choices.ColumnCount).Rows(choices);

    public JsonObject Layout(string title)
    {
        int width = Left + Right + _columns * _side + (_columns - 1) * Gap;
        int height = Rows * (_side + CaptionRoom) + (Rows - 1) * Gap;
        var layout = Layouts.Create(title, height + TickRoom, width);
        layout["margin"]!["l"] = Left;
        layout["margin"]!["r"] = Right;
        layout["margin"]!["b"] = TickRoom;
        Layouts.KeepShape(layout, least: CaptionRoom > 0 ? 1 : 0.7, MostGrowth);
        for (int panel = 0; panel < captions.Count; panel++)
        {
            double inner = width - Left - Right;
            double left = panel % _columns * (_side + Gap), top = panel / _columns * (_side + CaptionRoom + Gap) + CaptionRoom;
            bool leftmost = panel % _columns == 0, lowest = panel + _columns >= captions.Count;
            layout["xaxis" + Number(panel)] =
                Axis(lowest ? xTitle : null, grid.X, left / inner, (left + _side) / inner, "y" + Number(panel), null);
            layout["yaxis" + Number(panel)] = Axis(
                leftmost ? yTitle : null, grid.Y, 1 - (top + _side) / height, 1 - top / height, "x" + Number(panel), "x" + Number(panel));
        }
        if (CaptionRoom > 0)
            layout["annotations"] = new JsonArray([.. captions.Select(Heading)]);
        return layout;
    }

    private JsonObject Regions(Matrix<double> choices, bool hasBar)
    {
        var trace = values is null
            ? new ColorMap(() => Colors.ClassScale(classes), new(0, classes))
                .Trace(Cells(choices), "", hasBar ? "class, pale where in doubt" : null)
            : values.Trace(
                new Numbers(values.Range, choices.RowCount * (long)choices.ColumnCount).Rows(choices), "", hasBar ? "activation" : null);
        trace["x0"] = grid.X.Min + grid.Step / 2;
        trace["dx"] = grid.Step;
        trace["y0"] = grid.Y.Min + grid.Step / 2;
        trace["dy"] = grid.Step;
        trace.Remove("hovertemplate");
        trace["hoverinfo"] = "skip";
        if (hasBar)
            ColorBar.Limit(trace, Rows * (_side + CaptionRoom) + (Rows - 1) * Gap);
        if (hasBar && values is null)
        {
            trace["colorbar"]!["tickvals"] =
                new JsonArray([.. Enumerable.Range(0, classes).Select(label => JsonValue.Create(label + 0.5))]);
            trace["colorbar"]!["ticktext"] = new JsonArray([.. Sketch.Numbered(classes).Select(label => JsonValue.Create(label))]);
        }
        return trace;
    }

    private JsonObject Dots(int label)
    {
        int[] records = [.. Enumerable.Range(0, points.Count).Where(record => points.Labels[record] == label)];
        JsonArray Coordinates(int input) => new Numbers(grid.X, count: 1).Row(records.Select(record => points.Inputs[record, input]));
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["name"] = $"class {label}",
            ["x"] = Coordinates(0),
            ["y"] = Coordinates(1),
            ["marker"] = new JsonObject
            {
                ["color"] = values is null ? Colors.Series[label] : label == 0 ? Colors.Paper : Colors.Text,
                ["symbol"] = _symbols[label],
                ["size"] = _columns == 1 ? 8 : 5,
                ["line"] = new JsonObject { ["color"] = values is null ? Colors.Paper : Colors.Text, ["width"] = _columns == 1 ? 1 : 0.5 },
            },
        };
    }

    private static JsonObject Axis(string? title, ValueRange range, double start, double end, string anchor, string? equalTo)
    {
        var axis = Layouts.Axis(title ?? "");
        axis["range"] = new JsonArray(range.Min, range.Max);
        axis["domain"] = new JsonArray(Math.Round(start, 4), Math.Round(end, 4));
        axis["anchor"] = anchor;
        axis["constrain"] = "domain";
        axis["showgrid"] = false;
        axis["zeroline"] = false;
        axis["automargin"] = false;
        // Numbers at the ends of an axis would touch those of the next panel.
        var ticks = ColorBar.Ticks(range, mostTicks: end - start < 0.24 ? 2 : 4, border: 0.12);
        axis["tickangle"] = 0;
        axis["tickvals"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(tick.Value))]);
        axis["ticktext"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(tick.Text))]);
        axis["showticklabels"] = title is not null;
        if (equalTo is not null)
            axis["scaleanchor"] = equalTo;
        return axis;
    }

    private static JsonObject Heading(string caption, int panel) => new()
    {
        ["text"] = Layouts.Plain(caption),
        ["xref"] = $"x{Number(panel)} domain",
        ["yref"] = $"y{Number(panel)} domain",
        ["x"] = 0.5,
        ["y"] = 1,
        ["yanchor"] = "bottom",
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 14 },
    };

    private static JsonObject Placed(JsonObject trace, int panel)
    {
        trace["xaxis"] = "x" + Number(panel);
        trace["yaxis"] = "y" + Number(panel);
        return trace;
    }

    /// <summary>plotly.js calls its axes x, x2, x3, ….</summary>
    private static string Number(int panel) => panel == 0 ? "" : (panel + 1).ToString(CultureInfo.InvariantCulture);
}
