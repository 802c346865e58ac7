using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>A displayed value as the content of a message.</summary>
internal static class DisplayContent
{
    private const int MuchHtml = 1_000_000;
    private const int MostForms = 2_900_000;

    /// <param name="value">The value.</param>
    /// <param name="number">The cell's, which only a result carries.</param>
    public static (string Type, JsonObject Content) Of(ValueDisplayed value, int number)
    {
        var content = new JsonObject
        {
            ["data"] = new JsonObject(Fitting(value.Forms).Forms.Select(form =>
                KeyValuePair.Create(form.Key, JsonSerializer.SerializeToNode(form.Value)))),
            ["metadata"] = new JsonObject(),
        };
        if (value.IsResult)
            content["execution_count"] = number;
        if (value.DisplayId is { } id)
            content["transient"] = new JsonObject { ["display_id"] = id };
        return (value.IsResult ? "execute_result" : value.IsUpdate ? "update_display_data" : "display_data", content);
    }

    // Jupyter's servers cut what is larger than about 3 MB; the figure itself is what notebooks are stored with.
    private static MimeBundle Fitting(MimeBundle forms)
    {
        if (forms.Text(MimeBundle.Html) is not { Length: > MuchHtml } html || forms.Json(MimeBundle.Plotly) is not { } figure)
            return forms;
        return Encoding.UTF8.GetByteCount(html) + Json.Compact(figure).Length > MostForms ? forms.Without(MimeBundle.Html) : forms;
    }
}
