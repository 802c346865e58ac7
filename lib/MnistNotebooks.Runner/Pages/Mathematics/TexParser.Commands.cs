namespace MnistNotebooks.Runner.Pages.Mathematics;

// The commands.
internal sealed partial class TexParser
{
    private TexNode Command(TexToken command)
    {
        string name = command.Text;
        if (TexSymbols.Letters.TryGetValue(name, out string? letter))
            return new TexIdentifier(MathematicalLetters.In(_alphabet, letter), IsUpright: !char.IsLower(letter[0]) && letter != "∂");
        if (TexSymbols.Operators.TryGetValue(name, out TexOperator? sign))
            return sign;
        if (TexSymbols.Spaces.TryGetValue(name, out double width))
            return new TexSpace(width);
        if (TexSymbols.Accents.TryGetValue(name, out (string Sign, bool IsOver, bool Stretches) accent))
            return new TexAccent(Argument(command), accent.Sign, accent.IsOver, accent.Stretches);
        return name switch
        {
            "frac" or "dfrac" or "tfrac" => new TexFraction(Argument(command), Argument(command)),
            "binom" => new TexFenced("(", new TexFraction(Argument(command), Argument(command), HasBar: false), ")"),
            "sqrt" => Root(command),
            "text" or "textrm" or "mbox" => new TexText(RawGroup(command), IsBold: false),
            "textbf" => new TexText(RawGroup(command), IsBold: true),
            "mathrm" => Argument(command, TexAlphabet.Upright),
            "mathbf" or "boldsymbol" or "bm" => Argument(command, TexAlphabet.Bold),
            "mathcal" => Argument(command, TexAlphabet.Calligraphic),
            "mathbb" => Argument(command, TexAlphabet.DoubleStruck),
            "operatorname" => OperatorName(command),
            "overset" or "stackrel" => Stack(command, isOver: true),
            "underset" => Stack(command, isOver: false),
            "left" => Fenced(command),
            "begin" => Environment(command),
            "displaystyle" or "textstyle" => TexRow.Empty,
            "big" or "Big" or "bigg" or "Bigg" or "bigl" or "bigr" or "Bigl" or "Bigr" => Atom(),
            _ => new TexUnknown(_tex[command.Start..command.End]),
        };
    }

    private TexNode Argument(TexToken of, TexAlphabet alphabet)
    {
        TexAlphabet outer = _alphabet;
        _alphabet = alphabet;
        TexNode argument = Argument(of);
        _alphabet = outer;
        return argument;
    }

    private TexRoot Root(TexToken command)
    {
        SkipSpace();
        if (Peek is not { Kind: TexKind.Symbol, Text: "[" })
            return new(Argument(command), null);
        Take();
        var degree = new List<TexNode>();
        for (SkipSpace(); Peek is not { Kind: TexKind.Symbol, Text: "]" }; SkipSpace())
            degree.Add(EndsRow(Peek) ? throw new FormatException(@"the degree of \sqrt is not closed by ]") : WithScripts());
        Take();
        return new(Argument(command), new TexRow(degree));
    }

    /// <summary>The source between the braces that follow, as it is.</summary>
    private string RawGroup(TexToken command)
    {
        SkipSpace();
        TexToken open = Take();
        if (open.Kind != TexKind.OpenGroup)
            throw new FormatException($"{_tex[command.Start..command.End]} is not followed by text in braces");
        for (int depth = 1; ;)
        {
            TexToken token = Take();
            depth += token.Kind switch { TexKind.OpenGroup => 1, TexKind.CloseGroup => -1, _ => 0 };
            if (token.Kind == TexKind.End)
                throw new FormatException($"the brace at character {open.Start + 1} is not closed");
            if (depth == 0)
                return _tex[open.End..token.Start];
        }
    }

    private TexOperator OperatorName(TexToken command)
    {
        bool hasLimits = Peek is { Kind: TexKind.Symbol, Text: "*" };
        if (hasLimits)
            Take();
        return new(RawGroup(command), hasLimits ? TexRole.FunctionWithLimits : TexRole.Function);
    }

    private TexStack Stack(TexToken command, bool isOver)
    {
        TexNode small = Argument(command);
        return new(Argument(command), isOver ? small : null, isOver ? null : small);
    }

    private TexFenced Fenced(TexToken left)
    {
        string opening = Delimiter(left);
        TexNode content = Row();
        TexToken right = Take();
        return right is { Kind: TexKind.Command, Text: "right" }
            ? new(opening, content, Delimiter(right))
            : throw new FormatException(@"a \left has no \right");
    }

    private string Delimiter(TexToken of)
    {
        SkipSpace();
        TexToken token = Take();
        return token.Kind switch
        {
            TexKind.Symbol => token.Text == "." ? "" : token.Text,
            TexKind.Command when TexSymbols.Operators.TryGetValue(token.Text, out TexOperator? sign) => sign.Sign,
            _ => throw new FormatException($"{_tex[of.Start..of.End]} is not followed by a delimiter"),
        };
    }

    private TexNode Environment(TexToken begin)
    {
        string name = RawGroup(begin);
        if (name == "array")
            RawGroup(begin);
        (string Opening, TexTableKind Kind, string Closing)? form = name switch
        {
            "matrix" or "smallmatrix" or "array" or "gathered" => ("", TexTableKind.Matrix, ""),
            "pmatrix" => ("(", TexTableKind.Matrix, ")"),
            "bmatrix" => ("[", TexTableKind.Matrix, "]"),
            "vmatrix" => ("|", TexTableKind.Matrix, "|"),
            "cases" => ("{", TexTableKind.Cases, ""),
            "aligned" or "align" or "align*" or "split" => ("", TexTableKind.Aligned, ""),
            _ => null,
        };
        IReadOnlyList<IReadOnlyList<TexNode>> rows = Rows();
        TexToken end = Take();
        if (end is not { Kind: TexKind.Command, Text: "end" } || RawGroup(end) != name)
            throw new FormatException($@"\begin{{{name}}} has no \end{{{name}}}");
        if (form is not { } known)
            return new TexUnknown($@"\begin{{{name}}}");
        var table = new TexTable(known.Kind, rows);
        return known is { Opening: "", Closing: "" } ? table : new TexFenced(known.Opening, table, known.Closing);
    }

    private List<IReadOnlyList<TexNode>> Rows()
    {
        var rows = new List<IReadOnlyList<TexNode>>();
        var row = new List<TexNode> { Row() };
        for (; Peek.Kind is TexKind.Align or TexKind.NewRow; row.Add(Row()))
        {
            if (Take().Kind == TexKind.NewRow)
            {
                rows.Add(row);
                row = [];
            }
        }
        // A \\ after the last row starts no further one.
        if (row is not [TexRow { Items.Count: 0 }])
            rows.Add(row);
        return rows;
    }
}
