using Plotly.NET;

namespace MnistNotebooks.Plotly;

/// <summary>What Plotly.NET offers to F# only, for C#.</summary>
/// <remarks>Source: <c>Chart.withTitle</c> and <c>Chart.withDisplayOptionsStyle</c> of Plotly.NET.</remarks>
public static class ChartStyle
{
    /// <summary>The chart with a title. Like Plotly.NET's own functions of this kind it changes the chart that it is given.</summary>
    /// <param name="chart">Any chart of Plotly.NET.</param>
    /// <param name="title">The title; plotly.js reads it as a kind of HTML, in which <c>&lt;br&gt;</c> begins a line.</param>
    public static GenericChart WithTitle(this GenericChart chart, string title)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(title);
        return global::Plotly.NET.Chart.withTitle(title, null).Invoke(chart);
    }

    /// <summary>
    /// The chart with the whole of plotly.js, several MB, in every file that Plotly.NET makes of it. Without, a saved page loads
    /// plotly.js from the network, and so does the browser that draws a picture. The chart that is given stays as it is.
    /// </summary>
    public static GenericChart WithPlotlyInside(this GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        // Charts share the options that they were not given, so they are copied before they are changed.
        var options = new DisplayOptions();
        GenericChart.getDisplayOptions(chart).ShallowCopyDynamicPropertiesTo(options, null);
        return GenericChart.setDisplayOptions(DisplayOptions.setPlotlyReference(PlotlyJSReference.Full).Invoke(options), chart);
    }
}
