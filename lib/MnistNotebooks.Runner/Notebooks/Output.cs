using System.Text.Encodings.Web;
using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>One entry below a code cell.</summary>
internal abstract record Output;

internal enum StreamName
{
    Stdout,
    Stderr,
}

/// <summary>Text written to the console.</summary>
internal sealed record StreamOutput(StreamName Name, string Text) : Output;

/// <summary>A displayed value in one or more MIME types.</summary>
/// <param name="Data">The forms of the value.</param>
/// <param name="IsResult">True for the value of the cell's last expression (nbformat's execute_result), false for display(…).</param>
internal sealed record DisplayOutput(MimeBundle Data, bool IsResult) : Output
{
    /// <summary>nbformat's metadata of the output.</summary>
    public JsonElement Metadata { get; init; } = Json.EmptyObject;
}

/// <summary>Why the cell failed.</summary>
/// <param name="Name">The exception's type, or CompileError, TimeLimit, …</param>
/// <param name="Message">One sentence or a few, without stack trace.</param>
/// <param name="Traceback">All that a reader is shown, as lines: the name and message, then where it happened.</param>
internal sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : Output;

/// <summary>The forms of one value by MIME type: text (also base64 of pictures) as a JSON string, JSON types as JSON.</summary>
internal sealed class MimeBundle
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";
    public const string Png = "image/png";
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>An instrument for pages: its element, and the scripts that lie beside the pages for it.</summary>
    public const string Instrument = Instruments.Instrument.PageMimeType;

    // Sorted, so that a file does not depend on the order in which formatters were found.
    private readonly SortedDictionary<string, JsonElement> _forms = new(StringComparer.Ordinal);

    public MimeBundle(IEnumerable<KeyValuePair<string, JsonElement>> forms)
    {
        foreach ((string mime, JsonElement value) in forms)
            _forms[mime] = value;
    }

    public IReadOnlyDictionary<string, JsonElement> Forms => _forms;

    /// <summary>The form as text, or null when the value has no such form or it is not text.</summary>
    public string? Text(string mime) =>
        _forms.TryGetValue(mime, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The form as JSON, or null when the value has no such form.</summary>
    public JsonElement? Json(string mime) => _forms.TryGetValue(mime, out JsonElement value) ? value : null;

    /// <summary>With the form of that type, in the place of an old one.</summary>
    public MimeBundle With(string mime, JsonElement value) => new([.. _forms, new(mime, value)]);

    /// <summary>Without the form of that type.</summary>
    public MimeBundle Without(string mime) => new(_forms.Where(form => form.Key != mime));

    /// <summary>True for types whose form is JSON itself and not text.</summary>
    public static bool IsJson(string mime) => mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>True for types whose text nbformat stores as a list of lines.</summary>
    public static bool IsLines(string mime) =>
        mime.StartsWith("text/", StringComparison.Ordinal) || mime is "application/javascript" or "image/svg+xml";
}

/// <summary>How notebooks write JSON.</summary>
internal static class Json
{
    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    /// <summary>Letters and signs as they are, as Jupyter writes them; only what lies beyond the BMP (emoji) is escaped.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>On one line, without spaces.</summary>
    public static byte[] Compact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = Encoder }))
            value.WriteTo(writer);
        return buffer.ToArray();
    }
}
