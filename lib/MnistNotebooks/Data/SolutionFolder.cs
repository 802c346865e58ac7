namespace MnistNotebooks.Data;

/// <summary>The folder that holds MnistNotebooks.sln, from wherever a notebook or a program runs.</summary>
internal static class SolutionFolder
{
    /// <summary>The nearest such folder above the current one, or else above the library's; null when there is none.</summary>
    public static string? Find() =>
        Above(Environment.CurrentDirectory) ?? Above(Path.GetDirectoryName(typeof(SolutionFolder).Assembly.Location));

    internal static string? Above(string? start)
    {
        for (DirectoryInfo? folder = string.IsNullOrEmpty(start) ? null : new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MnistNotebooks.sln")))
                return folder.FullName;
        }
        return null;
    }
}
