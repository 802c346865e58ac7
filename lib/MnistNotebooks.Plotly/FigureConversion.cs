using System.Text.Json.Nodes;
using MnistNotebooks.Plotly.Conversion;
using Plotly.NET;
using Figure = MnistNotebooks.Charts.Figure;
using PlotlyFigure = Plotly.NET.Figure;

namespace MnistNotebooks.Plotly;

/// <summary>Figures as charts of Plotly.NET, to be restyled, combined and saved with it, and charts of Plotly.NET as figures.</summary>
/// <remarks>Source: Plotly.NET, https://plotly.net; both sides are plotly.js's JSON, https://plotly.com/javascript/reference/.</remarks>
public static class FigureConversion
{
    /// <summary>
    /// The figure as a chart of Plotly.NET: all traces, the layout and the configuration, number for number. The chart shares nothing with
    /// the figure; the alternative text goes along in the layout's <c>meta</c>, the sketch in characters doesn't. A chart has no place for
    /// the frames of a film: it shows the moment on which the film opens, and the buttons and sliders that would play the frames are left
    /// out, the room below that they stood in is not. <see cref="ToPlotlyFigure"/> keeps the frames.
    /// </summary>
    public static GenericChart ToPlotly(this Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        JsonObject layout = figure.Layout;
        if (figure.Frames is not null)
        {
            layout = (JsonObject)layout.DeepClone();
            Controls.Remove(layout);
        }
        return GenericChart.fromChartDTO(
            new(PlotlyObjects.Traces(figure.Data), PlotlyObjects.Layout(layout), PlotlyObjects.Config(figure.Config)));
    }

    /// <summary>
    /// The figure as a figure of Plotly.NET, which has frames but no configuration: all traces, the whole layout with buttons and
    /// sliders, and the frames, an empty list for a figure that doesn't move.
    /// </summary>
    public static PlotlyFigure ToPlotlyFigure(this Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new(PlotlyObjects.Traces(figure.Data), PlotlyObjects.Layout(figure.Layout), PlotlyObjects.Frames(figure.Frames ?? []));
    }

    /// <summary>The chart as a figure: all traces, the layout and the configuration. NaN and infinities become null, a gap.</summary>
    /// <param name="chart">Any chart of Plotly.NET.</param>
    /// <param name="alternativeText">One sentence that says what the chart shows.</param>
    /// <param name="themed">True for fonts, colours and margins of this library's figures wherever the chart doesn't set its own. The
    /// template of Plotly.NET and the 600 × 600 pixels that it gives to every chart don't count as the chart's own.</param>
    /// <exception cref="ArgumentException">The alternative text is empty.</exception>
    public static Figure ToFigure(this GenericChart chart, string alternativeText, bool themed = false)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return ChartParts.Of(chart).ToFigure(alternativeText, themed);
    }

    /// <summary>The figure of Plotly.NET as one of this library: all traces, the layout and, where there are any, the frames.</summary>
    /// <param name="plotlyFigure">Any figure of Plotly.NET.</param>
    /// <param name="alternativeText">One sentence that says what the figure shows.</param>
    /// <param name="themed">True for fonts, colours and margins of this library's figures wherever the figure doesn't set its own.</param>
    /// <exception cref="ArgumentException">The alternative text is empty.</exception>
    public static Figure ToFigure(this PlotlyFigure plotlyFigure, string alternativeText, bool themed = false)
    {
        ArgumentNullException.ThrowIfNull(plotlyFigure);
        return ChartParts.Of(plotlyFigure).ToFigure(alternativeText, themed);
    }
}
