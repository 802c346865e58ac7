using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>Finds the formatters as a notebook host does: by names alone, through reflection.</summary>
public sealed class FormatterConventionTests
{
    private static Figure Figure { get; } = Samples.All["Bars"]();

    [Fact]
    public void The_attribute_is_found_by_its_name_and_names_the_source()
    {
        object attribute = Assert.Single(typeof(Figure).GetCustomAttributes(inherit: true), found => found.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Assert.IsAssignableFrom<Type>(PublicValue(attribute, "FormatterSourceType"));
        Assert.NotNull(Activator.CreateInstance(source));
    }

    [Fact]
    public void Html_is_preferred_then_plotly_json_then_text() =>
        Assert.Equal(["text/html", "application/vnd.plotly.v1+json", "text/plain"], PreferredMimeTypes());

    [Fact]
    public void Every_preferred_mime_type_has_a_formatter() =>
        Assert.Equal(PreferredMimeTypes().Order(), Formatters().Keys.Order());

    [Fact]
    public void Each_formatter_writes_its_form_of_the_figure()
    {
        var formatters = Formatters();
        Assert.Equal(Figure.ToHtml(), Written(formatters["text/html"], Figure));
        Assert.Equal(Figure.ToJson(), Written(formatters["application/vnd.plotly.v1+json"], Figure));
        Assert.Equal(Figure.ToText(), Written(formatters["text/plain"], Figure));
    }

    [Fact]
    public void Formatters_leave_other_objects_alone() =>
        Assert.All(Formatters().Values, format => Assert.Null(Written(format, "not a figure")));

    private static string[] PreferredMimeTypes()
    {
        object attribute = typeof(Figure).GetCustomAttributes(true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        return Assert.IsType<string[]>(PublicValue(attribute, "PreferredMimeTypes"));
    }

    private static Dictionary<string, Func<object, TextWriter, bool>> Formatters()
    {
        object attribute = typeof(Figure).GetCustomAttributes(true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance((Type)PublicValue(attribute, "FormatterSourceType")!)!;
        var formatters = (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        return formatters.Cast<object>().ToDictionary(formatter => (string)PublicValue(formatter, "MimeType")!, Compiled);
    }

    /// <summary>The host compiles the call of a method that it finds by its name, so there may be only one, with exactly these types.</summary>
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
