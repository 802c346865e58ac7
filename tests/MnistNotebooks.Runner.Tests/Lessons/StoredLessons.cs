using System.Collections.Concurrent;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The lessons as they lie in the project's notebooks folder.</summary>
internal static class StoredLessons
{
    public static string Folder { get; } = Path.Combine(SolutionFolder(), "notebooks");

    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Folder, "*.ipynb").Where(path => !OwnNotebook.Is(Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal)];

    /// <summary>One row for each lesson, for theories.</summary>
    public static TheoryData<string> Names { get; } = [.. Paths.Select(path => Path.GetFileNameWithoutExtension(path))];

    public static IEnumerable<NotebookFile> All => Paths.Select(path => Read(Path.GetFileNameWithoutExtension(path)));

    public static NotebookFile Read(string name) =>
        Lessons.GetOrAdd(name, _ => new(() => NotebookFile.Read(Path.Combine(Folder, name + NotebookFile.Extension)))).Value;

    // Reading megabytes of figures takes longer than most of what is asked about them.
    private static ConcurrentDictionary<string, Lazy<NotebookFile>> Lessons { get; } = new();

    private static string SolutionFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MnistNotebooks.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests do not lie below the folder of MnistNotebooks.sln.");
    }
}
