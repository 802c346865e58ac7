namespace MnistNotebooks.Runner.Pages.Mathematics;

internal enum TexKind
{
    Letter,
    Number,
    Symbol,

    /// <summary>A backslash with a word or with one other character; the text is without the backslash.</summary>
    Command,
    OpenGroup,
    CloseGroup,
    Superscript,
    Subscript,
    Align,
    NewRow,
    Space,
    End,
}

/// <summary>The piece of a formula from character Start up to, not including, character End.</summary>
internal readonly record struct TexToken(TexKind Kind, string Text, int Start, int End);

/// <summary>Cuts a formula into tokens; the last one is <see cref="TexKind.End"/>.</summary>
internal static class TexLexer
{
    public static List<TexToken> Tokens(string tex)
    {
        var tokens = new List<TexToken>();
        for (int at = 0; at < tex.Length;)
        {
            TexToken token = Next(tex, at);
            tokens.Add(token);
            at = token.End;
        }
        tokens.Add(new(TexKind.End, "", tex.Length, tex.Length));
        return tokens;
    }

    private static TexToken Next(string tex, int start)
    {
        char first = tex[start];
        if (first == '\\')
            return Command(tex, start);
        if (char.IsWhiteSpace(first))
            return Take(tex, start, TexKind.Space, char.IsWhiteSpace);
        if (char.IsAsciiDigit(first))
            return Number(tex, start);
        TexKind kind = first switch
        {
            '{' => TexKind.OpenGroup,
            '}' => TexKind.CloseGroup,
            '^' => TexKind.Superscript,
            '_' => TexKind.Subscript,
            '&' => TexKind.Align,
            _ => char.IsLetter(first) ? TexKind.Letter : TexKind.Symbol,
        };
        int length = CharactersAt(tex, start);
        return new(length == 2 ? TexKind.Letter : kind, tex.Substring(start, length), start, start + length);
    }

    private static TexToken Command(string tex, int start)
    {
        int next = start + 1;
        if (next == tex.Length)
            return new(TexKind.Command, "", start, next);
        if (tex[next] == '\\')
            return new(TexKind.NewRow, "\\", start, next + 1);
        int end = next;
        while (end < tex.Length && char.IsAsciiLetter(tex[end]))
            end++;
        end = Math.Max(end, next + CharactersAt(tex, next));
        return new(TexKind.Command, tex[next..end], start, end);
    }

    // Letters beyond the basic plane (𝐰 typed as it is) are two chars.
    private static int CharactersAt(string tex, int at) =>
        char.IsHighSurrogate(tex[at]) && at + 1 < tex.Length && char.IsLowSurrogate(tex[at + 1]) ? 2 : 1;

    // A decimal point belongs to the number only between digits: "0.5" but not the full stop in "n = 3."
    private static TexToken Number(string tex, int start)
    {
        int end = Take(tex, start, TexKind.Number, char.IsAsciiDigit).End;
        if (end + 1 < tex.Length && tex[end] == '.' && char.IsAsciiDigit(tex[end + 1]))
            end = Take(tex, end + 1, TexKind.Number, char.IsAsciiDigit).End;
        return new(TexKind.Number, tex[start..end], start, end);
    }

    private static TexToken Take(string tex, int start, TexKind kind, Func<char, bool> belongs)
    {
        int end = start;
        while (end < tex.Length && belongs(tex[end]))
            end++;
        return new(kind, tex[start..end], start, end);
    }
}
