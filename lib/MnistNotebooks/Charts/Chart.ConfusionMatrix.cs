using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// Which class was taken for which: right ones in blue, mistakes in orange on a scale of their own, since they are few.
    /// </summary>
    /// <param name="counts">Numbers of records: a row per true label, a column per predicted one.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="labels">Names of the classes; by default the numbers from 0.</param>
    /// <exception cref="ArgumentException">
    /// The matrix is not square, a count is not a finite number, or there are not as many labels as classes.
    /// </exception>
    public static Figure ConfusionMatrix(Matrix<double> counts, string title, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.RowCount != counts.ColumnCount)
            throw new ArgumentException(
                $"A confusion matrix is square, but this one is {counts.RowCount}×{counts.ColumnCount}.", nameof(counts));
        var names = Named(labels, counts.RowCount);
        if (counts.Find(count => !double.IsFinite(count), Zeros.Include) is var (row, column, odd))
            throw new ArgumentException($"The count of {names[row]} taken for {names[column]} is {ValueRange.Words(odd)}.", nameof(counts));
        var right = counts.MapIndexed((label, predicted, count) => label == predicted ? count : double.NaN);
        var wrong = counts.MapIndexed((label, predicted, count) => label == predicted ? double.NaN : count);
        var mistakes = ValueRange.Of(wrong.Enumerate());
        const int side = 420, left = 62, below = 60;
        int rightMargin = ColorBar.Room("mistakes");
        var layout = Layouts.Create(title, side + below, left + side + rightMargin);
        layout["margin"]!["l"] = left;
        layout["margin"]!["r"] = rightMargin;
        layout["margin"]!["b"] = below;
        Layouts.KeepShape(layout, least: 0.9, most: 1.2);
        var xAxis = NameAxis("predicted label");
        xAxis["constrain"] = "domain";
        xAxis["automargin"] = false;
        xAxis["range"] = new JsonArray(-0.5, names.Count - 0.5);
        layout["xaxis"] = xAxis;
        var yAxis = NameAxis("true label");
        yAxis["range"] = new JsonArray(names.Count - 0.5, -0.5);
        yAxis["scaleanchor"] = "x";
        yAxis["constrain"] = "domain";
        layout["yaxis"] = yAxis;
        ColorMap correct = new(Colors.CorrectScale, new(0, 1)), mistaken = new(Colors.MistakeScale, new(0, mistakes.Max));
        JsonObject wrongTrace = CountTrace(wrong, mistaken, "mistakes", names);
        ColorBar.Limit(wrongTrace, side);
        var cells = counts.EnumerateIndexed().ToList();
        JsonObject texts = CellTexts(
            Texts(cells.Select(cell => names[cell.Item2])), Texts(cells.Select(cell => names[cell.Item1])),
            cells.Select(cell => Whole(cell.Item3)),
            cells.Select(cell => (cell.Item1 == cell.Item2 ? correct : mistaken).TextOn(cell.Item3)));
        return new([CountTrace(right, correct, barTitle: null, names), wrongTrace, texts], layout,
            Summary(title, counts, wrong, mistakes, names), CountTable(counts, names));
    }

    private static JsonObject CountTrace(Matrix<double> counts, ColorMap colors, string? barTitle, IReadOnlyList<string> names)
    {
        var range = ValueRange.Of(counts.Enumerate());
        var trace = colors.Trace(new Numbers(range, 0).Rows(counts), "true %{y}, predicted %{x}: %{z}", barTitle);
        trace["x"] = Texts(names);
        trace["y"] = Texts(names);
        trace["xgap"] = 1;
        trace["ygap"] = 1;
        return trace;
    }

    private static string Summary(
        string title, Matrix<double> counts, Matrix<double> wrong, ValueRange mistakes, IReadOnlyList<string> names)
    {
        string summary = $"{title}: confusion matrix of {names.Count} classes, "
            + $"{Whole(counts.Diagonal().Sum())} of {Whole(counts.Enumerate().Sum())} records right";
        if (mistakes.Max == 0)
            return summary + ".";
        var (row, column, count) = wrong.EnumerateIndexed().First(cell => cell.Item3 == mistakes.Max);
        return $"{summary}, most often mistaken: {names[row]} for {names[column]} ({Whole(count)} times).";
    }

    /// <summary>The counts in columns, true labels down, predicted labels across.</summary>
    private static string CountTable(Matrix<double> counts, IReadOnlyList<string> names)
    {
        int width = 1 + Math.Max(names.Max(name => name.Length), Whole(ValueRange.Of(counts.Enumerate()).Max).Length);
        string Line(string head, IEnumerable<string> cells) =>
            head.PadLeft(width) + string.Concat(cells.Select(cell => cell.PadLeft(width)));
        var rows = counts.EnumerateRows().Select((row, i) => Line(names[i], row.Select(Whole)));
        return string.Join('\n', rows.Prepend(Line("", names)));
    }

    private static string Whole(double count) => count.ToString("F0", CultureInfo.InvariantCulture);
}
