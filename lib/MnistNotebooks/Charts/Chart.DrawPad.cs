using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A place to draw digits on, for a network to read while they are drawn.</summary>
    /// <param name="network">784 inputs; what it learns later does not reach the pad.</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">The network does not take 784 inputs, or has an activation of its own kind.</exception>
    public static DrawPad DrawPad(Network network, string title)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network, title);
    }
}

/// <summary>
/// A figure that holds a network and a canvas: whoever draws on it, with mouse, pen or finger, sees what the network makes of it, without
/// a kernel. What is drawn is cropped, fitted and centred as <see cref="OwnPicture"/> does it. <see cref="Chart.DrawPad"/> makes one.
/// </summary>
/// <remarks>
/// The HTML loads nothing. Weights are rounded to 12 bits, 4095 steps for each node, and take two characters each: 0.3 MB for 784-200-10.
/// </remarks>
[TypeFormatterSource(typeof(DrawPadFormatterSource), PreferredMimeTypes = [LiveFigure.MimeType, Figure.TextMimeType])]
public sealed class DrawPad
{
    private readonly string _text;
    private readonly string _content;

    internal DrawPad(Network network, string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        _text = $"{title}: a pad to draw digits on, which a network of {network} nodes reads while they are drawn; "
            + "it works on pages and in notebooks that run.";
        _content = PadContent.Of(network, title);
    }

    /// <summary>One sentence that says what this is.</summary>
    public string ToText() => _text;

    /// <summary>A piece of HTML that works by itself, several times on a page too.</summary>
    public string ToHtml() => PadHtml.Of(_content, _text);

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();
}

/// <summary>What a pad's script works with: title, network and colours as JSON.</summary>
internal static class PadContent
{
    /// <exception cref="ArgumentException">The network does not take 784 inputs, or the script doesn't know an activation.</exception>
    public static string Of(Network network, string title)
    {
        if (network.Inputs != DigitSet.PixelCount)
        {
            throw new ArgumentException(
                $"A drawing has {DigitSet.PixelCount} pixels, but the network takes {network.Inputs} inputs.", nameof(network));
        }
        return new JsonObject
        {
            ["title"] = title,
            ["network"] = PackedNetwork.Of(network, PackedWeights.In12Bits),
            ["colors"] = Named(),
        }.ToJsonString();
    }

    private static JsonObject Named() => new()
    {
        ["diverging"] = Texts(Colors.Diverging),
        ["sequential"] = Texts(Colors.Sequential),
        ["ink"] = Texts(Colors.Ink),
        ["text"] = Colors.Text,
        ["paper"] = Colors.Paper,
        ["line"] = Colors.Grid,
        ["empty"] = Colors.Gap,
        ["positive"] = Colors.Positive,
        ["negative"] = Colors.Negative,
        ["unsigned"] = Colors.Unsigned,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

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
        {{InstrumentScript.PartsFor("picture.js", "network.js", "maps.js")}}
        {{Asset("drawing.js")}}{{Asset("paint.js")}}{{Asset("draw-pad.js")}}})();
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
