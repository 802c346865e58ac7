using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>What a cell printed and displayed, as HTML.</summary>
/// <param name="markdown">Renders displayed Markdown.</param>
/// <param name="frame">Makes an element of its own of HTML that holds scripts; null where scripts may run in the page itself.</param>
internal sealed class OutputHtml(LessonMarkdown markdown, Func<string, string>? frame = null)
{
    /// <summary>True once a figure was written: the page then needs plotly.js.</summary>
    public bool HasFigures { get; private set; }

    /// <summary>The files beside the page for the instruments that were written, by their names; scripts are in their order.</summary>
    public OrderedDictionary<string, byte[]> Files { get; } = [];

    public string Of(IReadOnlyList<Output> outputs)
    {
        var html = new StringBuilder();
        foreach (Output output in outputs)
            html.Append(Of(output)).Append('\n');
        return html.ToString();
    }

    /// <summary>One element.</summary>
    public string Of(Output output) => output switch
    {
        StreamOutput stream => TextHtml.Of(stream.Text, TextHtml.CssClass(stream.Name)),
        DisplayOutput display => Of(display.Data),
        ErrorOutput error => Of(error),
        _ => throw new InvalidOperationException($"No HTML for {output.GetType().Name}."),
    };

    // The richest form that a page can show; the plain text is there for everything else.
    private string Of(MimeBundle data)
    {
        if (data.Json(MimeBundle.Plotly) is { } figure)
        {
            HasFigures = true;
            return PageFigure.Of(figure, data.Text(MimeBundle.Plain));
        }
        if (PageInstrument.Of(data) is { } instrument)
            return Instrument(instrument);
        if (data.Text(MimeBundle.Html) is { } html)
        {
            return frame is not null && html.Contains("<script", StringComparison.OrdinalIgnoreCase)
                ? frame(html) : $"<div class=\"html\">{html}</div>";
        }
        if (data.Text("text/markdown") is { } text)
            return $"<div class=\"prose\">{markdown.ToHtml(text)}</div>";
        foreach (string type in (ReadOnlySpan<string>)[MimeBundle.Png, "image/jpeg", "image/gif"])
        {
            if (data.Text(type) is { } picture)
                return Picture($"data:{type};base64,{picture.ReplaceLineEndings("")}", data);
        }
        if (data.Text("image/svg+xml") is { } svg)
            return Picture($"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", data);
        return data.Text(MimeBundle.Plain) is { } plain
            ? TextHtml.Of(plain, "text")
            : $"<p class=\"note\">A page can't show this value; its forms are {HtmlText.Escape(string.Join(", ", data.Forms.Keys))}.</p>";
    }

    private string Instrument(PageInstrument instrument)
    {
        foreach ((string name, byte[] content) in instrument.Files)
        {
            // Behind what is new, which it may need: the last instrument's order holds for all before it.
            Files.Remove(name);
            Files.Add(name, content);
        }
        return $"<div class=\"html\">{instrument.Html}</div>";
    }

    /// <summary>A picture of a value, described by the value's text.</summary>
    /// <param name="address">With the picture in it; from a stored notebook it may be any text.</param>
    /// <param name="value">All forms of the value.</param>
    /// <param name="style">Its class in page.css.</param>
    public static string Picture(string address, MimeBundle value, string style = "picture") =>
        $"<img class=\"{style}\" src=\"{HtmlText.Escape(address)}\" alt=\"{HtmlText.Escape(value.Text(MimeBundle.Plain) ?? "picture")}\">";

    private static string Of(ErrorOutput error)
    {
        string text = error.Traceback.Count > 0 ? string.Join('\n', error.Traceback) : $"{error.Name}: {error.Message}";
        return $"<div class=\"error\" role=\"alert\"><p>This cell failed</p><pre>{HtmlText.Escape(text)}</pre></div>";
    }
}

/// <summary>A plotly.js figure: its text, which stays visible until the figure is drawn over it, and its JSON for page.js.</summary>
internal static class PageFigure
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

/// <summary>Printed text: monospaced, never wrapped, and folded when it is long.</summary>
internal static class TextHtml
{
    /// <summary>Lines of a folded text that stay visible.</summary>
    public const int VisibleLines = 25;

    // A text only a little longer is shown whole: unfolding a handful of lines is more trouble than reading them.
    private const int LongestUnfolded = 34;

    public static string CssClass(StreamName stream) => stream == StreamName.Stderr ? "text stderr" : "text";

    public static string Of(string text, string cssClass)
    {
        string[] lines = [.. text.TrimEnd('\n').Split('\n').Select(AsOnATerminal)];
        if (lines.Length <= LongestUnfolded)
            return $"<div class=\"{cssClass}\">{Block(lines)}</div>";
        return $"""
            <div class="{cssClass}">{Block(lines[..VisibleLines])}<details><summary>all {lines.Length} lines</summary>
            """ + $"""
            {Block(lines[VisibleLines..])}</details></div>
            """;
    }

    private static string Block(string[] lines) => $"<pre>{HtmlText.Escape(string.Join('\n', lines))}\n</pre>";

    // A carriage return starts the line anew, which is how progress is printed.
    private static string AsOnATerminal(string line) => line.TrimEnd('\r')[(line.TrimEnd('\r').LastIndexOf('\r') + 1)..];
}
