using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistNotebooks.Runner.Pages.Highlighting;

/// <summary>Colours C# by its syntax tree, which also reads code that doesn't compile.</summary>
internal static class CSharpHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The code as HTML: text in spans whose class is the kind of token (see page.css).</summary>
    public static string ToHtml(string code)
    {
        var html = new StringBuilder(code.Length * 2);
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, TokenClass.Of(token));
            Append(html, token.TrailingTrivia);
        }
        return html.ToString();
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
