using System.Globalization;
using System.Text.Json.Nodes;
using Newtonsoft.Json;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>Objects of Plotly.NET as JSON, by its own serializer.</summary>
internal static class ChartJson
{
    public static JsonObject Object(object value) => Node(value).AsObject();

    public static JsonArray Array(object value) => Node(value).AsArray();

    private static JsonNode Node(object value)
    {
        JsonSerializer serializer = JsonSerializer.Create(Globals.JSON_CONFIG);
        // Else it compares each object, looking for circles, with those around it by all that is in them.
        serializer.EqualityComparer = ReferenceEqualityComparer.Instance;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new FiniteWriter(text))
            serializer.Serialize(writer, value);
        return JsonNode.Parse(text.ToString())!;
    }

    /// <summary>Writes NaN and infinities, which JSON has no word for, as null; else they would become texts.</summary>
    private sealed class FiniteWriter(TextWriter text) : JsonTextWriter(text)
    {
        public override void WriteValue(double value)
        {
            if (double.IsFinite(value))
                WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
            else
                WriteNull();
        }

        public override void WriteValue(float value)
        {
            if (float.IsFinite(value))
                WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
            else
                WriteNull();
        }

        public override void WriteValue(double? value)
        {
            if (value is { } number)
                WriteValue(number);
            else
                WriteNull();
        }

        public override void WriteValue(float? value)
        {
            if (value is { } number)
                WriteValue(number);
            else
                WriteNull();
        }
    }
}
