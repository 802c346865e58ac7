using System.Collections;
using System.Globalization;
using System.Reflection;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Experiments;

/// <summary>
/// A trial as text that is the same for equal trials and another for others. It is made from the properties themselves,
/// so that a setting that is added later is not forgotten.
/// </summary>
internal static class TrialKey
{
    public static string Of(Trial trial, string data) => $"data={data},{Text(trial)}";

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        Activation or Loss => value.ToString()!,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IEnumerable list => $"[{string.Join(' ', list.Cast<object?>().Select(Text))}]",
        _ => $"{value.GetType().Name}({string.Join(',', Determining(value.GetType()).Select(property => $"{property.Name}={Text(property.GetValue(value))}"))})",
    };

    // The number of cores determines no result.
    private static IEnumerable<PropertyInfo> Determining(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.GetMethod!.GetParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);
}
