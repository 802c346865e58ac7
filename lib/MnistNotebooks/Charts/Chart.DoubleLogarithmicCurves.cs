using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>
    /// Several lines over two logarithmic axes, on which equal distances are equal factors, each with its name at its right end.
    /// </summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <param name="series">The lines, their positions in order and above 0; values that are not above 0 leave a gap.</param>
    /// <exception cref="ArgumentException">There are no lines or no points, a position is not above 0, or no value is.</exception>
    public static Figure DoubleLogarithmicCurves(string title, string xTitle, string yTitle, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(series);
        CheckPositive(series.SelectMany(line => line.X), nameof(series));
        Series[] positive =
            [.. series.Select(line => new Series(line.Name, line.X, line.Y.Select(value => value > 0 ? value : double.NaN)))];
        ValueRange values = ValueRange.Of(positive.SelectMany(line => line.Y));
        if (series.Length > 0 && !(values.Max > 0))
            throw new ArgumentException("A logarithmic axis has room for numbers above 0 only, but no value is.", nameof(series));
        Figure figure = Curves(title, xTitle, yTitle, positive);
        Layouts.RemoveLegend(figure.Layout);
        figure.Layout["xaxis"] = Layouts.LogarithmicAxis(xTitle, ValueRange.Of(series.SelectMany(line => line.X)));
        figure.Layout["yaxis"] = Layouts.LogarithmicAxis(yTitle, values);
        ValueRange range = Wider(new(Math.Log10(values.Min), Math.Log10(values.Max)), 0.05);
        figure.Layout["yaxis"]!["range"] = new JsonArray(range.Min, range.Max);
        NameEnds(figure.Layout, positive, range);
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
}
