using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels.Parser;

/// <summary>JSON and the loose values of the packages' documents: text, numbers, lists, and dictionaries for objects.</summary>
internal static class DocumentValues
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = Json.Encoder };

    public static IDictionary<string, object> Dictionary(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().ToDictionary(pair => pair.Name, pair => Value(pair.Value)!)
            : new Dictionary<string, object>();

    public static JsonNode? ToJson(object? value) => JsonSerializer.SerializeToNode(value, Options);

    /// <summary>A form of an output as the one text that the extension shows: JSON written out, lines put together.</summary>
    public static string Text(string mimeType, object value) => value switch
    {
        string text => text,
        object[] lines when !MimeBundle.IsJson(mimeType) => string.Concat(lines),
        _ => JsonSerializer.Serialize(value, Options),
    };

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object => Dictionary(json),
        _ => null,
    };
}
