using System.Text.Json.Nodes;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Instruments;

/// <summary>The colours of all instruments, as their scripts take them: by day, and in the dark those of the pages.</summary>
internal static class InstrumentColors
{
    // Those of the series that can be told apart from white and from black; the fifth is that of the text, by day and in the dark.
    private static readonly string[] Series = [.. Colors.Series.Take(4), "var(--text)"];

    public static JsonObject ToJson() => new()
    {
        ["light"] = new JsonObject
        {
            ["paper"] = Colors.Paper,
            ["raised"] = "#f5f6f8",
            ["text"] = Colors.Text,
            ["soft"] = "#5b6470",
            ["line"] = Colors.Grid,
            ["edge"] = "#818994",
            ["accent"] = "#0b5cad",
            ["bad"] = "#b3261e",
            ["empty"] = Colors.Gap,
            ["right"] = "#d1e5f0",
            ["mistake"] = "#f08c3c",
            ["positive"] = Colors.Positive,
            ["negative"] = Colors.Negative,
            ["unsigned"] = Colors.Unsigned,
            ["keyword"] = "#8250df",
            ["number"] = "#0550ae",
            ["type"] = "#0b6e6e",
        },
        ["dark"] = new JsonObject
        {
            ["paper"] = "#15181d",
            ["raised"] = "#1d2229",
            ["text"] = "#e2e5e9",
            ["soft"] = "#9aa5b1",
            ["line"] = "#333a44",
            ["edge"] = "#6b7683",
            ["accent"] = "#7ab7f5",
            ["bad"] = "#ff9d94",
            ["empty"] = "#2a313a",
            ["right"] = "#1d4560",
            ["mistake"] = "#a63f00",
            ["positive"] = Colors.Positive,
            ["negative"] = "#4393c3",
            ["unsigned"] = Colors.Unsigned,
            ["keyword"] = "#c7a5ff",
            ["number"] = "#86bdff",
            ["type"] = "#6fd3cf",
        },
        ["diverging"] = Texts(Colors.Diverging),
        ["sequential"] = Texts(Colors.Sequential),
        ["ink"] = Texts(Colors.Ink),
        ["series"] = Texts(Series),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
