using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>The forms of one value by MIME type: text (also base64 of pictures) as a JSON string, JSON types as JSON.</summary>
internal sealed class MimeBundle
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";
    public const string Png = "image/png";
    public const string Plotly = "application/vnd.plotly.v1+json";

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
