using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Documents;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Kernels.VsCode;

/// <summary>The packages' document as the extension sends and expects it. (The packages know files only.)</summary>
internal static class DocumentJson
{
    public static JsonObject Write(InteractiveDocument document) => new()
    {
        ["elements"] = new JsonArray([.. document.Elements.Select(Write)]),
        ["metadata"] = DocumentValues.ToJson(document.Metadata),
    };

    public static InteractiveDocument Read(JsonElement json)
    {
        var document = new InteractiveDocument([.. json.GetProperty("elements").EnumerateArray().Select(ReadElement)]);
        Merge(document.Metadata, Metadata(json));
        return document;
    }

    private static JsonObject Write(InteractiveDocumentElement element)
    {
        var json = new JsonObject
        {
            ["kernelName"] = element.KernelName,
            ["contents"] = element.Contents,
            ["outputs"] = new JsonArray([.. element.Outputs.Select(Write)]),
            ["executionOrder"] = element.ExecutionOrder,
        };
        if (element.Id is not null)
            json["id"] = element.Id;
        if (element.Metadata is not null)
            json["metadata"] = DocumentValues.ToJson(element.Metadata);
        return json;
    }

    private static JsonObject Write(InteractiveDocumentOutputElement output) => output switch
    {
        TextElement text => new() { ["name"] = text.Name, ["text"] = text.Text },
        ErrorElement error => new()
        {
            ["errorName"] = error.ErrorName,
            ["errorValue"] = error.ErrorValue,
            ["stackTrace"] = DocumentValues.ToJson(error.StackTrace),
        },
        ReturnValueElement result => new()
        {
            ["data"] = Forms(result.Data),
            ["executionOrder"] = result.ExecutionOrder,
            ["metadata"] = DocumentValues.ToJson(result.Metadata),
        },
        DisplayElement display => new() { ["data"] = Forms(display.Data), ["metadata"] = DocumentValues.ToJson(display.Metadata) },
        _ => throw new InvalidDataException($"An output of the kind {output.GetType().Name} can't be sent."),
    };

    private static JsonObject Forms(IDictionary<string, object> data) =>
        new(data.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)DocumentValues.Text(form.Key, form.Value))));

    private static InteractiveDocumentElement ReadElement(JsonElement json) =>
        new(Text(json, "contents"), Text(json, "kernelName"), Outputs(json))
        {
            Id = Text(json, "id"),
            ExecutionOrder = Number(json, "executionOrder") ?? 0,
            Metadata = Metadata(json),
        };

    private static IDictionary<string, object> Metadata(JsonElement json) =>
        json.TryGetProperty("metadata", out JsonElement metadata) ? DocumentValues.Dictionary(metadata) : new Dictionary<string, object>();

    private static IEnumerable<InteractiveDocumentOutputElement> Outputs(JsonElement element) =>
        element.TryGetProperty("outputs", out JsonElement outputs) ? outputs.EnumerateArray().Select(ReadOutput) : [];

    // The extension tells the kinds apart by what they have.
    private static InteractiveDocumentOutputElement ReadOutput(JsonElement json)
    {
        if (Text(json, "errorName") is { } name)
            return new ErrorElement(
                Text(json, "errorValue"), name, [.. json.GetProperty("stackTrace").EnumerateArray().Select(line => line.ToString())]);
        if (Text(json, "text") is { } text)
            return new TextElement(text, Text(json, "name"));
        Dictionary<string, object> data = DocumentValues.Dictionary(json.GetProperty("data"))
            .ToDictionary(form => form.Key, form => (object)DocumentValues.Text(form.Key, form.Value));
        IDictionary<string, object> metadata = Metadata(json);
        if (Number(json, "executionOrder") is { } order)
        {
            var result = new ReturnValueElement { ExecutionOrder = order };
            Merge(result.Data, data);
            Merge(result.Metadata, metadata);
            return result;
        }
        var display = new DisplayElement(data);
        Merge(display.Metadata, metadata);
        return display;
    }

    private static void Merge(IDictionary<string, object> into, IDictionary<string, object> from)
    {
        foreach ((string key, object value) in from)
            into[key] = value;
    }

    private static string? Text(JsonElement json, string key) =>
        json.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement json, string key) =>
        json.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : null;
}

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
