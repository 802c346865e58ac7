using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MnistNotebooks.Charts;

/// <summary>A figure as a piece of HTML for a live notebook.</summary>
internal static class FigureHtml
{
    public const string MimeType = "text/html";

    private const string PlotlySource = $"https://cdn.plot.ly/plotly-{Figure.PlotlyVersion}.min.js";

    public static string Of(Figure figure)
    {
        string json = figure.ToJson();
        // Named by its content, so that the same figure gives the same HTML. Shown twice on a page, each script draws what is not drawn yet.
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        // The JSON holds no '<': System.Text.Json writes it as an escape, so no text in it can end the script.
        return $$"""
            <div data-figure="{{name}}" role="img" aria-label="{{WebUtility.HtmlEncode(figure.AlternativeText)}}" style="max-width:{{Layouts.MaximalWidth}}px"><pre>{{WebUtility.HtmlEncode(figure.ToText())}}</pre></div>
            <script>
            (() => {
              const figure = {{json}};
              const draw = () => {
                for (const place of document.querySelectorAll('[data-figure="{{name}}"]:not([data-drawn])')) {
                  place.dataset.drawn = '';
                  place.replaceChildren();
                  Plotly.newPlot(place, structuredClone(figure));
                }
              };
              const load = () => new Promise((resolve, reject) => {
                const script = document.createElement('script');
                script.src = '{{PlotlySource}}';
                script.onload = resolve;
                script.onerror = () => { window.plotlyLoading = undefined; reject(); };
                document.head.append(script);
              });
              if (window.Plotly) draw();
              else (window.plotlyLoading ??= load()).then(draw, () => { });
            })();
            </script>
            """;
    }
}
