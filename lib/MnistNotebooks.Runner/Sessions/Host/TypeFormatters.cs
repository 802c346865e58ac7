using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>Writes one form of a value; false when it has none to write.</summary>
internal sealed record TypeFormatter(string MimeType, Func<object, TextWriter, bool> Format);

/// <summary>
/// Formatters found by .NET Interactive's convention for libraries that don't reference it: the value's type carries an attribute
/// whose class is named TypeFormatterSourceAttribute, with a Type FormatterSourceType that has CreateTypeFormatters() and, if it likes,
/// a string[] PreferredMimeTypes; each formatter has a string MimeType, bool Format(object, TextWriter) and, if it likes, a Type Type.
/// </summary>
internal static class TypeFormatters
{
    private static ConcurrentDictionary<Type, (TypeFormatter[] All, TypeFormatter[] Preferred)> Found { get; } = new();

    /// <summary>The formatters for values of the type.</summary>
    public static IReadOnlyList<TypeFormatter> All(Type type) => Found.GetOrAdd(type, Find).All;

    /// <summary>Those of the preferred MIME types, or all when the type names none.</summary>
    public static IReadOnlyList<TypeFormatter> Preferred(Type type) => Found.GetOrAdd(type, Find).Preferred;

    private static (TypeFormatter[] All, TypeFormatter[] Preferred) Find(Type type)
    {
        var all = new List<TypeFormatter>();
        var preferred = new List<string>();
        foreach (object attribute in type.GetCustomAttributes(inherit: true).Where(a => a.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            if (Property<Type>(attribute, "FormatterSourceType") is { } source)
                all.AddRange(FormattersOf(source).Where(formatter => (Property<Type>(formatter, "Type") ?? type).IsAssignableFrom(type)).Select(Bind));
            preferred.AddRange(Property<string[]>(attribute, "PreferredMimeTypes") ?? []);
        }
        return ([.. all], preferred is [] ? [.. all] : [.. all.Where(formatter => preferred.Contains(formatter.MimeType))]);
    }

    private static IEnumerable<object> FormattersOf(Type source) =>
        source.GetMethod("CreateTypeFormatters", Type.EmptyTypes)?.Invoke(Activator.CreateInstance(source), null) is IEnumerable formatters
            ? formatters.Cast<object>()
            : throw new InvalidOperationException($"{CSharpNames.Of(source)} needs a public method CreateTypeFormatters() that returns the formatters.");

    private static TypeFormatter Bind(object formatter)
    {
        MethodInfo? format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]);
        return Property<string>(formatter, "MimeType") is { } mimeType && format?.ReturnType == typeof(bool)
            ? new(mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter))
            : throw new InvalidOperationException(
                $"{CSharpNames.Of(formatter.GetType())} needs a public string MimeType and a public bool Format(object, TextWriter).");
    }

    private static T? Property<T>(object owner, string name) where T : class => owner.GetType().GetProperty(name)?.GetValue(owner) as T;
}
