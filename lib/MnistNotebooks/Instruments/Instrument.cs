using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Instruments;

/// <summary>
/// Something to touch that lives in a page or a notebook, without a kernel: an HTML element of its own kind. <see cref="Instruments"/>
/// makes them.
/// </summary>
/// <remarks>
/// In a notebook that runs, its HTML brings all it needs. On pages that are written, scripts and data lie beside the pages, once for all of
/// them.
/// </remarks>
[TypeFormatterSource(typeof(InstrumentFormatterSource), PreferredMimeTypes = [LiveFigure.MimeType, Figure.TextMimeType])]
public sealed class Instrument
{
    /// <summary>The form for pages: JSON with the element as <c>html</c> and the files beside the page as <c>files</c>.</summary>
    internal const string PageMimeType = "application/vnd.mnist-notebooks.instrument+json";

    /// <summary>JSON for scripts, and for HTML that is encoded apart: the plus signs of base 64 stay what they are.</summary>
    internal static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _name;
    private readonly string _content;
    private readonly string _sentence;
    private readonly IReadOnlyList<SharedScript> _data;

    /// <param name="name">Of the element, behind <c>mnist-</c>.</param>
    /// <param name="title">Stands above it.</param>
    /// <param name="sentence">What it is; stands there where scripts don't run.</param>
    /// <param name="data">Scripts with data that it needs.</param>
    /// <param name="content">What it works with, besides title and colours.</param>
    internal Instrument(string name, string title, string sentence, IReadOnlyList<SharedScript> data, JsonObject? content = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        content ??= [];
        content["title"] = title;
        content["colors"] = InstrumentColors.ToJson();
        (_name, _content, _sentence, _data) = (name, content.ToJsonString(PlainJson), $"{title}: {sentence}", data);
    }

    /// <summary>What lies beside a page for it, in the order in which it runs.</summary>
    internal IReadOnlyList<SharedScript> Scripts => [.. _data, SharedScript.Instruments];

    /// <summary>One sentence that says what this is.</summary>
    public string ToText() => _sentence;

    /// <summary>A piece of HTML that works by itself, several times on a page too.</summary>
    public string ToHtml() => $"""
        {ToElement()}
        <script>
        {string.Concat(_data.Select(script => script.Text))}{InstrumentScript.Engine}{InstrumentScript.ElementOf(_name)}</script>
        """;

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();

    /// <summary>The element alone.</summary>
    internal string ToElement() =>
        $"<mnist-{_name} content=\"{WebUtility.HtmlEncode(_content)}\">{WebUtility.HtmlEncode(_sentence)}</mnist-{_name}>";

    /// <summary>The form for pages.</summary>
    internal string ToPageJson() => new JsonObject
    {
        ["html"] = ToElement(),
        ["files"] = new JsonObject(Scripts.Select(script => KeyValuePair.Create(script.FileName, (JsonNode?)script.Text))),
    }.ToJsonString();
}

/// <summary>A script that lies beside pages, once for all instruments that need it.</summary>
/// <param name="FileName">Small letters, digits and hyphens, with the ending .js.</param>
/// <param name="Text">The same for all instruments of a run.</param>
internal sealed record SharedScript(string FileName, string Text)
{
    /// <summary>Engine and elements of all instruments.</summary>
    public static SharedScript Instruments { get; } = new(InstrumentScript.FileName, InstrumentScript.All);
}

/// <summary>The formatters of <see cref="Instrument"/>; made and called by reflection.</summary>
internal sealed class InstrumentFormatterSource
{
#pragma warning disable CA1822 // The convention asks for an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new Formatter<Instrument>(LiveFigure.MimeType, instrument => instrument.ToHtml()),
        new Formatter<Instrument>(Instrument.PageMimeType, instrument => instrument.ToPageJson()),
        new Formatter<Instrument>(Figure.TextMimeType, instrument => instrument.ToText()),
    ];
#pragma warning restore CA1822
}
