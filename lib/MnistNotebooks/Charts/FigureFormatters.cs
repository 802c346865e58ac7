namespace MnistNotebooks.Charts;

/// <summary>
/// Names the class that makes a type's formatters. .NET Interactive looks for an attribute of this name in any namespace, so that a
/// library need not reference it.
/// </summary>
/// <remarks>Source: dotnet/interactive, Microsoft.DotNet.Interactive.Formatting/Formatter.cs.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Every one of them must have a formatter: the host looks for a missing one without end.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}

/// <summary>The formatters of <see cref="Figure"/>; made and called by reflection.</summary>
internal sealed class FigureFormatterSource
{
#pragma warning disable CA1822 // The convention asks for an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new Formatter<Figure>(LiveFigure.MimeType, figure => figure.ToHtml()),
        new Formatter<Figure>(Figure.PlotlyMimeType, figure => figure.ToJson()),
        new Formatter<Figure>(Figure.TextMimeType, figure => figure.ToText()),
    ];
#pragma warning restore CA1822
}

/// <summary>One form of what is shown.</summary>
internal sealed class Formatter<T>(string mimeType, Func<T, string> form)
{
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a value of the type; false for anything else, which the host then formats in its own way.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T shown)
            return false;
        writer.Write(form(shown));
        return true;
    }
}
