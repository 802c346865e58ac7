using System.Globalization;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

/// <summary>The legend of a colour scale: its title on top, and numbers that keep clear of the title and of the ends.</summary>
internal static class ColorBar
{
    /// <summary>Pixels of the tallest one: a scale is read off as well beside the first pictures of many as beside all of them.</summary>
    public const int Tallest = 300;

    private const int TitleColumns = 10;
    private const int CharacterPixels = 9;
    private const int BarPixels = 34;
    private const int NumberPixels = 52;

    /// <param name="title">Broken into lines where it is long.</param>
    /// <param name="range">Values at the ends of the scale.</param>
    public static JsonObject Of(string title, ValueRange range)
    {
        var ticks = Ticks(range, mostTicks: 5, border: 0.08);
        return new()
        {
            ["title"] = new JsonObject
            {
                ["text"] = string.Join("<br>", Lines(title).Select(line => Layouts.Plain(line))),
                ["side"] = "top",
            },
            ["thickness"] = 14,
            ["outlinewidth"] = 0,
            ["y"] = 1,
            ["yanchor"] = "top",
            ["ypad"] = 0,
            ["len"] = 1,
            ["tickvals"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(tick.Value))]),
            ["ticktext"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(tick.Text))]),
        };
    }

    /// <summary>Cuts a bar that would be taller than <see cref="Tallest"/>.</summary>
    /// <param name="trace">Its heatmap.</param>
    /// <param name="height">Pixels of the drawing beside it.</param>
    public static void Limit(JsonObject trace, double height)
    {
        if (height <= Tallest || trace["colorbar"] is not JsonObject bar)
            return;
        bar["lenmode"] = "pixels";
        bar["len"] = Tallest;
    }

    /// <summary>Pixels that the bar, its numbers and its title take beside the drawing.</summary>
    public static int Room(string title) =>
        BarPixels + Math.Max(NumberPixels, CharacterPixels * Lines(title).Max(line => line.Length) - BarPixels / 2);

    /// <summary>Round numbers at equal distances, none of them close to an end.</summary>
    /// <param name="range">From the lower end to the upper one.</param>
    /// <param name="mostTicks">Most of them.</param>
    /// <param name="border">Share of the range that stays free at each end.</param>
    public static IReadOnlyList<(double Value, string Text)> Ticks(ValueRange range, int mostTicks, double border)
    {
        double size = (1 - 2 * border) * range.Size, start = range.Min + border * range.Size;
        if (!(size > 0))
            return [(range.Min, ValueRange.Words(range.Min))];
        double power = Math.Pow(10, Math.Floor(Math.Log10(size / mostTicks)));
        double step = power * ((double[])[1, 2, 5, 10]).First(factor => Math.Floor(size / (factor * power)) < mostTicks);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        bool isPlain = decimals <= 5 && Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)) < 1e6;
        double first = Math.Ceiling(start / step - 1e-9) * step;
        return
        [
            .. Enumerable.Range(0, 1 + (int)Math.Floor((start + size - first) / step + 1e-9))
                .Select(i => Math.Round((first + i * step) / step) * step + 0.0)
                .Select(value => (value, isPlain
                    ? Layouts.Minus(value.ToString($"F{decimals}", CultureInfo.InvariantCulture)) : ValueRange.Words(value))),
        ];
    }

    private static IReadOnlyList<string> Lines(string title) => Layouts.Wrap(title, TitleColumns);
}
