using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>What a reader finds below the cells: texts, and charts by kind.</summary>
internal static class OutputReading
{
    /// <summary>One entry for each output: Text for printed lines, the chart's kind for a figure.</summary>
    public static IEnumerable<Shows> Kinds(this IEnumerable<NotebookCell> cells) =>
        cells.SelectMany(cell => cell.Outputs).SelectMany(output => output switch
        {
            StreamOutput => [Shows.Text],
            DisplayOutput { Data: var data } when data.Json(MimeBundle.Plotly) is { } figure => Kinds(figure),
            DisplayOutput => [Shows.Text],
            _ => Enumerable.Empty<Shows>(),
        });

    /// <summary>All that the cells printed, and the text form of all that they displayed.</summary>
    public static string Text(this IEnumerable<NotebookCell> cells) =>
        string.Join('\n', cells.SelectMany(cell => cell.Outputs).Select(output => output switch
        {
            StreamOutput stream => stream.Text,
            DisplayOutput display => display.Data.Text(MimeBundle.Plain),
            _ => "",
        }));

    private static IEnumerable<Shows> Kinds(JsonElement figure)
    {
        // Our histograms are drawn as bars without gaps; Plotly.NET leaves the counting to plotly.js.
        bool touching = figure.GetProperty("layout").TryGetProperty("bargap", out JsonElement gap) && gap.GetDouble() == 0;
        return figure.GetProperty("data").EnumerateArray().Select(trace => Kind(trace, touching)).Distinct();
    }

    private static Shows Kind(JsonElement trace, bool touching) => trace.GetProperty("type").GetString() switch
    {
        "heatmap" or "contour" => Shows.Heatmap,
        "histogram" => Shows.Histogram,
        "bar" => touching ? Shows.Histogram : Shows.Bars,
        "scatter" when trace.GetProperty("mode").GetString() == "markers" => Shows.Scatter,
        "scatter" => Shows.Curve,
        string other => throw new InvalidDataException($"A figure has a trace of the type {other}, which no step asks for."),
        null => throw new InvalidDataException("A figure has a trace without a type."),
    };
}
