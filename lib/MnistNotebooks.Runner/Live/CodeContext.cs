using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>A cell's code as the kernel is asked about it: below the cells that it needs and that have not run.</summary>
/// <param name="Code">All of it.</param>
/// <param name="LinesBefore">How many lines stand above the cell's first.</param>
internal sealed record CodeContext(string Code, int LinesBefore)
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    public static CodeContext Of(IEnumerable<string> above, string cell)
    {
        string[] needs = [.. above];
        if (needs is [])
            return new(cell, 0);
        // These may stand at the top only, and before all others those that load assemblies.
        IEnumerable<string> top = needs.Append(cell).SelectMany(AtTop)
            .OrderBy(node => node is UsingDirectiveSyntax).Select(node => node.ToString()).Distinct();
        var text = new StringBuilder().AppendJoin('\n', top).Append('\n');
        foreach (string code in needs)
            text.Append(WithoutTop(code)).Append("\n;\n");
        int before = text.ToString().Count(c => c == '\n');
        return new(text.Append(WithoutTop(cell)).ToString(), before);
    }

    /// <summary>
    /// The lines that load assemblies, which the kernel must have run before it can say anything of code that uses them; not those that
    /// would ask the network.
    /// </summary>
    public static string References(IEnumerable<string> cells) =>
        string.Join('\n', cells.SelectMany(AtTop).OfType<ReferenceDirectiveTriviaSyntax>()
            .Where(line => !line.File.ValueText.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.ToString()).Distinct());

    private static IEnumerable<SyntaxNode> AtTop(string code)
    {
        // The kernel can't read what is nested so deeply either.
        if (CSharpHighlighter.IsTooDeep(code))
            return [];
        CompilationUnitSyntax unit = CSharpSyntaxTree.ParseText(code, Script).GetCompilationUnitRoot();
        return [.. unit.GetReferenceDirectives(), .. unit.Usings];
    }

    // Blanks in their place: lines and columns stay.
    private static string WithoutTop(string code)
    {
        char[] rest = code.ToCharArray();
        foreach (SyntaxNode node in AtTop(code))
        {
            for (int i = node.Span.Start; i < node.Span.End; i++)
                rest[i] = rest[i] == '\n' ? '\n' : ' ';
        }
        return new(rest);
    }
}
