using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MnistNotebooks.Charts;

/// <summary>A figure as a piece of HTML for a live notebook.</summary>
internal static class FigureHtml
{
    public const string MimeType = "text/html";

    private const string PlotlySource = $"https://cdn.plot.ly/plotly-{Figure.PlotlyVersion}.min.js";

    /// <param name="figure">What the HTML draws.</param>
    /// <param name="plotly">Gives plotly.js to the first figure of a page.</param>
    public static string Of(Figure figure, PlotlyCarrier plotly)
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
              const arrived = () => dispatchEvent(new Event('plotly-arrived'));
              const load = () => {
                const script = document.createElement('script');
                script.src = '{{PlotlySource}}';
                script.onload = arrived;
                script.onerror = () => { window.plotlyLoading = false; };
                document.head.append(script);
              };
              if (window.Plotly) return draw();
              // Whichever figure brings it, all draw that wait.
              addEventListener('plotly-arrived', draw, { once: true });
              {{(plotly.Carry() is { } packed ? Unpacking(packed) : Loading)}}
            })();
            </script>
            """;
    }

    private const string Loading = """
        if (!window.plotlyLoading) load();
          window.plotlyLoading = true;
        """;

    // As a function's body, with a define that is undefined, the script doesn't hand itself to RequireJS.
    private static string Unpacking(string packed) => $$"""
        const unpack = async packed => {
            const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0));
            const script = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
            if (!window.Plotly) new Function('define', script)();
            arrived();
          };
          window.plotlyLoading = true;
          unpack('{{packed}}').catch(load);
        """;
}
