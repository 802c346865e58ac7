using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>What the compiler says, each error with its place, the line of the cell and a mark below it.</summary>
internal static class CompileErrors
{
    public const string Name = "CompileError";

    private const int MostShown = 5;

    /// <summary>The errors among the diagnostics, or null when there are none.</summary>
    public static CellError? From(SyntaxTree tree, IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start)];
        if (errors is [])
            return null;
        CellError first = At(tree, errors[0].Location.SourceSpan.Start, Sentence(errors[0]));
        IEnumerable<string> others = errors.Skip(1).Take(MostShown - 1).SelectMany(e => (string[])[Sentence(e), .. Place(tree, e.Location.SourceSpan.Start)]);
        IEnumerable<string> rest = errors.Length > MostShown ? [$"and {errors.Length - MostShown} more errors"] : [];
        return first with { Places = [.. first.Places, .. others, .. rest] };
    }

    /// <summary>An error at a place in the cell.</summary>
    public static CellError At(SyntaxTree tree, int position, string sentence) =>
        new(Name, sentence, Place(tree, position), tree.GetText().Lines.GetLinePosition(position).Line + 1);

    private static string Sentence(Diagnostic error) => $"{error.GetMessage(CultureInfo.InvariantCulture)} ({error.Id})";

    private static string[] Place(SyntaxTree tree, int position)
    {
        LinePosition place = tree.GetText().Lines.GetLinePosition(position);
        string line = tree.GetText().Lines[place.Line].ToString();
        // Tabs before the mark stay tabs, so that it stands below the right character.
        string mark = string.Concat(line.Take(place.Character).Select(c => c == '\t' ? '\t' : ' '));
        string at = string.Create(CultureInfo.InvariantCulture, $"   at {tree.FilePath}, line {place.Line + 1}, column {place.Character + 1}");
        return [at, $"    {line}", $"    {mark}^"];
    }
}
