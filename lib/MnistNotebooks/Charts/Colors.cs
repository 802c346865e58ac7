using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

/// <summary>
/// The colours of all figures, told apart by colour-blind readers too: red is positive, blue is negative, white is zero.
/// </summary>
/// <remarks>Source: ColorBrewer's RdBu, YlGnBu and Oranges (colour-blind safe) with a pure white; Okabe and Ito's palette for
/// series.</remarks>
internal static class Colors
{
    public const string Text = "#24292f";
    public const string Grid = "#e3e6ea";
    public const string Paper = "#ffffff";
    public const string Gap = "#eceff2";
    public const string Positive = "#d6604d";
    public const string Negative = "#2166ac";

    /// <summary>Values of one sign, such as counts and activations.</summary>
    public const string Unsigned = "#2a9d8f";

    /// <summary>Series of a figure with several, in their order.</summary>
    public static IReadOnlyList<string> Series { get; } = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    /// <summary>Negative to positive with zero in the middle.</summary>
    public static IReadOnlyList<string> Diverging { get; } =
        ["#053061", "#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#ffffff", "#fddbc7", "#f4a582", "#d6604d", "#b2182b", "#67001f"];

    /// <summary>Low to high, for values of one sign.</summary>
    public static IReadOnlyList<string> Sequential { get; } =
        ["#ffffe5", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"];

    private static string[] Oranges { get; } = ["#ffffff", "#feedde", "#fdbe85", "#fd8d3c", "#e6550d", "#a63603"];

    /// <summary>White paper to black ink.</summary>
    public static IReadOnlyList<string> Ink { get; } = ["#ffffff", "#000000"];

    /// <summary>Negative to positive; needs a range with zero in its middle.</summary>
    public static JsonArray DivergingScale() => Scale(Diverging);

    /// <summary>Low to high, for values of one sign.</summary>
    public static JsonArray SequentialScale() => Scale(Sequential);

    /// <summary>The pale middle of <see cref="DivergingScale"/>, on which dark text can be read.</summary>
    public static JsonArray PaleDivergingScale() => Scale([.. Diverging.Skip(3).SkipLast(3)]);

    /// <summary>The pale half of <see cref="SequentialScale"/>, on which dark text can be read.</summary>
    public static JsonArray PaleSequentialScale() => Scale([.. Sequential.Take(5)]);

    /// <summary>White paper to black ink.</summary>
    public static JsonArray InkScale() => Scale(Ink);

    /// <summary>None to many, for what is wrong.</summary>
    public static JsonArray MistakeScale() => Scale(Oranges);

    /// <summary>One colour for what is right, however often.</summary>
    public static JsonArray CorrectScale() => Scale(["#d1e5f0", "#d1e5f0"]);

    /// <summary>From number k to k + 1 the colours of class k: pale to half as strong as the points that lie on it.</summary>
    public static JsonArray ClassScale(int classes)
    {
        var scale = new JsonArray();
        for (int label = 0; label < classes; label++)
        {
            scale.Add(new JsonArray(Math.Round((double)label / classes, 4), OnPaper(Series[label], 0.08)));
            scale.Add(new JsonArray(Math.Round((label + 1.0) / classes, 4), OnPaper(Series[label], 0.55)));
        }
        return scale;
    }

    /// <summary>Black or white: whichever can be read better on the colour. Its contrast is 4.5 at least.</summary>
    public static string TextOn(string color) => Contrast(color, Ink[1]) >= Contrast(color, Paper) ? Ink[1] : Paper;

    /// <summary>The colour of a series, darkened until it can be read as text on paper.</summary>
    public static string ForText(string color)
    {
        const double readable = 4.5;
        while (Contrast(color, Paper) < readable)
            color = Mixed(color, Ink[1], 0.95);
        return color;
    }

    /// <summary>How well two colours can be told apart: 1 for the same ones, 21 for black and white.</summary>
    /// <remarks>Source: the contrast ratio and the relative luminance of WCAG 2, https://www.w3.org/TR/WCAG22/.</remarks>
    public static double Contrast(string one, string other)
    {
        double first = Luminance(one), second = Luminance(other);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    /// <summary>The colour at a place of a scale, as plotly.js mixes it.</summary>
    /// <param name="scale">Places from 0 to 1 with their colours.</param>
    /// <param name="place">0…1; beyond the ends there is the colour of the end.</param>
    public static string At(JsonArray scale, double place)
    {
        var stops = scale.Select(stop => (Place: stop![0]!.GetValue<double>(), Color: stop[1]!.GetValue<string>())).ToArray();
        int above = Array.FindIndex(stops, stop => stop.Place >= place);
        if (above <= 0)
            return above == 0 ? stops[0].Color : stops[^1].Color;
        double size = stops[above].Place - stops[above - 1].Place;
        return Mixed(stops[above].Color, stops[above - 1].Color, size > 0 ? (place - stops[above - 1].Place) / size : 1);
    }

    private static double Luminance(string color)
    {
        double[] linear =
        [
            .. Convert.FromHexString(color.AsSpan(1)).Select(channel => channel / 255.0)
                .Select(channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4)),
        ];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    /// <summary>Two colours mixed: a share of the first, the rest of the second.</summary>
    private static string Mixed(string first, string second, double share)
    {
        var channels = Convert.FromHexString(first.AsSpan(1)).Zip(Convert.FromHexString(second.AsSpan(1)),
            (one, other) => (byte)Math.Round(other + share * (one - other)));
        return $"#{Convert.ToHexStringLower([.. channels])}";
    }

    /// <summary>A colour mixed with white: 0 is white, 1 the colour itself.</summary>
    private static string OnPaper(string color, double share) => Mixed(color, Paper, share);

    private static JsonArray Scale(IReadOnlyList<string> colors)
    {
        var scale = new JsonArray();
        for (int i = 0; i < colors.Count; i++)
            scale.Add(new JsonArray(Math.Round((double)i / (colors.Count - 1), 4), colors[i]));
        return scale;
    }
}

/// <summary>Which value has which colour: the scale, and the values at its ends.</summary>
internal sealed record ColorMap(Func<JsonArray> Scale, ValueRange Range)
{
    /// <summary>Diverging with zero in the middle where both signs occur, else sequential.</summary>
    public static ColorMap For(ValueRange range)
    {
        if (!range.HasBothSigns)
            return new(Colors.SequentialScale, range);
        double end = Math.Max(-range.Min, range.Max);
        return new(Colors.DivergingScale, new(-end, end));
    }

    /// <summary>The same in pale colours, for cells with text on them.</summary>
    public static ColorMap ForTexts(ValueRange range) =>
        For(range) with { Scale = range.HasBothSigns ? Colors.PaleDivergingScale : Colors.PaleSequentialScale };

    /// <summary>Diverging even where only one sign occurs, so that pictures of weights can be compared.</summary>
    public static ColorMap ForWeights(ValueRange range)
    {
        double end = Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
        return new(Colors.DivergingScale, new(-end, end));
    }

    /// <summary>Paper to ink: to 255 for grey levels, to 1 for network inputs.</summary>
    public static ColorMap ForInk(ValueRange range) => new(Colors.InkScale, new(0, range.Max > 1 ? 255 : 1));

    /// <summary>Black or white, for a text on the cell of a value; on a gap, too.</summary>
    public string TextOn(double value)
    {
        double end = Range.Max > Range.Min ? Range.Max : Range.Min + 1;
        return double.IsFinite(value) ? Colors.TextOn(Colors.At(Scale(), (value - Range.Min) / (end - Range.Min))) : Colors.Text;
    }

    /// <summary>A heatmap trace without its numbers.</summary>
    /// <param name="z">Rows of numbers.</param>
    /// <param name="hover">plotly.js hover template.</param>
    /// <param name="barTitle">Title of the colour bar; null for none.</param>
    public JsonObject Trace(JsonArray z, string hover, string? barTitle)
    {
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = z,
            ["zmin"] = Range.Min,
            ["zmax"] = Range.Max > Range.Min ? Range.Max : Range.Min + 1,
            ["colorscale"] = Scale(),
            ["showscale"] = barTitle is not null,
            ["hovertemplate"] = hover + "<extra></extra>",
            ["hoverongaps"] = false,
        };
        if (barTitle is not null)
        {
            trace["colorbar"] = ColorBar.Of(barTitle, Range);
        }
        return trace;
    }
}
