using System.Security.Cryptography;
using System.Text;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// HTML that a cell displays and that holds scripts. It is shown in a frame with an origin of its own: the scripts run, but reach neither
/// the page nor the server.
/// </summary>
internal sealed class LiveFrames
{
    /// <summary>Where the server has them.</summary>
    public const string Path = "/frame/";

    /// <summary>The policy of a frame's document.</summary>
    public const string Policy = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        + "img-src data: blob:; font-src data:; worker-src blob:; frame-ancestors 'self'";

    // The oldest are forgotten: their cells can be run again.
    private const int MostKept = 64;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, string> _documents = [];
    private readonly Queue<string> _order = [];

    /// <summary>The element that shows it.</summary>
    public string Add(string html)
    {
        string document = $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>What a cell shows</title>
            <style>body { margin: 0; font: 16px/1.6 system-ui, sans-serif; color: #1d2127; background: #ffffff; }</style>
            </head>
            <body>
            {{html}}
            <script>
            new ResizeObserver(() => parent.postMessage({ frameHeight: Math.ceil(document.body.getBoundingClientRect().height) }, '*'))
              .observe(document.body);
            </script>
            </body>
            </html>

            """;
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        lock (_changing)
        {
            if (_documents.TryAdd(key, document))
                _order.Enqueue(key);
            if (_order.Count > MostKept)
                _documents.Remove(_order.Dequeue());
        }
        return $"<iframe class=\"frame\" sandbox=\"allow-scripts\" src=\"{Path}{key}\" title=\"What the cell shows\"></iframe>";
    }

    /// <summary>The document of a frame, or null when there is none of that name any more.</summary>
    public string? Find(string key)
    {
        lock (_changing)
            return _documents.GetValueOrDefault(key);
    }
}
