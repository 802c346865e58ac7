using System.Text.Json.Nodes;
using Plotly.NET;
using Figure = MnistNotebooks.Charts.Figure;
using PlotlyFigure = Plotly.NET.Figure;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>What Plotly.NET has in a chart or figure, as plotly.js's JSON of its own.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout.</param>
/// <param name="Frames">Null when nothing moves.</param>
/// <param name="Config">Null when it has none: a figure's own is taken.</param>
internal sealed record ChartParts(JsonArray Data, JsonObject Layout, JsonArray? Frames, JsonObject? Config)
{
    public static ChartParts Of(GenericChart chart) =>
        Of(GenericChart.toFigure(chart)) with { Config = ChartJson.Object(GenericChart.getConfig(chart)) };

    public static ChartParts Of(PlotlyFigure figure) =>
        new(
            ChartJson.Array(figure.Data),
            ChartJson.Object(figure.Layout),
            figure.Frames.IsEmpty ? null : ChartJson.Array(figure.Frames),
            null);

    public string Describe() => ChartDescription.Of(Data, Layout);

    /// <summary>A figure that takes over the parts.</summary>
    public Figure ToFigure(string alternativeText, bool themed = false)
    {
        if (themed)
            Theme.Apply(Layout);
        return Config is null
            ? new(Data, Layout, alternativeText, frames: Frames)
            : new(Data, Layout, alternativeText, frames: Frames) { Config = Config };
    }
}
