using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>How often values occur.</summary>
    /// <param name="values">Any number of them; those that are not finite are left out.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">Number of bars, all of one width: 1 to 10,000.</param>
    /// <param name="range">Ends of the axis, to compare figures: values beyond are left out. By default the values' own range.</param>
    /// <exception cref="ArgumentException">No value is finite and within the range, or its lower end is not below its upper
    /// end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin, or more than 10,000.</exception>
    public static Figure Histogram(
        IEnumerable<double> values, string title, string xTitle, int bins = 20, (double Min, double Max)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = new HistogramBins(bins, range, ("", values));
        var layout = Layouts.Create(title, height: 320);
        layout["bargap"] = 0;
        layout["xaxis"] = all.Axis(xTitle);
        layout["yaxis"] = Layouts.Axis("count");
        return new([HistogramBars(all, set: 0)], layout, $"{title}: histogram of {all.Words(xTitle)}.", all.Sketch(set: 0));
    }

    /// <inheritdoc cref="Histogram(IEnumerable{double}, string, string, int, ValueTuple{double, double}?)"/>
    public static Figure Histogram(
        Matrix<double> values, string title, string xTitle, int bins = 20, (double Min, double Max)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Histogram(values.Enumerate(), title, xTitle, bins, range);
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
        var all = new HistogramBins(bins, range: null, sets);
        var layout = Layouts.Create(title, height: 320);
        layout["bargap"] = 0;
        if (all.Count > 1)
            Layouts.AddLegend(layout);
        layout["xaxis"] = all.Axis(xTitle);
        layout["yaxis"] = Layouts.Axis("count");
        string names = all.Count > 1 ? $"{all.Count} histograms ({string.Join(", ", all.Names)})" : "histogram";
        IEnumerable<int> numbers = Enumerable.Range(0, all.Count);
        JsonArray data = [.. numbers.Select(set => all.Count == 1 ? HistogramBars(all, set) : HistogramSteps(all, set))];
        return new(data, layout, $"{title}: {names} of {all.Words(xTitle)}.", string.Join('\n', numbers.Select(all.Sketch)));
    }

    /// <summary>Several sets of values in histograms one above the other, over the same bins of one axis.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">Number of bars, all of one width: 1 to 10,000.</param>
    /// <param name="range">Ends of the axis: values beyond are left out. Null for the range of all values.</param>
    /// <param name="sets">Of each set its name and its values, the uppermost first; those that are not finite are left out.</param>
    /// <exception cref="ArgumentException">There are no sets, no value of a set is finite and within the range, or the range's lower end
    /// is not below its upper end.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin, or more than 10,000.</exception>
    public static Figure HistogramPanels(
        string title, string xTitle, int bins, (double Min, double Max)? range, params (string Name, IEnumerable<double> Values)[] sets)
    {
        const int panelHeight = 170, gap = 34;
        var all = new HistogramBins(bins, range, sets);
        double height = all.Count * (panelHeight + gap);
        var layout = Layouts.Create(title, (int)height + 50);
        layout["bargap"] = 0;
        layout["xaxis"] = all.Axis(xTitle);
        layout["xaxis"]!["anchor"] = "y" + PanelNumber(all.Count - 1);
        var data = new JsonArray();
        for (int set = 0; set < all.Count; set++)
        {
            JsonObject bars = HistogramBars(all, set);
            bars["yaxis"] = "y" + PanelNumber(set);
            data.Add(bars);
            double top = set * (panelHeight + gap) + gap;
            var axis = Layouts.Axis("count");
            axis["domain"] = new JsonArray(Math.Round(1 - (top + panelHeight) / height, 4), Math.Round(1 - top / height, 4));
            axis["nticks"] = 5;
            layout["yaxis" + PanelNumber(set)] = axis;
        }
        layout["annotations"] = new JsonArray([.. all.Names.Select((name, set) => new JsonObject
        {
            ["text"] = Layouts.Plain(name),
            ["xref"] = "x domain",
            ["yref"] = $"y{PanelNumber(set)} domain",
            ["x"] = 0,
            ["xanchor"] = "left",
            ["y"] = 1,
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = 15 },
        })]);
        string text = $"{title}: {all.Count} histograms one above the other ({string.Join(", ", all.Names)}) of {all.Words(xTitle)}.";
        return new(data, layout, text, string.Join('\n', Enumerable.Range(0, all.Count).Select(all.Sketch)));
    }

    /// <summary>plotly.js calls its axes x, x2, x3, ….</summary>
    private static string PanelNumber(int panel) => panel == 0 ? "" : (panel + 1).ToString(CultureInfo.InvariantCulture);

    private static JsonObject HistogramBars(HistogramBins bins, int set) => new()
    {
        ["type"] = "bar",
        ["x"] = Numbers.For(bins.Centres).Row(bins.Centres),
        ["y"] = bins.Counts(set),
        ["width"] = bins.Width,
        ["marker"] = new JsonObject { ["color"] = Colors.Series[set % Colors.Series.Count] },
        ["hovertemplate"] = "around %{x}: %{y}<extra></extra>",
    };

    /// <summary>An outline in steps, so that one set doesn't hide the other.</summary>
    private static JsonObject HistogramSteps(HistogramBins bins, int set)
    {
        string color = Colors.Series[set % Colors.Series.Count];
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = Layouts.Plain(bins.Names[set]),
            ["x"] = Numbers.For(bins.Centres).Row(bins.Centres),
            ["y"] = bins.Counts(set),
            ["line"] = new JsonObject { ["color"] = color, ["width"] = 2, ["shape"] = "hvh" },
            ["fill"] = "tozeroy",
            ["fillcolor"] = color + "30",
            ["hovertemplate"] = "around %{x}: %{y}",
        };
    }
}

/// <summary>Sets of values counted in the same bins.</summary>
internal sealed class HistogramBins
{
    private const int MostBins = 10_000;

    private readonly double[][] _values;
    private readonly double[][] _counts;
    private readonly ValueRange _range;
    private readonly bool _isAsked;

    public HistogramBins(int bins, (double Min, double Max)? range, params (string Name, IEnumerable<double> Values)[] sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        if (sets.Length == 0)
            throw new ArgumentException("There are no sets of values to draw.", nameof(sets));
        Names = [.. sets.Select(set => set.Name)];
        _isAsked = range is not null;
        _values = [.. sets.Select(set => set.Values.Where(double.IsFinite).ToArray())];
        _range = ValueRange.Asked(range, _values.SelectMany(values => values));
        _values = [.. _values.Select(values => values.Where(value => value >= _range.Min && value <= _range.Max).ToArray())];
        if (_values.Any(values => values.Length == 0))
            throw new ArgumentException("There are no values to draw.", nameof(sets));
        Width = _range.Size > 0 ? _range.Size / bins : 1;
        Centres = [.. Enumerable.Range(0, bins).Select(bin => _range.Min + (bin + 0.5) * Width)];
        _counts = [.. _values.Select(CountOf)];
    }

    public int Count => Names.Count;

    public IReadOnlyList<string> Names { get; }

    public double[] Centres { get; }

    public double Width { get; }

    public JsonArray Counts(int set) => [.. _counts[set].Select(count => JsonValue.Create(count))];

    /// <summary>An axis for the values; from end to end where they were asked for.</summary>
    public JsonObject Axis(string xTitle)
    {
        var axis = Layouts.Axis(xTitle);
        if (_isAsked)
            axis["range"] = new JsonArray(_range.Min, _range.Max);
        return axis;
    }

    /// <summary>How many values there are, and from where to where.</summary>
    public string Words(string xTitle) =>
        $"{_values.Sum(values => values.Length)} values in {Centres.Length} bins, "
        + Chart.Spread(xTitle, _values.SelectMany(values => values));

    public string Sketch(int set)
    {
        string name = Names[set].Length > 0 ? Names[set] + ": " : "";
        return $"{name}{ValueRange.Words(_range.Min)} {Charts.Sketch.Line(_counts[set])} {ValueRange.Words(_range.Max)}";
    }

    private double[] CountOf(double[] values)
    {
        double[] counts = new double[Centres.Length];
        foreach (double value in values)
            counts[Math.Min(counts.Length - 1, (int)((value - _range.Min) / Width))]++;
        return counts;
    }
}
