using Microsoft.CodeAnalysis.CSharp;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>The name that a cursor in a cell's code is about.</summary>
internal static class NameAt
{
    /// <summary>Where the name begins that is being typed before the cursor; the cursor itself when there is none.</summary>
    public static int Start(string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        return start;
    }

    /// <summary>
    /// Where the name begins that the cursor is in or behind, else that of the method whose arguments it is in; null without either.
    /// </summary>
    public static int? Place(string code, int cursor)
    {
        int end = cursor;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        if (NameBefore(code, end) is { } name)
            return name;
        int open = cursor - 1;
        for (int closed = 0; open >= 0 && (closed > 0 || code[open] != '('); open--)
            closed += code[open] == ')' ? 1 : code[open] == '(' ? -1 : 0;
        return NameBefore(code, open);
    }

    // Null for numbers too, which begin with a digit.
    private static int? NameBefore(string code, int end) =>
        end > 0 && Start(code, end) is var start && start < end && SyntaxFacts.IsIdentifierStartCharacter(code[start]) ? start : null;
}
