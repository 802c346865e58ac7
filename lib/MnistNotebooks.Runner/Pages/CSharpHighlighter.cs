using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistNotebooks.Runner.Pages;

/// <summary>Colours C# by its syntax tree, which also reads code that doesn't compile.</summary>
internal static class CSharpHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    // The compiler's parser takes minutes for thousands of open brackets; no code that means something has as many.
    private const int DeepestNesting = 200;

    /// <summary>
    /// The code as HTML: text in spans whose class is the kind of token (see page.css);
    /// without colours when it is nested too deeply to be read.
    /// </summary>
    public static string ToHtml(string code)
    {
        if (IsTooDeep(code))
            return HtmlText.Escape(code);
        var html = new StringBuilder(code.Length * 2);
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, TokenClass.Of(token));
            Append(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    /// <summary>Whether the code is nested too deeply to be read.</summary>
    public static bool IsTooDeep(string code) => Nesting(code) > DeepestNesting;

    // Brackets in strings and comments count too, which does no harm. An angle bracket may be a comparison, which ends with its statement;
    // a question mark is tried as the mark of a type and as a condition.
    private static int Nesting(string code)
    {
        int deepest = 0, depth = 0, angles = 0;
        foreach (char c in code)
        {
            (depth, angles) = c switch
            {
                '(' or '[' => (depth + 1, angles),
                '{' => (depth + 1, 0),
                ')' or ']' => (Math.Max(0, depth - 1), angles),
                '}' => (Math.Max(0, depth - 1), 0),
                '<' or '?' => (depth, angles + 1),
                '>' or ':' => (depth, Math.Max(0, angles - 1)),
                ';' => (depth, 0),
                _ => (depth, angles),
            };
            deepest = Math.Max(deepest, depth + angles);
        }
        return deepest;
    }

    private static void Append(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (SyntaxTrivia trivia in list)
            Append(html, trivia.ToFullString(), TokenClass.Of(trivia));
    }

    private static void Append(StringBuilder html, string text, string? kind)
    {
        if (kind is null || text.Length == 0)
            html.Append(HtmlText.Escape(text));
        else
            html.Append("<span class=\"").Append(kind).Append("\">").Append(HtmlText.Escape(text)).Append("</span>");
    }
}

/// <summary>The CSS class of a token by its place in the syntax tree; nothing is bound, so names are judged by how they are used.</summary>
internal static class TokenClass
{
    private const string Keyword = "k";
    private const string Literal = "s";
    private const string Number = "n";
    private const string Comment = "c";
    private const string Directive = "d";
    private const string Type = "t";
    private const string Method = "m";

    /// <summary>The class, or null for text in the ordinary colour.</summary>
    public static string? Of(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => Number,
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedRawStringEndToken => Literal,
        SyntaxKind.IdentifierToken => OfName(token),
        _ => token.IsKeyword() ? Keyword : null,
    };

    /// <inheritdoc cref="Of(SyntaxToken)"/>
    public static string? Of(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => Comment,
        _ => trivia.IsDirective ? Directive : null,
    };

    private static string? OfName(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or TypeParameterSyntax => Type,
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => Method,
        IdentifierNameSyntax { IsVar: true } => Keyword,
        SimpleNameSyntax name when IsInvoked(name) => token.Text == "nameof" ? Keyword : Method,
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) => Type,
        GenericNameSyntax => Type,
        // Math.Exp, Console.WriteLine: a name in Pascal case whose member is taken is a type, a variable would begin in lower case.
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            when access.Expression == name && IsPascalCase(token.Text) => Type,
        _ => null,
    };

    private static bool IsInvoked(SimpleNameSyntax name) =>
        name.Parent is InvocationExpressionSyntax call && call.Expression == name
        || name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax memberCall } access
            && access.Name == name && memberCall.Expression == access;

    private static bool IsPascalCase(string name) => name.Length > 1 && char.IsUpper(name[0]) && name.Any(char.IsLower);
}
