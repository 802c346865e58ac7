using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>
/// Reads JSON as other programs write it into notebooks. Python writes NaN and Infinity, which JSON doesn't have: they become null.
/// Strings may hold half of an emoji (a surrogate alone), which no file in UTF-8 can hold: it becomes U+FFFD, the sign for that.
/// Nesting is limited, so that no reader that calls itself runs out of stack.
/// </summary>
internal static class LooseJson
{
    /// <summary>Of a file; a notebook with a figure has about ten levels. What writes JSON allows no more either.</summary>
    public const int DeepestNesting = 64;

    /// <summary>Of a value that a cell shows, which is some levels down in the notebook or the message that holds it.</summary>
    public const int DeepestValue = 48;

    private const int EscapeLength = 6;

    // From the longest, because the first that fits is taken.
    private static readonly string[] NoNumbers = ["-Infinity", "Infinity", "NaN"];

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidDataException">Nested too deeply; the message is the end of a sentence about the file.</exception>
    /// <param name="text">The JSON.</param>
    /// <param name="replaced">How many NaN and Infinity there were.</param>
    /// <param name="deepest">The levels of nesting that are allowed.</param>
    public static JsonElement Parse(string text, out int replaced, int deepest = DeepestNesting) =>
        // Of surrogates that are not escaped, those alone are replaced here.
        JsonElement.Parse(Encoding.UTF8.GetBytes(ToStrict(text, out replaced, deepest)));

    /// <summary>The same text where it is JSON, and otherwise JSON as far as what is replaced makes it so.</summary>
    /// <inheritdoc cref="Parse"/>
    public static string ToStrict(string text, out int replaced, int deepest = DeepestNesting)
    {
        replaced = 0;
        var strict = new StringBuilder();
        int copied = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            (int length, string with) = (0, "");
            switch (text[i])
            {
                case '"':
                    i = EndOfString(text, i, strict, ref copied);
                    break;
                case '[' or '{':
                    if (++depth > deepest)
                        throw new InvalidDataException($"is nested more than {deepest} levels deep at {Place(text, i)}");
                    break;
                case ']' or '}':
                    depth--;
                    break;
                case '-' or 'I' or 'N':
                    string? found = Array.Find(NoNumbers, name => text.AsSpan(i).StartsWith(name, StringComparison.Ordinal));
                    (length, with) = (found?.Length ?? 0, "null");
                    break;
            }
            if (length == 0)
                continue;
            replaced++;
            Replace(text, i, length, with, strict, ref copied);
            i += length - 1;
        }
        return copied == 0 ? text : strict.Append(text, copied, text.Length - copied).ToString();
    }

    // The index of the closing quotation mark, or of the text's end.
    private static int EndOfString(string text, int start, StringBuilder strict, ref int copied)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i;
            if (text[i] != '\\')
                continue;
            if (char.IsHighSurrogate(Escaped(text, i)) && char.IsLowSurrogate(Escaped(text, i + EscapeLength)))
                i += 2 * EscapeLength - 1;
            else if (char.IsSurrogate(Escaped(text, i)))
            {
                Replace(text, i, EscapeLength, "\\uFFFD", strict, ref copied);
                i += EscapeLength - 1;
            }
            else
                i++;
        }
        return text.Length;
    }

    // The char of an escape such as \u00e9; a space where there is none.
    private static char Escaped(string text, int at) =>
        text.AsSpan(Math.Min(at, text.Length)) is ['\\', 'u', _, _, _, _, ..]
        && ushort.TryParse(text.AsSpan(at + 2, EscapeLength - 2), NumberStyles.AllowHexSpecifier, null, out ushort code)
            ? (char)code
            : ' ';

    private static void Replace(string text, int at, int length, string with, StringBuilder strict, ref int copied)
    {
        strict.Append(text, copied, at - copied).Append(with);
        copied = at + length;
    }

    private static string Place(string text, int at)
    {
        int line = text.AsSpan(0, at).Count('\n') + 1;
        return $"line {line}, character {at - (at == 0 ? -1 : text.LastIndexOf('\n', at - 1))}";
    }
}
