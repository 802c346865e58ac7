using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>What the compiler says, each error with its place, the line of the cell and a mark below it.</summary>
internal static partial class CompileErrors
{
    public const string Name = "CompileError";

    private const string MissingFile = "CS0006";
    private const int MostShown = 5;

    /// <param name="diagnostics">With at least one error.</param>
    public static CellError From(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start)];
        IEnumerable<string> others = errors.Skip(1).Take(MostShown - 1)
            .SelectMany(error => (string[])[Sentence(error), .. Place(error.Location)]);
        IEnumerable<string> rest = errors.Length > MostShown ? [$"and {errors.Length - MostShown} more errors"] : [];
        return new(
            Name,
            Sentence(errors[0]),
            [.. Place(errors[0].Location), .. others, .. rest],
            Line(errors[0].Location));
    }

    /// <summary>What the kernel says of a command that it does not know, or of a package that it did not get.</summary>
    /// <param name="message">The kernel's.</param>
    /// <param name="cell">The cell's number.</param>
    /// <param name="code">The cell's code.</param>
    public static CellError FromKernel(string message, int cell, string code)
    {
        if (PackageMessage().Match(message) is { Success: true } package)
        {
            string names = string.Join(" or ", PackageName().Matches(code).Select(name => name.Groups["name"].Value.Trim()).Distinct());
            return new(Name, $"{names} was not found or could not be downloaded: {package.Groups["text"].Value}", []);
        }
        Match known = KernelMessage().Match(message);
        if (!known.Success)
            return new(Name, message.Trim(), []);
        int line = int.Parse(known.Groups["line"].Value, CultureInfo.InvariantCulture);
        return new(Name, known.Groups["text"].Value, [$"   at {CellPlace.Document(cell)}, line {line}"], line);
    }

    // The library is the only file that lessons reference, and a fresh clone has not built it yet.
    private static string Sentence(Diagnostic error) =>
        $"{error.GetMessage(CultureInfo.InvariantCulture)} ({error.Id})"
            + (error.Id == MissingFile ? "; build it first with: dotnet build -c Release" : "");

    private static int Line(Location location) =>
        location.GetLineSpan().StartLinePosition.Line + 1 + (CellPlace.OfFile(location.SourceTree?.FilePath)?.LinesBefore ?? 0);

    private static string[] Place(Location location)
    {
        if (location.SourceTree is not { } tree)
            return [];
        LinePosition place = location.GetLineSpan().StartLinePosition;
        string line = tree.GetText().Lines[place.Line].ToString();
        // Tabs before the mark stay tabs, so that it stands below the right character.
        string mark = string.Concat(line.Take(place.Character).Select(c => c == '\t' ? '\t' : ' '));
        string cell = CellPlace.OfFile(tree.FilePath)?.Cell ?? Path.GetFileName(tree.FilePath);
        string at = string.Create(CultureInfo.InvariantCulture, $"   at {cell}, line {Line(location)}, column {place.Character + 1}");
        return [at, $"    {line}", $"    {mark}^"];
    }

    [GeneratedRegex(@"^\((?<line>\d+),\d+\): error DNI\d+: (?<text>.+)$", RegexOptions.Singleline)]
    private static partial Regex KernelMessage();

    [GeneratedRegex(@"^\s*#r\s+""nuget:(?<name>[^"",]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex PackageName();

    // Of NuGet's many lines the first that says what went wrong, without the folder and the address that it tried.
    [GeneratedRegex(@" error NU\d+: (?<text>.+?)(?: from remote source .*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex PackageMessage();
}
