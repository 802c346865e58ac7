using System.Text.Json.Nodes;
using MnistNotebooks.Charts;
using Plotly.NET;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>
/// The look of this library's figures as a plotly.js template: values for all that a chart leaves open, so that what it sets stays.
/// </summary>
/// <remarks>Source: https://plotly.com/javascript/layout-template/.</remarks>
internal static class Theme
{
    /// <summary>Puts the template into the layout in place of the one there.</summary>
    public static void Apply(JsonObject layout)
    {
        layout["template"] = Template();
        // Plotly.NET writes this size into every chart; a figure takes the width of the page.
        if (Is(layout["width"], Defaults.DefaultWidth) && Is(layout["height"], Defaults.DefaultHeight))
        {
            layout.Remove("width");
            layout.Remove("height");
        }
    }

    private static bool Is(JsonNode? size, int pixels) =>
        size is JsonValue value && value.TryGetValue(out double number) && number == pixels;

    private static JsonObject Template()
    {
        JsonObject look = Layouts.Create("A title of one line", 0);
        look["title"]!.AsObject().Remove("text");
        // Whether there is a legend and how large a chart is are no matter of looks.
        foreach (string name in (string[])["height", "autosize", "showlegend"])
            look.Remove(name);
        look["colorway"] = new JsonArray([.. Colors.Series.Select(color => JsonValue.Create(color))]);
        look["colorscale"] = new JsonObject { ["sequential"] = Colors.SequentialScale(), ["diverging"] = Colors.DivergingScale() };
        look["xaxis"] = Axis();
        look["yaxis"] = Axis();
        var data = new JsonObject();
        foreach (string type in (string[])["heatmap", "contour", "histogram2d", "histogram2dcontour", "surface"])
            data[type] = new JsonArray(new JsonObject { ["colorscale"] = Colors.SequentialScale() });
        return new() { ["layout"] = look, ["data"] = data };
    }

    private static JsonObject Axis()
    {
        JsonObject axis = Layouts.Axis("");
        axis["title"]!.AsObject().Remove("text");
        return axis;
    }
}
