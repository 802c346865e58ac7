using System.Net;
using System.Text.Json;

namespace MnistNotebooks.Charts.Pad;

/// <summary>
/// A pad as a piece of HTML: an element of its own kind with all it needs in an attribute, and the script that defines the kind.
/// </summary>
internal static class PadHtml
{
    // Wherever and however often the HTML is inserted, the browser brings the elements to life once the script has run the first time.
    private static readonly string Script = $$"""
        (() => {
        'use strict';
        if (customElements.get('mnist-draw-pad')) return;
        const STYLE = {{JsonSerializer.Serialize(Asset("draw-pad.css"))}};
        const PAGE = {{JsonSerializer.Serialize(Asset("draw-pad.html"))}};
        {{Asset("picture.js")}}{{Asset("network.js")}}{{Asset("drawing.js")}}{{Asset("paint.js")}}{{Asset("draw-pad.js")}}})();
        """;

    /// <param name="content">JSON of <see cref="PadContent"/>.</param>
    /// <param name="text">Stands there where scripts don't run.</param>
    public static string Of(string content, string text) => $"""
        <mnist-draw-pad content="{WebUtility.HtmlEncode(content)}">{WebUtility.HtmlEncode(text)}</mnist-draw-pad>
        <script>
        {Script}
        </script>
        """;

    private static string Asset(string name)
    {
        using Stream stream = typeof(PadHtml).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
