using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

/// <summary>
/// A plotly.js figure: what to draw (data), how (layout), and what it says for those who can't see it. <see cref="Chart"/> makes the
/// usual kinds; a notebook may make its own. Notebook hosts find its formatters by .NET Interactive's convention, without a reference.
/// </summary>
/// <remarks>Source of the JSON: the plotly.js figure reference, https://plotly.com/javascript/reference/.</remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [LiveFigure.MimeType, PlotlyMimeType, TextMimeType])]
public sealed class Figure
{
    /// <summary>The MIME type of the JSON that notebook front ends draw with plotly.js.</summary>
    internal const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>The version of plotly.js that figures are tested with and that <see cref="ToHtml"/> loads.</summary>
    internal const string PlotlyVersion = "3.7.0";

    internal const string TextMimeType = "text/plain";

    private readonly string _sketch;
    private readonly JsonObject _plotly;

    /// <summary>A figure over the given nodes, which it takes over.</summary>
    /// <param name="data">plotly.js traces.</param>
    /// <param name="layout">plotly.js layout; the alternative text is added to its <c>meta</c>.</param>
    /// <param name="alternativeText">One sentence that says what the figure shows.</param>
    /// <param name="sketch">A few lines of text that follow the sentence where no picture can be shown.</param>
    /// <param name="frames">plotly.js frames of an animation.</param>
    /// <exception cref="ArgumentException">The alternative text is empty.</exception>
    public Figure(JsonArray data, JsonObject layout, string alternativeText, string sketch = "", JsonArray? frames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(alternativeText);
        AlternativeText = alternativeText = Layouts.Minus(alternativeText);
        _sketch = Layouts.Minus(sketch);
        if (layout["meta"] is JsonObject meta)
            meta["alternativeText"] = alternativeText;
        else
            layout["meta"] = new JsonObject { ["alternativeText"] = alternativeText };
        _plotly = new JsonObject
        {
            ["data"] = data,
            ["layout"] = layout,
            ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false },
        };
        if (frames is not null)
            _plotly["frames"] = frames;
    }

    /// <summary>One sentence that says what the figure shows.</summary>
    public string AlternativeText { get; }

    /// <summary>The plotly.js traces.</summary>
    public JsonArray Data => _plotly["data"]!.AsArray();

    /// <summary>The plotly.js layout; what is set here shows in the figure.</summary>
    public JsonObject Layout => _plotly["layout"]!.AsObject();

    /// <summary>The plotly.js frames, or null for a figure that doesn't move.</summary>
    public JsonArray? Frames => _plotly["frames"]?.AsArray();

    /// <summary>The plotly.js configuration: what the page may do with the figure.</summary>
    internal JsonObject Config
    {
        get => _plotly["config"]!.AsObject();
        init => _plotly["config"] = value;
    }

    /// <summary>The alternative text, and a sketch of the figure in characters where that helps.</summary>
    public string ToText() => _sketch.Length == 0 ? AlternativeText : $"{AlternativeText}\n{_sketch}";

    /// <summary>One JSON object with data, layout, config and, in a film, frames: the argument of <c>Plotly.newPlot</c>.</summary>
    public string ToJson() => _plotly.ToJsonString(JsonSerializerOptions.Default);

    /// <summary>
    /// A piece of HTML that draws the figure; until plotly.js is there, the text stands in its place. plotly.js is loaded once per page
    /// from its CDN; or, when the notebook's host has it, the first figure of the process carries it, and no network is needed.
    /// </summary>
    public string ToHtml() => LiveFigure.Of(this, PlotlyCarrier.OfProcess);

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();
}
