using System.Collections;
using System.Globalization;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>Values that bring no formatter, as a reader of C# expects them: text as it is, numbers in the invariant culture, short lists in brackets.</summary>
internal static class PlainText
{
    private const int MostItems = 20;
    private const int MostLevels = 3;

    public static string Of(object? value) => value is string text ? text : Of(value, level: 0);

    private static string Of(object? value, int level) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        char letter => level == 0 ? letter.ToString() : $"'{letter}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary pairs => List(pairs.Cast<object>(), level),
        Array { Rank: > 1 } array => $"{CSharpNames.Of(array.GetType())} of {string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}",
        System.Runtime.CompilerServices.ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], level + 1)))})",
        IEnumerable items when !HasOwnText(value) => List(items, level),
        DictionaryEntry pair => $"{Of(pair.Key, level + 1)}: {Of(pair.Value, level + 1)}",
        _ => HasOwnText(value) ? value.ToString() ?? "" : CSharpNames.Of(value.GetType()),
    };

    // Stops after what it shows, so that a list without end is no trouble.
    private static string List(IEnumerable items, int level)
    {
        if (level >= MostLevels)
            return "[ … ]";
        var shown = new List<string>();
        foreach (object? item in items)
        {
            if (shown.Count == MostItems)
            {
                shown.Add(items is ICollection { Count: var count } ? $"… ({count - MostItems} more)" : "…");
                break;
            }
            shown.Add(Of(item, level + 1));
        }
        return shown is [] ? "[ ]" : $"[ {string.Join(", ", shown)} ]";
    }

    private static bool HasOwnText(object value) =>
        value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring
        && declaring != typeof(object) && declaring != typeof(ValueType);
}
