using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int LogLogHeight = 340;
    private const int NameHeight = 18;

    /// <summary>
    /// Several lines over two logarithmic axes, on which a power is a straight line; each line's name stands at its right end.
    /// </summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <param name="series">The lines, their positions in order. A value that is not above 0 leaves a gap.</param>
    /// <exception cref="ArgumentException">There are no lines or no points, or a position is not above 0.</exception>
    public static Figure LogLogCurves(string title, string xTitle, string yTitle, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        Series[] above = [.. series.Select(line => new Series(line.Name, line.X, line.Y.Select(y => y > 0 ? y : double.NaN)))];
        Figure figure = LogarithmicCurves(title, xTitle, yTitle, above);
        ValueRange range = ValueRange.Of(above.SelectMany(line => line.Y));
        if (!(range.Min > 0))
            return figure;
        JsonObject layout = figure.Layout;
        foreach ((JsonNode? trace, Series line) in figure.Data.Zip(above))
            trace!["y"] = new JsonArray([.. line.Y.Select(y => double.IsFinite(y) ? JsonValue.Create(ThreeDigits(y)) : null)]);
        // Room for names, and a known scale to lay them out on.
        double bottom = Math.Log10(range.Min) - 0.1, top = Math.Log10(range.Max) + 0.1;
        layout["yaxis"] = Layouts.LogarithmicAxis(yTitle, range);
        layout["yaxis"]!["range"] = new JsonArray(bottom, top);
        if (range.Max > 1000 * range.Min)
            OnlyPowers(layout["yaxis"]!.AsObject(), bottom, top);
        layout["showlegend"] = false;
        layout["margin"]!["r"] = 20 + 9 * series.Max(line => line.Name.Length);
        layout["annotations"] = EndNames(above, (top - bottom) / (LogLogHeight - 70));
        return figure;
    }

    // Over more than three powers of ten the numbers between them stand too close.
    private static void OnlyPowers(JsonObject axis, double bottom, double top)
    {
        int first = (int)Math.Ceiling(bottom), last = (int)Math.Floor(top);
        double[] powers = [.. Enumerable.Range(first, last - first + 1).Select(exponent => Math.Pow(10, exponent))];
        axis["tickvals"] = new JsonArray([.. powers.Select(power => JsonValue.Create(power))]);
        axis["ticktext"] = new JsonArray([.. powers.Select(power => JsonValue.Create(ValueRange.Words(power)))]);
    }

    /// <summary>The lines' names beside their last points, from the lowest up, pushed apart where they would touch.</summary>
    private static JsonArray EndNames(Series[] series, double perPixel)
    {
        var names = new JsonArray();
        double lowest = double.NegativeInfinity;
        foreach ((int i, Series line) in series.Index().Where(one => double.IsFinite(one.Item.Y[^1])).OrderBy(one => one.Item.Y[^1]))
        {
            double y = Math.Max(Math.Log10(line.Y[^1]), lowest);
            lowest = y + NameHeight * perPixel;
            names.Add(new JsonObject
            {
                ["text"] = Layouts.Plain(line.Name),
                ["x"] = Math.Log10(line.X[^1]),
                ["y"] = y,
                ["xanchor"] = "left",
                ["xshift"] = 8,
                ["showarrow"] = false,
                ["font"] = new JsonObject { ["color"] = Colors.Series[i % Colors.Series.Count] },
            });
        }
        return names;
    }

    private static double ThreeDigits(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 3);
        return Math.Round(value / unit) * unit;
    }
}
