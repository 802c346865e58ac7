using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

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
