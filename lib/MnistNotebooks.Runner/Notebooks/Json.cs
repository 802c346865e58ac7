using System.Text.Encodings.Web;
using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

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
