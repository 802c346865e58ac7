using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MnistNotebooks.Charts;

/// <summary>A figure as a piece of HTML for a live notebook.</summary>
internal static class LiveFigure
{
    public const string MimeType = "text/html";

    private const string PlotlySource = $"https://cdn.plot.ly/plotly-{Figure.PlotlyVersion}.min.js";

    /// <param name="figure">What the HTML draws.</param>
    /// <param name="plotly">Gives plotly.js to the first figure of a page.</param>
    public static string Of(Figure figure, PlotlyCarrier plotly)
    {
        string json = figure.ToJson();
        // Named by its content, so that the same figure gives the same HTML. Shown twice on a page, each script draws what is not drawn
        // yet.
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        const int width = Layouts.MaximalWidth;
        string label = WebUtility.HtmlEncode(figure.AlternativeText), text = WebUtility.HtmlEncode(figure.ToText());
        // The JSON holds no '<': System.Text.Json writes it as an escape, so no text in it can end the script.
        return $$"""
            <div data-figure="{{name}}" role="img" aria-label="{{label}}" style="max-width:{{width}}px"><pre>{{text}}</pre></div>
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

/// <summary>plotly.js on its way to the page of a live notebook: the first figure carries it, the later ones find it there.</summary>
/// <param name="path">Tells where plotly.min.js lies; null when nobody knows.</param>
internal sealed class PlotlyCarrier(Func<string?> path)
{
    /// <summary>
    /// The name under which a host tells the path of plotly.min.js: <c>AppContext.SetData("MnistNotebooks.PlotlyScript", path)</c>. It is
    /// told through AppContext because host and library may be loaded in different load contexts, which share no types of theirs.
    /// </summary>
    public const string HostData = "MnistNotebooks.PlotlyScript";

    private readonly Lock _lock = new();
    private bool _isCarried;

    /// <summary>That of the process.</summary>
    public static PlotlyCarrier OfProcess { get; } = new(() => AppContext.GetData(HostData) as string);

    /// <summary>The script, compressed by gzip and in base64; null when it was carried before or nobody knows where it lies.</summary>
    public string? Carry()
    {
        lock (_lock)
        {
            if (_isCarried || path() is not { } file)
                return null;
            string packed = Packed(file);
            _isCarried = true;
            return packed;
        }
    }

    /// <summary>Makes the next figure carry the script again, for tests.</summary>
    public void Reset()
    {
        lock (_lock)
            _isCarried = false;
    }

    private static string Packed(string file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(file));
        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}
