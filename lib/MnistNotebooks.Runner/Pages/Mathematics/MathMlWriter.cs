using System.Globalization;
using System.Text;

namespace MnistNotebooks.Runner.Pages.Mathematics;

/// <summary>Writes a parsed formula as MathML Core, which Chromium, Firefox and Safari draw by themselves.</summary>
internal sealed class MathMlWriter
{
    private readonly StringBuilder _out = new();

    /// <summary>The commands that were written as their source.</summary>
    public List<string> Unknown { get; } = [];

    public override string ToString() => _out.ToString();

    public void Write(TexNode node)
    {
        switch (node)
        {
            case TexRow row:
                WriteRow(row.Items);
                break;
            case TexIdentifier { IsUpright: true, Name: [_] } letter:
                Element("mi", letter.Name, "mathvariant=\"normal\"");
                break;
            case TexIdentifier name:
                Element("mi", name.Name);
                break;
            case TexNumber number:
                Element("mn", number.Digits);
                break;
            case TexOperator sign:
                WriteOperator(sign, isPrefix: false);
                break;
            case TexText text:
                // Spaces at the ends of a text are meant, and collapse unless they are hard.
                Element("mtext", text.Text.Replace(' ', '\u00A0'), text.IsBold ? "style=\"font-weight:bold\"" : "");
                break;
            case TexSpace space:
                _out.Append(CultureInfo.InvariantCulture, $"<mspace width=\"{space.Width:0.####}em\"></mspace>");
                break;
            case TexFraction fraction:
                Wrap(fraction.HasBar ? "<mfrac>" : "<mfrac linethickness=\"0\">", "</mfrac>", fraction.Numerator, fraction.Denominator);
                break;
            case TexRoot { Degree: { } degree } root:
                Wrap("<mroot>", "</mroot>", root.Radicand, degree);
                break;
            case TexRoot root:
                Wrap("<msqrt>", "</msqrt>", root.Radicand);
                break;
            case TexScripts scripts:
                WriteScripts(scripts);
                break;
            case TexAccent accent:
                WriteAccent(accent);
                break;
            case TexStack stack:
                WriteAttached("munder", "mover", "munderover", stack.Base, stack.Under, stack.Over);
                break;
            case TexFenced fenced:
                WriteFenced(fenced);
                break;
            case TexTable table:
                WriteTable(table);
                break;
            case TexUnknown unknown:
                Unknown.Add(unknown.Source);
                Element("mtext", unknown.Source, "class=\"tex\"");
                break;
            default:
                throw new InvalidOperationException($"No MathML for {node.GetType().Name}.");
        }
    }

    private void WriteRow(IReadOnlyList<TexNode> items)
    {
        _out.Append("<mrow>");
        TexNode? before = null;
        for (int i = 0; i < items.Count; i++)
        {
            // After an operator, a relation or an opening bracket, and at the start, + and − are signs and not operations.
            if (items[i] is TexOperator sign)
                WriteOperator(sign, isPrefix: sign.Role == TexRole.Binary
                    && (before is null || RoleOf(before) is not (TexRole.Ordinary or TexRole.Closing)));
            else
                Write(items[i]);
            if (items[i] is not TexSpace)
                before = items[i];
            if (RoleOf(items[i]) == TexRole.Function && i + 1 < items.Count
                && RoleOf(items[i + 1]) == TexRole.Ordinary && items[i + 1] is not (TexFenced or TexSpace))
                Write(new TexSpace(3 / 18.0));
        }
        _out.Append("</mrow>");
    }

    private static TexRole RoleOf(TexNode node) => node switch
    {
        TexOperator sign => sign.Role,
        TexScripts { Base: TexOperator { Role: not TexRole.Closing } sign } => sign.Role,
        _ => TexRole.Ordinary,
    };

    private void WriteOperator(TexOperator sign, bool isPrefix)
    {
        switch (sign.Role)
        {
            case TexRole.Function:
                Element("mi", sign.Sign, sign.Sign.Length == 1 ? "mathvariant=\"normal\"" : "");
                break;
            case TexRole.FunctionWithLimits:
                Element("mo", sign.Sign, "movablelimits=\"true\" lspace=\"0.1667em\" rspace=\"0.1667em\"");
                break;
            // Brackets that are not \left … \right keep their size in TeX; in MathML they grow unless told otherwise.
            case TexRole.Opening:
                Element("mo", sign.Sign, "form=\"prefix\" stretchy=\"false\"");
                break;
            case TexRole.Closing:
                Element("mo", sign.Sign, "form=\"postfix\" stretchy=\"false\"");
                break;
            case TexRole.Ordinary:
                Element("mo", sign.Sign, "stretchy=\"false\" lspace=\"0\" rspace=\"0\"");
                break;
            case TexRole.Relation:
                Element("mo", sign.Sign, "stretchy=\"false\" lspace=\"0.2778em\" rspace=\"0.2778em\"");
                break;
            default:
                Element("mo", sign.Sign, isPrefix ? "form=\"prefix\"" : "");
                break;
        }
    }

    private void WriteScripts(TexScripts scripts)
    {
        bool hasLimits =
            scripts.Base is TexOperator { Role: TexRole.Large or TexRole.FunctionWithLimits } or TexAccent { Sign: "⏞" or "⏟" };
        if (hasLimits)
            WriteAttached("munder", "mover", "munderover", scripts.Base, scripts.Below, scripts.Above);
        else
            WriteAttached("msub", "msup", "msubsup", scripts.Base, scripts.Below, scripts.Above);
    }

    private void WriteAttached(string below, string above, string both, TexNode root, TexNode? under, TexNode? over)
    {
        string name = over is null ? below : under is null ? above : both;
        Wrap($"<{name}>", $"</{name}>", [.. new[] { root, under, over }.OfType<TexNode>()]);
    }

    private void WriteAccent(TexAccent accent)
    {
        string name = accent.IsOver ? "mover" : "munder";
        _out.Append('<').Append(name).Append(accent.IsOver ? " accent=\"true\">" : " accentunder=\"true\">");
        Write(accent.Base);
        Element("mo", accent.Sign, accent.Stretches ? "stretchy=\"true\"" : "stretchy=\"false\"");
        _out.Append("</").Append(name).Append('>');
    }

    private void WriteFenced(TexFenced fenced)
    {
        _out.Append("<mrow>");
        if (fenced.Opening.Length > 0)
            Element("mo", fenced.Opening, "fence=\"true\" form=\"prefix\" stretchy=\"true\"");
        Write(fenced.Content);
        if (fenced.Closing.Length > 0)
            Element("mo", fenced.Closing, "fence=\"true\" form=\"postfix\" stretchy=\"true\"");
        _out.Append("</mrow>");
    }

    private void WriteTable(TexTable table)
    {
        _out.Append(table.Kind == TexTableKind.Aligned
            ? "<mtable class=\"aligned\" displaystyle=\"true\">"
            : $"<mtable class=\"{(table.Kind == TexTableKind.Cases ? "cases" : "matrix")}\">");
        foreach (IReadOnlyList<TexNode> row in table.Rows)
        {
            _out.Append("<mtr>");
            foreach (TexNode cell in row)
            {
                // The empty row in front makes a sign that starts a cell an operation, as in TeX's own definition.
                _out.Append(table.Kind == TexTableKind.Aligned ? "<mtd><mrow></mrow>" : "<mtd>");
                Write(cell);
                _out.Append("</mtd>");
            }
            _out.Append("</mtr>");
        }
        _out.Append("</mtable>");
    }

    private void Wrap(string open, string close, params ReadOnlySpan<TexNode> children)
    {
        _out.Append(open);
        foreach (TexNode child in children)
            Write(child);
        _out.Append(close);
    }

    private void Element(string name, string text, string attributes = "") =>
        _out.Append('<').Append(name).Append(attributes.Length > 0 ? " " : "").Append(attributes).Append('>')
            .Append(HtmlText.Escape(text)).Append("</").Append(name).Append('>');
}
