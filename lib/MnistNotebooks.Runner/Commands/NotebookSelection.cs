using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Commands;

/// <summary>A notebook to run.</summary>
/// <param name="Path">Where it was read, as a full path.</param>
/// <param name="Notebook">What was read.</param>
internal sealed record SelectedNotebook(string Path, NotebookFile Notebook)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>Which notebooks a run is about, and where its results go.</summary>
/// <param name="Notebooks">In the order of the report.</param>
/// <param name="OutputFolder">As a full path.</param>
internal sealed record NotebookSelection(IReadOnlyList<SelectedNotebook> Notebooks, string OutputFolder)
{
    private const string SolutionFile = "MnistNotebooks.sln";

    /// <param name="named">Paths of notebooks; when empty, those in the solution's folder notebooks, by name.</param>
    /// <param name="output">The output folder; when null, artifacts/notebooks of the solution.</param>
    /// <exception cref="IOException">A file or the default folder is missing, or two notebooks would be written to one file.</exception>
    /// <exception cref="InvalidDataException">A file is not a C# notebook.</exception>
    public static NotebookSelection Find(IReadOnlyList<string> named, string? output)
    {
        SelectedNotebook[] notebooks = [.. (named is [] ? InSolution() : named).Select(path => new SelectedNotebook(Path.GetFullPath(path), NotebookFile.Read(path)))];
        if (notebooks.GroupBy(one => one.Notebook.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new IOException($"Two of the notebooks are named {twice.Key}, so one would overwrite the other.");
        return new(notebooks, Path.GetFullPath(output ?? Path.Combine(SolutionFolder() ?? "", "artifacts", "notebooks")));
    }

    private static string[] InSolution()
    {
        string folder = Path.Combine(SolutionFolder() ?? throw new IOException($"Neither the current folder nor one above it holds {SolutionFile}; name the notebooks to run."), "notebooks");
        string[] found = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal)] : [];
        return found is [] ? throw new IOException($"There are no notebooks in {Shown(folder)}.") : [.. found.Select(Shown)];
    }

    // From the current folder upwards, so that a subfolder will do; else from the program's, which the build puts below the solution.
    private static string? SolutionFolder() =>
        ((string[])[Environment.CurrentDirectory, AppContext.BaseDirectory]).SelectMany(FolderAndAbove).FirstOrDefault(folder => File.Exists(Path.Combine(folder, SolutionFile)));

    private static IEnumerable<string> FolderAndAbove(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    /// <summary>A path as it is said to the user: relative when it lies in the current folder.</summary>
    public static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
