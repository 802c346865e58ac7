using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
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
        foreach ((JsonNode? trace, Series line) in figure.Data.Zip(above))
            trace!["y"] = new JsonArray([.. line.Y.Select(y => double.IsFinite(y) ? JsonValue.Create(ThreeDigits(y)) : null)]);
        var axis = Layouts.LogarithmicAxis(yTitle, range);
        figure.Layout["yaxis"] = axis;
        ValueRange exponents = Wider(new(Math.Log10(range.Min), Math.Log10(range.Max)), 0.05);
        axis["range"] = new JsonArray(exponents.Min, exponents.Max);
        Layouts.RemoveLegend(figure.Layout);
        NameEnds(figure.Layout, above, exponents);
        return figure;
    }

    /// <summary>Names of lines right of the last point of each, moved apart where they would lie on one another.</summary>
    private static void NameEnds(JsonObject layout, Series[] series, ValueRange range)
    {
        const double lineHeight = 20;
        double height = layout["height"]!.GetValue<int>() - layout["margin"]!["t"]!.GetValue<int>()
            - layout["margin"]!["b"]!.GetValue<int>();
        var ends = series
            .Select((line, i) => (line.Name, Number: i, Last: line.X.Zip(line.Y).LastOrDefault(dot => double.IsFinite(dot.Second))))
            .Where(end => end.Last.First > 0)
            .Select(end => (end.Name, end.Number, end.Last, Up: (Math.Log10(end.Last.Second) - range.Min) / range.Size * height))
            .OrderBy(end => end.Up).ToArray();
        double[] up = Apart([.. ends.Select(end => end.Up)], lineHeight, height);
        var names = new JsonArray();
        for (int i = 0; i < ends.Length; i++)
        {
            string color = Colors.ForText(Colors.Series[ends[i].Number % Colors.Series.Count]);
            names.Add(new JsonObject
            {
                ["text"] = Layouts.Plain(ends[i].Name),
                ["x"] = Math.Log10(ends[i].Last.First),
                ["y"] = Math.Log10(ends[i].Last.Second),
                ["xanchor"] = "left",
                ["xshift"] = 8,
                ["yshift"] = Math.Round(up[i] - ends[i].Up, 1),
                ["showarrow"] = false,
                ["font"] = new JsonObject { ["size"] = 14, ["color"] = color },
            });
        }
        layout["annotations"] = names;
        layout["margin"]!["r"] = 24 + CellCharacter * series.Max(line => line.Name.Length);
    }

    /// <summary>Heights in ascending order, moved so that neighbours keep a distance and all stay within the drawing.</summary>
    private static double[] Apart(double[] heights, double distance, double height)
    {
        double[] moved = [.. heights];
        for (int round = 0; round < 100; round++)
        {
            for (int i = 1; i < moved.Length; i++)
            {
                double lacking = distance - (moved[i] - moved[i - 1]);
                if (lacking <= 0)
                    continue;
                moved[i - 1] -= lacking / 2;
                moved[i] += lacking / 2;
            }
            for (int i = 0; i < moved.Length; i++)
                moved[i] = Math.Clamp(moved[i], 0, height);
        }
        return moved;
    }

    private static double ThreeDigits(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 3);
        return Math.Round(value / unit) * unit;
    }
}
