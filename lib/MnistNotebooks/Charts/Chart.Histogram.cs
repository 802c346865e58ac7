using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int MostBins = 10_000;

    /// <summary>How often values occur.</summary>
    /// <param name="values">Any number of them; those that are not finite are left out.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">Number of bars, all of one width: 1 to 10,000.</param>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin, or more than 10,000.</exception>
    public static Figure Histogram(IEnumerable<double> values, string title, string xTitle, int bins = 60)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Histograms(title, xTitle, bins, ("", values));
    }

    /// <inheritdoc cref="Histogram(IEnumerable{double}, string, string, int)"/>
    public static Figure Histogram(Matrix<double> values, string title, string xTitle, int bins = 60)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Histogram(values.Enumerate(), title, xTitle, bins);
    }

    /// <summary>Several sets of values over the same bins, one drawn over the other: before and after.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">Number of bars, all of one width: 1 to 10,000.</param>
    /// <param name="sets">Of each set its name and its values; those that are not finite are left out.</param>
    /// <exception cref="ArgumentException">There are no sets, or no value of a set is finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin, or more than 10,000.</exception>
    public static Figure Histograms(string title, string xTitle, int bins, params (string Name, IEnumerable<double> Values)[] sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        if (sets.Length == 0)
            throw new ArgumentException("There are no sets of values to draw.", nameof(sets));
        double[][] finite = [.. sets.Select(set => Several(set.Values.Where(double.IsFinite)))];
        var range = ValueRange.Of(finite.SelectMany(values => values));
        double width = range.Size > 0 ? range.Size / bins : 1;
        var centres = Enumerable.Range(0, bins).Select(bin => range.Min + (bin + 0.5) * width).ToArray();
        var data = new JsonArray();
        var sketch = new List<string>();
        foreach (var (set, values) in sets.Zip(finite))
        {
            double[] counts = Count(values, range.Min, width, bins);
            string color = Colors.Series[data.Count % Colors.Series.Count];
            data.Add(sets.Length == 1 ? HistogramBars(centres, counts, width, color) : HistogramSteps(set.Name, centres, counts, color));
            string name = set.Name.Length > 0 ? set.Name + ": " : "";
            sketch.Add($"{name}{ValueRange.Words(range.Min)} {Sketch.Line(counts)} {ValueRange.Words(range.Max)}");
        }
        var layout = Layouts.Create(title, height: 320);
        layout["bargap"] = 0;
        if (sets.Length > 1)
            Layouts.AddLegend(layout);
        layout["xaxis"] = Layouts.Axis(xTitle);
        layout["yaxis"] = Layouts.Axis("count");
        string names = sets.Length > 1 ? $"{sets.Length} histograms ({string.Join(", ", sets.Select(set => set.Name))})" : "histogram";
        string text = $"{title}: {names} of {finite.Sum(values => values.Length)} values in {bins} bins, "
            + $"{Spread(xTitle, finite.SelectMany(values => values))}.";
        return new(data, layout, text, string.Join('\n', sketch));
    }

    private static double[] Count(double[] values, double start, double width, int bins)
    {
        double[] counts = new double[bins];
        foreach (double value in values)
            counts[Math.Min(bins - 1, (int)((value - start) / width))]++;
        return counts;
    }

    private static JsonObject HistogramBars(double[] centres, double[] counts, double width, string color) => new()
    {
        ["type"] = "bar",
        ["x"] = Numbers.For(centres).Row(centres),
        ["y"] = Counts(counts),
        ["width"] = width,
        ["marker"] = new JsonObject { ["color"] = color },
        ["hovertemplate"] = "around %{x}: %{y}<extra></extra>",
    };

    /// <summary>An outline in steps, so that one set doesn't hide the other.</summary>
    private static JsonObject HistogramSteps(string name, double[] centres, double[] counts, string color) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["name"] = Layouts.Plain(name),
        ["x"] = Numbers.For(centres).Row(centres),
        ["y"] = Counts(counts),
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2, ["shape"] = "hvh" },
        ["fill"] = "tozeroy",
        ["fillcolor"] = color + "30",
        ["hovertemplate"] = "around %{x}: %{y}",
    };

    private static JsonArray Counts(double[] counts) => [.. counts.Select(count => JsonValue.Create(count))];
}
