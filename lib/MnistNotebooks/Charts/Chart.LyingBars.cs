using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>Bars from the left to the right, one below the other, each with its name on the left and its value at its end.</summary>
    /// <param name="values">One per bar, the uppermost first.</param>
    /// <param name="names">As many names.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the bars' length is.</param>
    /// <param name="deviations">The spread of each value, drawn as a mark around the bar's end; none by default.</param>
    /// <param name="highlight">The bar that matters, counted from 0; the others turn pale. Null for none.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many names or deviations as values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bar has the number to highlight.</exception>
    public static Figure LyingBars(
        IEnumerable<double> values, IReadOnlyList<string> names, string title, string xTitle,
        IReadOnlyList<double>? deviations = null, int? highlight = null)
    {
        double[] bars = Several(values);
        ArgumentNullException.ThrowIfNull(names);
        names = Named(names, bars.Length);
        if (deviations is not null && deviations.Count != bars.Length)
            throw new ArgumentException($"There are {bars.Length} values but {deviations.Count} deviations.", nameof(deviations));
        if (highlight is { } index && (uint)index >= (uint)bars.Length)
            throw new ArgumentOutOfRangeException(nameof(highlight), index, $"There are {bars.Length} bars, numbered from 0.");
        bool signed = bars.Any(value => value < 0);
        string[] written = [.. bars.Select((value, bar) => ValueRange.Words(value)
            + (deviations is not null && double.IsFinite(deviations[bar]) ? $" ± {ValueRange.Words(deviations[bar])}" : ""))];
        JsonArray numbers = [.. Enumerable.Range(0, bars.Length).Select(bar => JsonValue.Create(bar))];
        var trace = new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["x"] = Numbers.For(bars).Row(bars),
            ["y"] = numbers,
            ["marker"] = new JsonObject
            {
                ["color"] = new JsonArray([.. bars.Select(value =>
                    JsonValue.Create(!signed ? Colors.Unsigned : value < 0 ? Colors.Negative : Colors.Positive))]),
                ["opacity"] =
                    new JsonArray([.. bars.Select((_, bar) => JsonValue.Create(highlight is null || highlight == bar ? 1 : 0.4))]),
            },
            ["hovertemplate"] = $"{Layouts.Plain(xTitle)} %{{x}}<extra></extra>",
        };
        if (deviations is not null)
        {
            trace["error_x"] = new JsonObject
            {
                ["type"] = "data",
                ["array"] = Numbers.For(deviations).Row(deviations),
                ["color"] = Colors.Text,
                ["thickness"] = 1.5,
                ["width"] = 5,
            };
        }
        var layout = Layouts.Create(title, height: 60 + 30 * bars.Length);
        layout["bargap"] = 0.3;
        layout["xaxis"] = Layouts.Axis(xTitle);
        layout["xaxis"]!["range"] = RoomForValues(bars, deviations, written.Max(text => text.Length));
        layout["yaxis"] = Layouts.Axis("");
        layout["yaxis"]!["showgrid"] = false;
        layout["yaxis"]!["zeroline"] = false;
        layout["yaxis"]!["range"] = new JsonArray(bars.Length - 0.5, -0.5);
        layout["yaxis"]!["tickvals"] = numbers.DeepClone();
        layout["yaxis"]!["ticktext"] = Texts(names);
        layout["annotations"] = new JsonArray([.. bars.Select((value, bar) => EndText(written[bar], value, deviations?[bar] ?? 0, bar))]);
        Layouts.SayIfEmpty(layout, bars);
        int width = names.Max(name => name.Length);
        Layouts.NeedWidth(layout, 60 + CellCharacter * (width + 2 * written.Max(text => text.Length)) + 160);
        return new([trace], layout, $"{title}: {bars.Length} bars, {Extremes(xTitle, bars, names)}.",
            string.Join('\n', written.Zip(names, (text, name) => $"{name.PadRight(width)} {text}")));
    }

    /// <summary>From 0, or the lowest value, to the highest, and beyond them so far that the written values fit.</summary>
    private static JsonArray RoomForValues(double[] values, IReadOnlyList<double>? deviations, int characters)
    {
        const double drawing = 520;
        double[] ends = [.. values.SelectMany((value, bar) =>
            new[] { 0, value, value + Finite(deviations?[bar]), value - Finite(deviations?[bar]) })];
        ValueRange range = ValueRange.Of(ends);
        double share = Math.Min(0.4, (CellCharacter * characters + 16) / drawing);
        double size = range.Size > 0 ? range.Size / (1 - share * (range.HasBothSigns ? 2 : 1)) : 1;
        return new(range.Min < 0 ? range.Min - share * size : 0, range.Max > 0 ? range.Max + share * size : 0);
    }

    private static double Finite(double? value) => value is { } number && double.IsFinite(number) ? number : 0;

    /// <summary>A value right of its bar's end and of its mark; left of them for a bar that leads to the left.</summary>
    private static JsonObject EndText(string text, double value, double deviation, int bar) => new()
    {
        ["text"] = Layouts.Plain(text),
        ["x"] = double.IsFinite(value) ? value + (value < 0 ? -1 : 1) * Finite(deviation) : 0,
        ["y"] = bar,
        ["xanchor"] = value < 0 ? "right" : "left",
        ["xshift"] = value < 0 ? -5 : 5,
        ["showarrow"] = false,
        ["font"] = new JsonObject { ["size"] = 14 },
    };
}
