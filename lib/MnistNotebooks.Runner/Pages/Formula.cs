using System.Text;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Pages;

/// <summary>A formula as HTML.</summary>
/// <param name="Html">MathML; the source in code style when the formula can't be read.</param>
/// <param name="Problems">One sentence for each thing that is shown as its source; empty when all is understood.</param>
internal sealed record Formula(string Html, IReadOnlyList<string> Problems)
{
    /// <summary>Converts the TeX of one formula; never throws for what the formula holds.</summary>
    /// <param name="tex">The source without the dollar signs.</param>
    /// <param name="isDisplay">True for a formula on a line of its own.</param>
    public static Formula FromTex(string tex, bool isDisplay)
    {
        string source = tex.Trim();
        try
        {
            var parser = new TexParser(source);
            string display = isDisplay ? " display=\"block\"" : "";
            return new($"<math{display} alttext=\"{HtmlText.Escape(source)}\">{parser.ToMathMl()}</math>",
                [.. parser.Unknown.Select(command => $"The formula {source} has the unknown command {command}.")]);
        }
        catch (FormatException e)
        {
            string element = isDisplay ? "div" : "span";
            return new(
                $"<{element} class=\"tex\"><code>{HtmlText.Escape(source)}</code></{element}>",
                [$"The formula {source} can't be read: {e.Message}."]);
        }
    }
}

/// <summary>
/// Reads the little of TeX's mathematics that the lessons use, and writes it as MathML Core, which Chromium, Firefox and Safari draw by
/// themselves. What it can't read is a <see cref="FormatException"/>.
/// </summary>
internal sealed partial class TexParser(string tex)
{
    // Formulas of lessons nest a handful of levels; the limit keeps a broken one from overflowing the stack.
    private const int DeepestNesting = 100;

    private const string ThinSpace = "0.1667";
    private const string Nothing = "<mrow></mrow>";

    private readonly Match[] _tokens = [.. Token().Matches(tex).Cast<Match>()];
    private int _at;
    private int _depth;
    private bool _isBold;

    /// <summary>The commands that were written as their source.</summary>
    public List<string> Unknown { get; } = [];

    public string ToMathMl()
    {
        TexPart formula = Row();
        return Peek.Length == 0 ? formula.MathMl : throw Misplaced();
    }

    // Five commands with what belongs to them, the other commands, numbers, and single characters; some (𝐰 as it is) are two chars.
    // As in TeX, x^12 raises the 1 only, and \frac12 is a half; a point belongs to a number only between digits.
    [GeneratedRegex("""
        \\text\s*\{(?<text>[^{}]*)\} | \\begin\s*\{(?<begin>[^{}]*)\} | \\end\s*\{(?<end>[^{}]*)\}
        | \\left\s*(?<left>\\?[][(){}|./<>]) | \\right\s*(?<right>\\?[][(){}|./<>])
        | \\([A-Za-z]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.)? | (?<=(?:[\^_]|\\sqrt|\\frac\s*[0-9]?)\s*)[0-9] | [0-9]+(\.[0-9]+)?
        | [\uD800-\uDBFF][\uDC00-\uDFFF] | \S
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    // The next token; empty at the end.
    private string Peek => _at < _tokens.Length ? _tokens[_at].Value : "";

    // What ends a row: the end of the formula, of a group, of a table's column or row, or of what is between \left and \right.
    private bool IsEndOfRow => Peek is "" or "}" or "&" or @"\\" || Has("right") || Has("end");

    private bool Has(string part) => _at < _tokens.Length && _tokens[_at].Groups[part].Success;

    private string Take() => _at < _tokens.Length ? _tokens[_at++].Value : "";

    private TexPart Row(string end = "")
    {
        var parts = new List<TexPart>();
        while (!IsEndOfRow && Peek != end)
            parts.Add(WithScripts());
        return Join(parts);
    }

    private static TexPart Join(List<TexPart> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var row = new StringBuilder("<mrow>");
        TexRole before = TexRole.Relation;
        for (int i = 0; i < parts.Count; i++)
        {
            (string mathMl, TexRole role) = parts[i];
            // After an operator, a relation or an opening bracket, and at the start, + and − are signs and not operations.
            bool isSign = role == TexRole.Binary && before is not (TexRole.Ordinary or TexRole.Closing);
            row.Append(isSign && mathMl.StartsWith("<mo>", StringComparison.Ordinal) ? $"<mo form=\"prefix\">{mathMl[4..]}" : mathMl);
            if (role != TexRole.Space)
                before = role;
            if (role == TexRole.Function && i + 1 < parts.Count && parts[i + 1].Role == TexRole.Ordinary)
                row.Append(Space(ThinSpace).MathMl);
        }
        return new(row.Append("</mrow>").ToString());
    }

    private TexPart WithScripts()
    {
        TexPart root = Peek is "^" or "_" ? new(Nothing) : Atom();
        TexPart? below = null;
        var above = new List<TexPart>();
        while (Peek is "'" or "^" or "_")
        {
            string mark = Take();
            if (mark == "'")
                above.Add(TexSymbols.Sign("′", TexRole.Ordinary));
            else if (mark == "^")
                above.Add(Argument(mark));
            else
                below = below is null ? Argument(mark) : throw new FormatException("it has two subscripts in a row");
        }
        if (below is null && above.Count == 0)
            return root;
        (string sub, string sup) = root.Role is TexRole.Large or TexRole.FunctionWithLimits ? ("under", "over") : ("sub", "sup");
        string name = $"m{(below is null ? "" : sub)}{(above.Count == 0 ? "" : sup)}";
        string scripts = below?.MathMl + (above.Count == 0 ? "" : Join(above).MathMl);
        TexRole role = root.Role is TexRole.Closing or TexRole.Space ? TexRole.Ordinary : root.Role;
        return new($"<{name}>{root.MathMl}{scripts}</{name}>", role);
    }

    // What a command or a script mark applies to: a group in braces, or the next sign.
    private TexPart Argument(string of) =>
        IsEndOfRow ? throw new FormatException($"something is missing after {of}") : Atom();

    private TexPart Atom()
    {
        if (IsEndOfRow || Peek is "^" or "_")
            throw Misplaced();
        if (++_depth > DeepestNesting)
            throw new FormatException("it is nested too deeply");
        Match at = _tokens[_at];
        string token = Take();
        TexPart atom = token switch
        {
            "{" => Group(at.Index),
            "~" => Space("0.25"),
            ['\\', ..] => Command(at),
            [>= '0' and <= '9', ..] => new($"<mn>{Styled(token)}</mn>"),
            _ when IsLetter(token) => Letters(token),
            _ => TexSymbols.Signs.TryGetValue(token, out TexPart sign) ? sign : TexSymbols.Sign(token, TexRole.Ordinary),
        };
        _depth--;
        return atom;
    }

    private TexPart Group(int start)
    {
        TexPart content = Row();
        return Take() == "}" ? content : throw new FormatException($"the brace at character {start + 1} is not closed");
    }

    // In \mathbf{wih} letters that stand together are one name; otherwise each is a variable.
    private TexPart Letters(string name)
    {
        while (_isBold && IsLetter(Peek))
            name += Take();
        return Identifier(Styled(name), isUpright: _isBold);
    }

    private string Styled(string text) => _isBold ? TexSymbols.Bold(text) : text;

    private static TexPart Identifier(string name, bool isUpright) =>
        new($"<mi{(isUpright && name.Length == 1 ? " mathvariant=\"normal\"" : "")}>{HtmlText.Escape(name)}</mi>");

    private TexPart Command(Match at)
    {
        string command = at.Value;
        if (TexSymbols.Letters.TryGetValue(command, out string? letter))
            return Identifier(Styled(letter), isUpright: !char.IsLower(letter[0]) && letter != "∂");
        if (TexSymbols.Signs.TryGetValue(command, out TexPart sign))
            return sign;
        // Spaces at the ends of a text are meant, and collapse unless they are hard.
        if (at.Groups["text"] is { Success: true, Value: var text })
            return new($"<mtext>{HtmlText.Escape(text.Replace(' ', '\u00A0'))}</mtext>");
        if (at.Groups["left"] is { Success: true, Value: var delimiter })
            return Fenced(delimiter);
        if (at.Groups["begin"] is { Success: true, Value: var name })
            return Matrix(name);
        return command switch
        {
            @"\," => Space(ThinSpace),
            @"\;" => Space("0.2778"),
            @"\ " => Space("0.25"),
            @"\quad" => Space("1"),
            @"\hat" => Accented(command, "^"),
            @"\bar" => Accented(command, "¯"),
            @"\frac" => new($"<mfrac>{Argument(command).MathMl}{Argument(command).MathMl}</mfrac>"),
            @"\sqrt" => Root(command),
            @"\mathbf" => BoldArgument(command),
            @"\text" or @"\begin" or @"\end" => throw new FormatException($"{command} is not followed by text in braces"),
            @"\left" or @"\right" => throw new FormatException($"{command} is not followed by a delimiter"),
            _ => NotKnown(command),
        };
    }

    private static TexPart Space(string width) => new($"<mspace width=\"{width}em\"></mspace>", TexRole.Space);

    private TexPart NotKnown(string source)
    {
        Unknown.Add(source);
        return new($"<mtext class=\"tex\">{HtmlText.Escape(source)}</mtext>");
    }

    private TexPart Accented(string command, string accent) =>
        new($"<mover accent=\"true\">{Argument(command).MathMl}<mo stretchy=\"false\">{accent}</mo></mover>");

    private TexPart BoldArgument(string command)
    {
        (bool outer, _isBold) = (_isBold, true);
        TexPart argument = Argument(command);
        _isBold = outer;
        return argument;
    }

    private TexPart Root(string command)
    {
        if (Peek != "[")
            return new($"<msqrt>{Argument(command).MathMl}</msqrt>");
        Take();
        TexPart degree = Row(end: "]");
        if (Take() != "]")
            throw new FormatException(@"the degree of \sqrt is not closed by ]");
        return new($"<mroot>{Argument(command).MathMl}{degree.MathMl}</mroot>");
    }

    private TexPart Fenced(string opening)
    {
        TexPart content = Row();
        if (!Has("right"))
            throw new FormatException(@"a \left has no \right");
        return Fence(opening, content.MathMl, _tokens[_at++].Groups["right"].Value);
    }

    // Brackets that grow with what is between them; a full stop stands for none.
    private static TexPart Fence(string opening, string content, string closing)
    {
        return new($"<mrow>{Bracket(opening, "prefix")}{content}{Bracket(closing, "postfix")}</mrow>", TexRole.Closing);

        static string Bracket(string typed, string form)
        {
            string sign = typed == @"\|" ? "‖" : typed.Trim('\\', '.');
            return sign.Length == 0 ? "" : $"<mo fence=\"true\" form=\"{form}\" stretchy=\"true\">{HtmlText.Escape(sign)}</mo>";
        }
    }

    private TexPart Matrix(string name)
    {
        var rows = new StringBuilder();
        for (bool isLast = false; !isLast;)
        {
            var cells = new List<string> { Row().MathMl };
            for (; Peek == "&"; cells.Add(Row().MathMl))
                Take();
            isLast = Peek != @"\\";
            // A \\ after the last row starts no further one.
            if (!isLast || cells is not [Nothing])
                rows.Append("<mtr>").AppendJoin("", cells.Select(cell => $"<mtd>{cell}</mtd>")).Append("</mtr>");
            if (!isLast)
                Take();
        }
        if (!Has("end") || _tokens[_at++].Groups["end"].Value != name)
            throw new FormatException($@"\begin{{{name}}} has no \end{{{name}}}");
        string table = $"<mtable class=\"matrix\">{rows}</mtable>";
        return name switch
        {
            "matrix" => new(table),
            "pmatrix" => Fence("(", table, ")"),
            "bmatrix" => Fence("[", table, "]"),
            _ => NotKnown($@"\begin{{{name}}}"),
        };
    }

    private FormatException Misplaced() => new(Peek.Length == 0
        ? "it ends too early" : $"{Peek} at character {_tokens[_at].Index + 1} is out of place");

    private static bool IsLetter(string token) => token is [var c, ..] && (char.IsLetter(c) || char.IsHighSurrogate(c));
}
