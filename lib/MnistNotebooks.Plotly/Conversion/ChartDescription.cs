using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>One line that says what a chart shows: its title, the kinds and numbers of its traces, the titles of its axes.</summary>
internal static partial class ChartDescription
{
    public static string Of(JsonArray data, JsonObject layout)
    {
        string title = Text(layout["title"]), horizontal = Titles(layout, "xaxis"), vertical = Titles(layout, "yaxis");
        return (title.Length > 0 ? $"{title}: " : "Chart: ") + Traces(data)
            + (horizontal.Length > 0 ? $"; horizontal: {horizontal}" : "")
            + (vertical.Length > 0 ? $"; vertical: {vertical}" : "")
            + ".";
    }

    private static string Traces(JsonArray data)
    {
        string[] kinds = [.. data.Select(Kind).GroupBy(kind => kind).Select(group => $"{group.Count()} × {group.Key}")];
        return kinds.Length > 0 ? string.Join(", ", kinds) : "no traces";
    }

    // What plotly.js calls scatter is a line more often than not.
    private static string Kind(JsonNode? trace)
    {
        string type = trace?["type"]?.GetValue<string>() ?? "scatter";
        return type is "scatter" or "scattergl" && trace?["mode"]?.GetValue<string>() is { } mode
            ? mode.Contains("lines", StringComparison.Ordinal) ? "line" : "points"
            : type;
    }

    /// <summary>The titles of all axes in one direction, each once.</summary>
    private static string Titles(JsonObject layout, string axis) => string.Join(", ", layout
        .Where(part => part.Key.StartsWith(axis, StringComparison.Ordinal))
        .Select(part => Text(part.Value?["title"])).Where(title => title.Length > 0).Distinct());

    /// <summary>A title's text, without the marks of plotly.js's kind of HTML.</summary>
    private static string Text(JsonNode? title)
    {
        JsonNode? text = title is JsonObject parts ? parts["text"] : title;
        return text is JsonValue value && value.TryGetValue(out string? words)
            ? WebUtility.HtmlDecode(Tag().Replace(words, " ")).Trim()
            : "";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
