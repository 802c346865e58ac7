using MnistNotebooks.Charts.Pad;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Charts;

/// <summary>
/// A figure that holds a network and a canvas: whoever draws on it, with mouse, pen or finger, sees what the network makes of it, without
/// a kernel. What is drawn is cropped, fitted and centred as <see cref="OwnPicture"/> does it. <see cref="Chart.DrawPad"/> makes one.
/// </summary>
/// <remarks>
/// The HTML loads nothing. Weights are rounded to 12 bits, 4095 steps for each node, and take two characters each: 0.3 MB for 784-200-10.
/// </remarks>
[TypeFormatterSource(typeof(DrawPadFormatterSource), PreferredMimeTypes = [FigureHtml.MimeType, Figure.TextMimeType])]
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
