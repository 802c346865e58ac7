using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using MnistNotebooks.Plotly.Conversion;
using Plotly.NET;
using Plotly.NET.Interactive;
using Figure = MnistNotebooks.Charts.Figure;
using PlotlyFigure = Plotly.NET.Figure;

namespace MnistNotebooks.Plotly;

/// <summary>
/// Makes a kernel of .NET Interactive show charts of Plotly.NET as it shows this library's figures: as HTML that draws the chart with
/// the plotly.js that the page has or can load, as plotly.js's JSON, and as one line of text.
/// </summary>
public static class ChartFormatters
{
    /// <summary>
    /// Loads the extension of Plotly.NET.Interactive into the kernel, and then registers formatters for <see cref="GenericChart"/> and
    /// Plotly.NET's Figure that come before its own, for the MIME types <c>text/html</c>, <c>application/vnd.plotly.v1+json</c> and
    /// <c>text/plain</c>, preferred in this order. Formatters belong to the process: a second call changes nothing more.
    /// </summary>
    /// <param name="kernel">The kernel whose cells return charts.</param>
    public static async Task RegisterAsync(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        await ((IKernelExtension)new FormatterKernelExtension()).OnLoadAsync(kernel).ConfigureAwait(false);
        Register<GenericChart>(ChartParts.Of);
        Register<PlotlyFigure>(ChartParts.Of);
    }

    /// <summary>One line that says what the chart shows: its title, the kinds and numbers of its traces, the titles of its axes.</summary>
    public static string Describe(this GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return ChartParts.Of(chart).Describe();
    }

    private static void Register<T>(Func<T, ChartParts> parts)
    {
        Figure Shown(T chart)
        {
            ChartParts shown = parts(chart);
            return shown.ToFigure(shown.Describe());
        }

        Formatter.Register<T>((chart, writer) => writer.Write(Shown(chart).ToHtml()), HtmlFormatter.MimeType);
        Formatter.Register<T>((chart, writer) => writer.Write(Shown(chart).ToJson()), Figure.PlotlyMimeType);
        Formatter.Register<T>((chart, writer) => writer.Write(parts(chart).Describe()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), HtmlFormatter.MimeType, Figure.PlotlyMimeType, PlainTextFormatter.MimeType);
    }
}
