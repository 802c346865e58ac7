using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MnistNotebooks.Runner.Jupyter;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>The names that a cell declares, uses and changes, by its syntax alone, which also code has that doesn't compile.</summary>
/// <param name="HasCode">False for an empty cell and for one of comments.</param>
/// <param name="IsSetUp">Whether it loads a library, imports a namespace or sets the culture: no name says who needs that.</param>
/// <param name="Declared">
/// What later cells may use, each with the outer names in its body; a variable has none unless it is a lambda expression's.
/// An extension member stands here a second time, with a dot before its name.
/// </param>
/// <param name="Run">What is used and changed as soon as the cell runs, before anything that it declares is called.</param>
internal sealed partial record CellNames(bool HasCode, bool IsSetUp, IReadOnlyDictionary<string, OuterNames> Declared, OuterNames Run)
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static CellNames Unreadable { get; } =
        new(HasCode: true, IsSetUp: false, new Dictionary<string, OuterNames>(), OuterNames.None);

    /// <summary>Reads a cell; code that is nested too deeply to be read has no names.</summary>
    public static CellNames Of(string code)
    {
        if (CSharpHighlighter.IsTooDeep(code))
            return Unreadable;
        try
        {
            return Of(CSharpSyntaxTree.ParseText(Completeness.WithoutCommands(code), Script).GetCompilationUnitRoot());
        }
        catch (InsufficientExecutionStackException)
        {
            return Unreadable;
        }
    }

    private static CellNames Of(CompilationUnitSyntax unit)
    {
        (string Name, SyntaxNode Body)[] bodies = [.. unit.Members.SelectMany(Bodies)];
        var declared = Scope.NamesIn(unit).Distinct().ToDictionary(name => name, _ => OuterNames.None);
        // Overloads have one name.
        foreach (var group in bodies.GroupBy(body => body.Name, body => body.Body))
            declared[group.Key] = OuterNames.In(group);
        OuterNames run = OuterNames.In(unit.Members, without: bodies.Select(body => body.Body));
        bool isSetUp = unit.Usings.Any() || Library().IsMatch(unit.ToFullString()) || run.Changed.Contains("CultureInfo");
        bool hasCode = isSetUp || unit.GetFirstToken(includeZeroWidth: true, includeSkipped: true) != unit.EndOfFileToken;
        return new(hasCode, isSetUp, declared, run);
    }

    private static IEnumerable<(string Name, SyntaxNode Body)> Bodies(MemberDeclarationSyntax member)
    {
        VariableDeclarationSyntax? variables = member switch
        {
            BaseFieldDeclarationSyntax fields => fields.Declaration,
            GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax locals } => locals.Declaration,
            _ => null,
        };
        if (variables is not null)
        {
            return variables.Variables.Where(variable => variable.Initializer?.Value is AnonymousFunctionExpressionSyntax)
                .Select(variable => (variable.Identifier.ValueText, (SyntaxNode)variable.Initializer!.Value));
        }
        SyntaxNode node = member is GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } ? function : member;
        return Scope.NameOf(node) is { } name && Scope.Opens(node)
            ? Extensions(node).Select(extension => "." + extension).Prepend(name).Distinct().Select(one => (one, node))
            : [];
    }

    // Both kinds: a method whose first parameter is "this", and whatever stands in an extension block.
    private static IEnumerable<string> Extensions(SyntaxNode node) => node.DescendantNodesAndSelf(inside => inside is not BlockSyntax)
        .Where(inside => inside.Parent is ExtensionBlockDeclarationSyntax
            || Parameters(inside)?.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
        .Select(Scope.NameOf).OfType<string>();

    private static ParameterListSyntax? Parameters(SyntaxNode node) =>
        (node as MethodDeclarationSyntax)?.ParameterList ?? (node as LocalFunctionStatementSyntax)?.ParameterList;

    [GeneratedRegex(@"^[ \t]*#(r|i|load)[ \t]*""", RegexOptions.Multiline)]
    private static partial Regex Library();
}
