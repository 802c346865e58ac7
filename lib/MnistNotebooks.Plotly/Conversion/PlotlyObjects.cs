using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>
/// plotly.js's JSON as the objects of Plotly.NET. Its functions look for typed objects, a <c>LinearAxis</c> or a <c>Title</c>, where they
/// change or combine charts, and would put a new one in the place of anything else.
/// </summary>
internal static class PlotlyObjects
{
    public static FSharpList<Trace> Traces(JsonArray data) => ListModule.OfSeq(data.Select(trace => Trace(trace!.AsObject())));

    public static Layout Layout(JsonObject layout) => Fill(new Layout(), layout);

    public static Config Config(JsonObject config) => Fill(new Config(), config);

    public static FSharpList<Frame> Frames(JsonArray frames) =>
        ListModule.OfSeq(frames.Select(frame => Fill(new Frame(), frame!.AsObject())));

    private static Trace Trace(JsonObject trace) => Fill(ObjectTypes.NewTrace(trace["type"]?.GetValue<string>() ?? "scatter"), trace);

    private static T Fill<T>(T filled, JsonObject from)
        where T : DynamicObj.DynamicObj
    {
        foreach ((string name, JsonNode? value) in from)
        {
            // A trace has its type from the start.
            if (!(filled is Trace && name == "type"))
                filled.SetProperty(name, Value(name, value));
        }
        return filled;
    }

    private static object? Value(string name, JsonNode? node) => node switch
    {
        null => null,
        JsonObject inner => Fill(ObjectTypes.New(name), inner),
        JsonArray list => ObjectTypes.NewList(name, list.Count) is { } typed ? Fill(typed, list) : Items(name, list),
        _ => Scalar(node.AsValue()),
    };

    private static Array Fill(Array typed, JsonArray list)
    {
        for (int i = 0; i < list.Count; i++)
            Fill((DynamicObj.DynamicObj)typed.GetValue(i)!, list[i]!.AsObject());
        return typed;
    }

    /// <summary>Arrays of numbers or of texts have the type that Plotly.NET's own functions would give them.</summary>
    private static Array Items(string name, JsonArray list)
    {
        object?[] items = [.. list.Select(item => Value(name, item))];
        if (items.Length > 0 && items.All(item => item is double or int))
            return items.Select(item => Convert.ToDouble(item, provider: null)).ToArray();
        if (items.Length > 0 && items.All(item => item is string))
            return items.Cast<string>().ToArray();
        return items;
    }

    /// <summary>A number written without a point or an exponent is whole: Plotly.NET reads sizes as integers only.</summary>
    private static object Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetValue<string>(),
        _ => Number(value.ToJsonString()),
    };

    private static object Number(string digits) =>
        int.TryParse(digits, CultureInfo.InvariantCulture, out int whole)
            ? whole
            : double.Parse(digits, CultureInfo.InvariantCulture);
}
