using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>Follows the <c>#r</c> of a cell and refuses, each with one sentence, what notebooks do without.</summary>
internal static class CellDirectives
{
    public static CellError? Check(CompilationUnitSyntax root, LibraryReferences references)
    {
        foreach (SyntaxTrivia trivia in root.DescendantTrivia(descendIntoTrivia: false).Where(trivia => trivia.IsDirective))
        {
            if (Problem(trivia, references) is { } problem)
                return CompileErrors.At(root.SyntaxTree, trivia.SpanStart, problem);
        }
        return null;
    }

    private static string? Problem(SyntaxTrivia trivia, LibraryReferences references)
    {
        switch (trivia.GetStructure())
        {
            case ReferenceDirectiveTriviaSyntax { File.ValueText: var name } when name.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase):
                return $"#r \"{name}\" is not supported: notebooks use only what the project's build put on disk.";
            case ReferenceDirectiveTriviaSyntax { File: { IsMissing: false, ValueText: var name } }:
                return Add(name, references);
            case LoadDirectiveTriviaSyntax:
                return "#load is not supported: put the code into a cell or into the library.";
            case { } other when other.ToString().StartsWith("#!", StringComparison.Ordinal):
                return $"{other.ToString().Trim()} is not supported: notebooks hold C# only, without magic commands.";
            default:
                return null;
        }
    }

    private static string? Add(string name, LibraryReferences references)
    {
        try
        {
            references.Add(name);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException)
        {
            return e.Message;
        }
    }
}
