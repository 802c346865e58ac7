using MnistNotebooks.Data;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Commands;

/// <summary>A notebook to run.</summary>
/// <param name="Path">Where it was read, as a full path.</param>
/// <param name="Notebook">What was read.</param>
internal sealed record SelectedNotebook(string Path, NotebookFile Notebook)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>Which notebooks a run is about, and where its results go.</summary>
/// <param name="Notebooks">In reading order, which is the order of the report.</param>
/// <param name="OutputFolder">As a full path.</param>
internal sealed record NotebookSelection(IReadOnlyList<SelectedNotebook> Notebooks, string OutputFolder)
{
    /// <summary>How the notebooks belong together; null when nothing says so.</summary>
    public Syllabus? Syllabus { get; private init; }

    /// <param name="named">Paths of notebooks; when empty, those in the solution's folder notebooks, by name.</param>
    /// <param name="output">The output folder; when null, artifacts/notebooks of the solution.</param>
    /// <exception cref="IOException">A file or the default folder is missing, or two notebooks would be written to one file.</exception>
    /// <exception cref="InvalidDataException">A file is not a C# notebook, or says to teachers or of itself what can't be used.</exception>
    public static NotebookSelection Find(IReadOnlyList<string> named, string? output)
    {
        if (named.FirstOrDefault(Directory.Exists) is { } folder)
            throw new IOException(
                $"{folder}: is a folder; notebooks were expected, as in {Path.Combine(folder, "*" + NotebookFile.Extension)}.");
        IReadOnlyList<string> paths = named is [] ? InSolution() : named;
        SelectedNotebook[] notebooks = [.. paths.Select(path => new SelectedNotebook(Path.GetFullPath(path), NotebookFile.Read(path)))];
        if (notebooks.GroupBy(one => one.Notebook.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new IOException($"Two of the notebooks are named {twice.Key}, so one would overwrite the other.");
        foreach (SelectedNotebook one in notebooks)
            Teaching.Of(one.Notebook);
        return new(notebooks, Path.GetFullPath(output ?? Path.Combine(SolutionFolder.Find() ?? "", "artifacts", "notebooks")))
        {
            Syllabus = notebooks.Select(one => one.Folder).Distinct().ToArray() is [var together] ? Syllabus.Read(together) : null,
        };
    }

    /// <summary>Addresses of the lessons' pictures, as the notebooks are stored with them, by name.</summary>
    public IReadOnlyDictionary<string, string> Covers()
    {
        var covers = new Dictionary<string, string>();
        foreach (NotebookFile stored in Notebooks.Select(one => one.Notebook))
        {
            if (Syllabus?.Find(stored.Name)?.Picture(stored) is { } picture)
                covers[stored.Name] = picture;
        }
        return covers;
    }

    /// <summary>The folder of the lessons, as a full path.</summary>
    /// <exception cref="IOException">There are none.</exception>
    public static string LessonFolder()
    {
        string folder = Path.Combine(SolutionPath.Folder, "notebooks");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*" + NotebookFile.Extension) is [])
            throw new FileNotFoundException($"There are no notebooks in {SolutionPath.Shown(folder)}.");
        return folder;
    }

    // What readers made of lessons is beside them, and they run it when they name it.
    private static string[] InSolution() =>
    [
        .. Directory.GetFiles(LessonFolder(), "*" + NotebookFile.Extension)
            .Where(path => !OwnNotebook.Is(Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal).Select(SolutionPath.Shown),
    ];
}

/// <summary>The folder that holds MnistNotebooks.sln: where the notebooks are, and where results and downloads go.</summary>
internal static class SolutionPath
{
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Folder => SolutionFolder.Find()
        ?? throw new DirectoryNotFoundException("Neither the current folder nor one above it holds MnistNotebooks.sln.");

    /// <summary>A path as it is said to the user: relative when it lies in the current folder.</summary>
    public static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
