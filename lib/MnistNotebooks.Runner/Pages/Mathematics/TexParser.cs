using System.Text;

namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>Reads the subset of TeX's mathematics that lessons use; what it can't read is a <see cref="FormatException"/>.</summary>
internal sealed partial class TexParser
{
    // Formulas of lessons nest a handful of levels; the limit keeps a broken one from overflowing the stack.
    private const int DeepestNesting = 100;

    private readonly string _tex;
    private readonly List<TexToken> _tokens;
    private int _at;
    private int _depth;
    private TexAlphabet _alphabet = TexAlphabet.Italic;

    private TexParser(string tex)
    {
        _tex = tex;
        _tokens = TexLexer.Tokens(tex);
    }

    public static TexNode Parse(string tex)
    {
        var parser = new TexParser(tex);
        TexNode formula = parser.Row();
        return parser.Peek.Kind == TexKind.End ? formula : throw parser.Unexpected(parser.Peek);
    }

    private TexToken Peek => _tokens[_at];

    private TexToken Take() => _tokens[_at].Kind == TexKind.End ? _tokens[_at] : _tokens[_at++];

    private void SkipSpace()
    {
        while (Peek.Kind == TexKind.Space)
            _at++;
    }

    /// <summary>Everything up to what ends a row: the group's end, a column, a row, \right, \end, or the formula's end.</summary>
    private TexNode Row()
    {
        if (++_depth > DeepestNesting)
            throw new FormatException("it is nested too deeply");
        var items = new List<TexNode>();
        for (SkipSpace(); !EndsRow(Peek); SkipSpace())
            items.Add(WithScripts());
        _depth--;
        return items.Count == 1 ? items[0] : new TexRow(items);
    }

    private static bool EndsRow(TexToken token) =>
        token.Kind is TexKind.End or TexKind.CloseGroup or TexKind.Align or TexKind.NewRow
        || token is { Kind: TexKind.Command, Text: "right" or "end" };

    private TexNode WithScripts()
    {
        TexNode root = Peek.Kind is TexKind.Superscript or TexKind.Subscript ? TexRow.Empty : Atom();
        TexNode? below = null;
        var above = new List<TexNode>();
        for (SkipSpace(); ; SkipSpace())
        {
            if (Peek is { Kind: TexKind.Symbol, Text: "'" })
            {
                Take();
                above.Add(new TexOperator("′", TexRole.Ordinary));
            }
            else if (Peek.Kind == TexKind.Superscript)
                above.Add(ScriptAfter(Take()));
            else if (Peek.Kind == TexKind.Subscript)
                below = below is null ? ScriptAfter(Take()) : throw new FormatException("it has two subscripts in a row");
            else if (Peek is { Kind: TexKind.Command, Text: "limits" or "nolimits" })
                Take();
            else
                break;
        }
        return below is null && above.Count == 0
            ? root
            : new TexScripts(root, below, above.Count switch { 0 => null, 1 => above[0], _ => new TexRow(above) });
    }

    private TexNode ScriptAfter(TexToken mark)
    {
        SkipSpace();
        return Peek.Kind is TexKind.Superscript or TexKind.Subscript ? throw Unexpected(mark) : Argument(mark);
    }

    /// <summary>What a command or a script mark applies to: a group in braces, or the next single sign.</summary>
    private TexNode Argument(TexToken of)
    {
        SkipSpace();
        if (EndsRow(Peek))
            throw new FormatException($"something is missing after {_tex[of.Start..of.End]}");
        if (Peek is not { Kind: TexKind.Number, Text.Length: > 1 } number)
            return Atom();
        // As in TeX, x^12 raises the 1 only, and \frac12 is a half.
        _tokens[_at] = number with { Text = number.Text[1..], Start = number.Start + 1 };
        return new TexNumber(MathematicalLetters.In(_alphabet, number.Text[..1]));
    }

    private TexNode Atom()
    {
        TexToken token = Take();
        return token.Kind switch
        {
            TexKind.OpenGroup => GroupAfter(token),
            TexKind.Number => new TexNumber(MathematicalLetters.In(_alphabet, token.Text)),
            TexKind.Letter => Letters(token),
            TexKind.Command => Command(token),
            TexKind.Symbol => token.Text == "~" ? new TexSpace(0.25) : TexSymbols.Typed(token.Text),
            _ => throw Unexpected(token),
        };
    }

    private TexNode GroupAfter(TexToken open)
    {
        TexNode content = Row();
        return Take().Kind == TexKind.CloseGroup
            ? content
            : throw new FormatException($"the brace at character {open.Start + 1} is not closed");
    }

    // In \mathrm{wih} and \mathbf{x} letters that stand together are one name; otherwise each is a variable.
    private TexIdentifier Letters(TexToken first)
    {
        if (_alphabet == TexAlphabet.Italic)
            return new(first.Text, IsUpright: false);
        var name = new StringBuilder(first.Text);
        while (Peek.Kind == TexKind.Letter)
            name.Append(Take().Text);
        return new(MathematicalLetters.In(_alphabet, name.ToString()), IsUpright: true);
    }

    private FormatException Unexpected(TexToken token) => new(token.Kind == TexKind.End
        ? "it ends too early" : $"{_tex[token.Start..token.End]} at character {token.Start + 1} is out of place");
}
