using System.Text.Json.Nodes;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>The buttons and sliders of a film.</summary>
internal static class Controls
{
    /// <summary>Takes out what plays frames; buttons and sliders that do something else stay.</summary>
    public static void Remove(JsonObject layout)
    {
        Remove(layout, "updatemenus", "buttons");
        Remove(layout, "sliders", "steps");
    }

    private static void Remove(JsonObject layout, string controls, string parts)
    {
        if (layout[controls] is not JsonArray all)
            return;
        foreach (JsonNode? idle in all.Where(control => control?[parts] is JsonArray steps && steps.All(Animates)).ToList())
            all.Remove(idle);
        if (all.Count == 0)
            layout.Remove(controls);
    }

    private static bool Animates(JsonNode? step) => step?["method"]?.GetValue<string>() == "animate";
}
