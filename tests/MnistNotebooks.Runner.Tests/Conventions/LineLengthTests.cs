using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Conventions;

/// <summary>Lines that are read without scrolling: in an editor, and in a notebook on half a screen.</summary>
public sealed partial class LineLengthTests
{
    private const int MostInCSharp = 140;
    private const int MostInLessons = 96;

    public static TheoryData<string> Names => StoredLessons.Names;

    [Fact]
    public void No_line_of_CSharp_or_of_the_instruments_is_longer_than_140_columns()
    {
        string root = Path.GetDirectoryName(StoredLessons.Folder)!;
        IEnumerable<string> files = Files(root, "lib", "*.cs").Concat(Files(root, "tests", "*.cs"))
            .Concat(Files(root, Path.Combine("lib", "MnistNotebooks", "Instruments"), "*.js"));
        string[] longer = [.. files.SelectMany(file => File.ReadLines(file).Index()
            .Where(line => line.Item.Length > MostInCSharp)
            .Select(line => $"{Path.GetRelativePath(root, file)}, line {line.Index + 1}: {line.Item.Length} columns"))];
        Assert.True(longer.Length == 0, string.Join('\n', longer));
    }

    private static IEnumerable<string> Files(string root, string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_of_code_in_a_lesson_is_longer_than_96_columns(string name)
    {
        // Solutions too, which stand in the text.
        string[] longer = [.. StoredLessons.Read(name).Cells
            .SelectMany(cell => (cell.Kind == CellKind.Code ? [cell.Source] : Code().Matches(cell.Source).Select(code => code.Value))
                .SelectMany(code => code.Split('\n')).Where(line => line.Length > MostInLessons).Select(line => $"{cell.Id}: {line}"))];
        Assert.True(longer.Length == 0, string.Join('\n', longer));
    }

    [GeneratedRegex("```csharp\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
