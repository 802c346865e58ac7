using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistNotebooks.Runner.Sessions;

/// <summary>What the compiler says, with the line of the cell below each message and a mark below the place.</summary>
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
        SourceText text = tree.GetText();
        CellError first = At(text, errors[0].Location.SourceSpan.Start, Sentence(errors[0]), tree.FilePath);
        IEnumerable<string> others = errors.Skip(1).Take(MostShown - 1).SelectMany(e => Shown(text, e.Location.SourceSpan.Start, Sentence(e), tree.FilePath));
        IEnumerable<string> rest = errors.Length > MostShown ? [$"and {errors.Length - MostShown} more errors"] : [];
        return first with { Places = [.. first.Places, .. others, .. rest] };
    }

    /// <summary>An error at a place in the cell.</summary>
    public static CellError At(SourceText text, int position, string sentence, string document)
    {
        string[] shown = Shown(text, position, sentence, document);
        return new(Name, shown[0], shown[1..], text.Lines.GetLinePosition(position).Line + 1);
    }

    private static string Sentence(Diagnostic error) => $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static string[] Shown(SourceText text, int position, string sentence, string document)
    {
        LinePosition place = text.Lines.GetLinePosition(position);
        string line = text.Lines[place.Line].ToString();
        // Tabs before the mark stay tabs, so that it stands below the right character.
        string mark = string.Concat(line.Take(place.Character).Select(c => c == '\t' ? '\t' : ' '));
        return [$"{document}, line {place.Line + 1}, column {place.Character + 1}: {sentence}", $"    {line}", $"    {mark}^"];
    }
}
