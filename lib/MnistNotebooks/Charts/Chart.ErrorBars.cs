using System.Globalization;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Means with their spread: a line for each series, through a dot with a bar up and down at each position.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are: settings that were tried; they stand at equal distances.</param>
    /// <param name="yTitle">What was measured.</param>
    /// <param name="series">The means over the positions, with deviations; what is not finite is left out.</param>
    /// <exception cref="ArgumentException">There is nothing to draw, or a series has no deviations.</exception>
    public static Figure ErrorBars(string title, string xTitle, string yTitle, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0 || series.Any(line => line.X.Count == 0))
            throw new ArgumentException("There is nothing to draw: at least one series and one position are needed.", nameof(series));
        var data = new JsonArray();
        var sketch = new List<string>();
        foreach (Series line in series)
        {
            if (line.Deviations is null)
                throw new ArgumentException($"'{line.Name}' has no deviations to draw bars of.", nameof(series));
            string[] places = [.. line.X.Select(x => x.ToString(CultureInfo.InvariantCulture))];
            data.Add(WithBars(line, places, Colors.Series[data.Count % Colors.Series.Count]));
            IEnumerable<string> dots = places.Zip(line.Y, line.Deviations).Select(dot =>
                $"{dot.First}: {ValueRange.Words(dot.Second)}{(double.IsFinite(dot.Third) ? $" ± {ValueRange.Words(dot.Third)}" : "")}");
            sketch.Add($"{line.Name}: {string.Join(", ", dots)}");
        }
        double[] means = [.. series.SelectMany(line => line.Y)];
        var layout = Layouts.Create(title, height: 340);
        if (series.Length > 1)
            Layouts.AddLegend(layout);
        layout["xaxis"] = NameAxis(xTitle);
        layout["yaxis"] = Layouts.Axis(yTitle);
        Layouts.SayIfEmpty(layout, means);
        string names = string.Join(", ", series.Select(line => line.Name));
        string lines = series.Length == 1 ? "means" : $"{series.Length} series of means ({names})";
        string text = $"{title}: {lines} with their spread over {xTitle}, {Range(yTitle, means)}{Empty(series)}.";
        return new(data, layout, text, string.Join('\n', sketch));
    }

    private static JsonObject WithBars(Series line, string[] places, string color) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines+markers",
        ["name"] = Layouts.Plain(line.Name),
        ["x"] = Texts(places),
        ["y"] = Numbers.For(line.Y).Row(line.Y),
        ["error_y"] = new JsonObject
        {
            ["type"] = "data",
            ["array"] = Numbers.For(line.Deviations!).Row(line.Deviations!),
            ["thickness"] = 1.5,
            ["width"] = 5,
        },
        ["line"] = new JsonObject { ["color"] = color, ["width"] = 2 },
        ["marker"] = new JsonObject { ["color"] = color, ["size"] = 7 },
    };
}
