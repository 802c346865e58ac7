using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Finds the formatters as a notebook host does: by names alone, through reflection.</summary>
public sealed class FormatterConventionTests
{
    private static Figure Figure { get; } = Samples.All["Bars"]();

    private static Instrument Laboratory { get; } = MnistNotebooks.Instruments.Instruments.Laboratory(DrawnDigits.Create(20, 10));

    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(Instrument))]
    public void The_attribute_is_found_by_its_name_and_names_the_source(Type shown)
    {
        object attribute =
            Assert.Single(shown.GetCustomAttributes(inherit: true), found => found.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Assert.IsAssignableFrom<Type>(PublicValue(attribute, "FormatterSourceType"));
        Assert.NotNull(Activator.CreateInstance(source));
    }

    [Fact]
    public void Html_is_preferred_then_plotly_json_then_text()
    {
        Assert.Equal(["text/html", "application/vnd.plotly.v1+json", "text/plain"], PreferredMimeTypes(typeof(Figure)));
        Assert.Equal(["text/html", "text/plain"], PreferredMimeTypes(typeof(Instrument)));
    }

    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(Instrument))]
    public void Every_preferred_mime_type_has_a_formatter(Type shown) =>
        Assert.Subset(Formatters(shown).Keys.ToHashSet(), PreferredMimeTypes(shown).ToHashSet());

    [Fact]
    public void Each_formatter_writes_its_form_of_what_is_shown()
    {
        var formatters = Formatters(typeof(Figure));
        Assert.Equal(Figure.ToHtml(), Written(formatters["text/html"], Figure));
        Assert.Equal(Figure.ToJson(), Written(formatters["application/vnd.plotly.v1+json"], Figure));
        Assert.Equal(Figure.ToText(), Written(formatters["text/plain"], Figure));
        formatters = Formatters(typeof(Instrument));
        Assert.Equal(Laboratory.ToHtml(), Written(formatters["text/html"], Laboratory));
        Assert.Equal(Laboratory.ToText(), Written(formatters["text/plain"], Laboratory));
    }

    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(Instrument))]
    public void Formatters_leave_other_objects_alone(Type shown) =>
        Assert.All(Formatters(shown).Values, format => Assert.Null(Written(format, "neither figure nor instrument")));

    private static string[] PreferredMimeTypes(Type shown)
    {
        object attribute = shown.GetCustomAttributes(true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        return Assert.IsType<string[]>(PublicValue(attribute, "PreferredMimeTypes"));
    }

    private static Dictionary<string, Func<object, TextWriter, bool>> Formatters(Type shown)
    {
        object attribute = shown.GetCustomAttributes(true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance((Type)PublicValue(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        return formatters.Cast<object>().ToDictionary(formatter => (string)PublicValue(formatter, "MimeType")!, Compiled);
    }

    /// <summary>
    /// The host compiles the call of a method that it finds by its name, so there may be only one, with exactly these types.
    /// </summary>
    private static Func<object, TextWriter, bool> Compiled(object formatter)
    {
        var instance = Expression.Parameter(typeof(object));
        var writer = Expression.Parameter(typeof(TextWriter));
        var call = Expression.Call(Expression.Constant(formatter), formatter.GetType().GetMethod("Format")!, instance, writer);
        return Expression.Lambda<Func<object, TextWriter, bool>>(call, instance, writer).Compile();
    }

    private static string? Written(Func<object, TextWriter, bool> format, object instance)
    {
        using var writer = new StringWriter();
        return format(instance, writer) ? writer.ToString() : null;
    }

    private static object? PublicValue(object of, string property) =>
        of.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetGetMethod()!.Invoke(of, null);
}
