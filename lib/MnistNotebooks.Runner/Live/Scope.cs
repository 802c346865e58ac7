using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistNotebooks.Runner.Live;

/// <summary>Where in C# a name is known: inside the smallest scope around its declaration.</summary>
internal static class Scope
{
    /// <summary>Whether names that are declared inside the node are unknown outside.</summary>
    public static bool Opens(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax or BaseFieldDeclarationSyntax or IncompleteMemberSyntax => false,
        MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
            or BlockSyntax or SwitchStatementSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax
            or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            or UsingStatementSyntax or FixedStatementSyntax => true,
        _ => false,
    };

    /// <summary>The names that are known in the node but not in a scope inside it.</summary>
    public static IEnumerable<string> NamesIn(SyntaxNode scope)
    {
        IEnumerable<string> names = scope.DescendantNodes(node => node == scope || !Opens(node)).Select(NameOf).OfType<string>();
        return scope switch
        {
            ForEachStatementSyntax loop => names.Append(loop.Identifier.ValueText),
            AccessorDeclarationSyntax => names.Append("value"),
            _ => names,
        };
    }

    /// <summary>The name that the node declares for the scope it is in, or null.</summary>
    public static string? NameOf(SyntaxNode node)
    {
        SyntaxToken name = node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            TypeParameterSyntax parameter => parameter.Identifier,
            CatchDeclarationSyntax caught => caught.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            EventDeclarationSyntax happening => happening.Identifier,
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            EnumMemberDeclarationSyntax value => value.Identifier,
            _ => default,
        };
        // Text that is being typed may lack it.
        return name.ValueText is { Length: > 0 } text ? text : null;
    }
}
