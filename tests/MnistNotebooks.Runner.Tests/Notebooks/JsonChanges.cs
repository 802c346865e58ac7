using System.Text.Json.Nodes;

namespace MnistNotebooks.Runner.Tests.Notebooks;

/// <summary>Where two JSON documents differ, a line a place. Text counts the same in one piece and in lines, numbers by value.</summary>
internal static class JsonChanges
{
    public static IEnumerable<string> Between(JsonNode? before, JsonNode? after, string path = "") => (before, after) switch
    {
        (JsonObject a, JsonObject b) =>
            a.Select(pair => pair.Key).Union(b.Select(pair => pair.Key)).SelectMany(key => InObject(a, b, key, path)),
        (JsonArray a, JsonArray b) when Joined(a) is not null && Joined(a) == Joined(b) => [],
        (JsonArray a, JsonArray b) when a.Count == b.Count =>
            a.Zip(b).SelectMany((pair, i) => Between(pair.First, pair.Second, $"{path}[{i}]")),
        (JsonValue a, JsonArray b) when a.TryGetValue(out string? text) && text == Joined(b) => [],
        (JsonValue a, JsonValue b) when a.TryGetValue(out double x) && b.TryGetValue(out double y) =>
            x.Equals(y) ? [] : [$"{path}: changed"],
        _ => JsonNode.DeepEquals(before, after) ? [] : [$"{path}: changed"],
    };

    private static IEnumerable<string> InObject(JsonObject before, JsonObject after, string key, string path)
    {
        string place = path.Length == 0 ? key : $"{path}.{key}";
        if (!after.ContainsKey(key))
            return [$"{place}: lost"];
        return before.ContainsKey(key) ? Between(before[key], after[key], place) : [$"{place}: added"];
    }

    private static string? Joined(JsonArray lines) =>
        lines.Count > 0 && lines.All(line => line is JsonValue value && value.TryGetValue(out string? _))
            ? string.Concat(lines.Select(line => (string)line!))
            : null;
}
