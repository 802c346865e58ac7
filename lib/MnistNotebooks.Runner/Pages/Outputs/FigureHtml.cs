using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages.Outputs;

/// <summary>A plotly.js figure: its text, which stays visible until the figure is drawn over it, and its JSON for page.js.</summary>
internal static class FigureHtml
{
    /// <summary>plotly.js's own height where a layout gives none.</summary>
    private const double DefaultHeight = 450;

    /// <param name="figure">An object with data, layout and perhaps frames.</param>
    /// <param name="text">The figure in a few lines of text, or null.</param>
    public static string Of(JsonElement figure, string? text)
    {
        JsonElement layout = Member(figure, "layout");
        string description = Member(Member(layout, "meta"), "alternativeText") is { ValueKind: JsonValueKind.String } alt
            ? alt.GetString()! : FirstLine(text) ?? "A figure without description.";
        string height = Number(layout, "height") ?? DefaultHeight.ToString(CultureInfo.InvariantCulture);
        // The width that a layout asks for is the most it gets; the page narrows it on a small screen.
        string width = Number(layout, "width") is { } most ? $"max-width:{most}px;" : "";
        // In the JSON of a figure "<" occurs inside strings only; escaped, it can't end the script element.
        string json = Encoding.UTF8.GetString(Json.Compact(figure)).Replace("<", "\\u003c", StringComparison.Ordinal);
        return $"""
            <figure class="figure" style="{width}min-height:{height}px">
            <div class="plot" role="img" aria-label="{HtmlText.Escape(description)}"></div>
            <pre class="words">{HtmlText.Escape(text?.TrimEnd() ?? description)}</pre>
            <script type="application/json">{json}</script>
            </figure>
            """;
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Number(JsonElement layout, string name) =>
        Member(layout, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble().ToString(CultureInfo.InvariantCulture) : null;

    private static string? FirstLine(string? text) => text?.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim();
}
