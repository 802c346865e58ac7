using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>Whether a console may run what was typed so far or should wait for another line.</summary>
internal static class Completeness
{
    private static readonly CSharpParseOptions Script = new(kind: SourceCodeKind.Script);

    public static JsonObject Of(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(WithoutCommands(code), Script);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new() { ["status"] = "incomplete", ["indent"] = Indent(code) };
        return new() { ["status"] = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete" };
    }

    // The kernel's own commands are no C#.
    private static string WithoutCommands(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.StartsWith("#!", StringComparison.Ordinal)));

    private static string Indent(string code)
    {
        string last = code.TrimEnd('\n', '\r').Split('\n')[^1].TrimEnd();
        string indent = last[..(last.Length - last.TrimStart().Length)];
        return last.EndsWith('{') || last.EndsWith('(') ? indent + "    " : indent;
    }
}
