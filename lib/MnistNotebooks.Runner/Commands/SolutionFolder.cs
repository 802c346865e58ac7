namespace MnistNotebooks.Runner.Commands;

/// <summary>The folder that holds MnistNotebooks.sln: where the notebooks are, and where results and downloads go.</summary>
internal static class SolutionFolder
{
    private const string SolutionFile = "MnistNotebooks.sln";

    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Path => Find()
        ?? throw new DirectoryNotFoundException($"Neither the current folder nor one above it holds {SolutionFile}.");

    /// <summary>
    /// From the current folder upwards, so that a subfolder will do; else from the program's, which the build puts below the solution;
    /// else null.
    /// </summary>
    public static string? Find() =>
        FolderAndAbove(Environment.CurrentDirectory).Concat(FolderAndAbove(AppContext.BaseDirectory))
            .FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, SolutionFile)));

    /// <summary>A path as it is said to the user: relative when it lies in the current folder.</summary>
    public static string Shown(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static IEnumerable<string> FolderAndAbove(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
