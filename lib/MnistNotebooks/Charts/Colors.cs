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

    /// <summary>A colour mixed with white: 0 is white, 1 the colour itself.</summary>
    private static string OnPaper(string color, double share)
    {
        var channels =
            Convert.FromHexString(color.AsSpan(1)).Select(channel => (byte)Math.Round(byte.MaxValue + share * (channel - byte.MaxValue)));
        return $"#{Convert.ToHexStringLower([.. channels])}";
    }

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
            trace["colorbar"] = new JsonObject
            {
                ["title"] = new JsonObject { ["text"] = Layouts.Plain(barTitle), ["side"] = "top" },
                ["thickness"] = 14,
                ["outlinewidth"] = 0,
            };
        }
        return trace;
    }
}
