using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Means with their spread: a line for each series, through a dot with a bar up and down at each name.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="names">What stands below the dots, at equal distances: settings that were tried.</param>
    /// <param name="xTitle">What the names are.</param>
    /// <param name="yTitle">What was measured.</param>
    /// <param name="series">Of each series its name, and for each of <paramref name="names"/> a mean and a spread; what is not finite is left out.</param>
    /// <exception cref="ArgumentException">There are no series or no names, or a series does not have a mean and a spread for each name.</exception>
    public static Figure ErrorBars(
        string title, IEnumerable<string> names, string xTitle, string yTitle,
        params (string Name, IEnumerable<double> Means, IEnumerable<double> Spreads)[] series)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] places = [.. names];
        if (series.Length == 0 || places.Length == 0)
            throw new ArgumentException("There is nothing to draw: at least one series and one name are needed.", nameof(series));
        var data = new JsonArray();
        var sketch = new List<string>();
        var all = new List<double>();
        foreach (var (name, means, spreads) in series)
        {
            double[] values = [.. means], bars = [.. spreads];
            if (values.Length != places.Length || bars.Length != places.Length)
                throw new ArgumentException($"There are {places.Length} names, but '{name}' has {values.Length} means and {bars.Length} spreads.", nameof(series));
            data.Add(WithBars(name, places, values, bars, Colors.Series[data.Count % Colors.Series.Count]));
            sketch.Add($"{name}: {string.Join(", ", places.Select((place, i) => $"{place}: {ValueRange.Words(values[i])}{(double.IsFinite(bars[i]) ? $" ± {ValueRange.Words(bars[i])}" : "")}"))}");
            all.AddRange(values);
        }
        var layout = Layouts.Create(title, height: 340);
        if (series.Length > 1)
            Layouts.AddLegend(layout);
        layout["xaxis"] = NameAxis(xTitle);
        layout["yaxis"] = Layouts.Axis(yTitle);
        string lines = series.Length == 1 ? "means" : $"{series.Length} series of means ({string.Join(", ", series.Select(line => line.Name))})";
        return new(data, layout, $"{title}: {lines} with their spread over {xTitle}, {yTitle} from {ValueRange.Of(all)}.", string.Join('\n', sketch));
    }

    private static JsonObject WithBars(string name, string[] places, double[] means, double[] spreads, string color) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines+markers",
        ["name"] = Layouts.Plain(name),
        ["x"] = Texts(places),
        ["y"] = Numbers.For(means).Row(means),
        ["error_y"] = new JsonObject { ["type"] = "data", ["array"] = Numbers.For(spreads).Row(spreads), ["thickness"] = 1.5, ["width"] = 5 },
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2 },
        ["marker"] = new JsonObject { ["color"] = color, ["size"] = 7 },
    };
}
