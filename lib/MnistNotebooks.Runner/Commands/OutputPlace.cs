using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Commands;

/// <summary>Where results will go, looked at before the work that makes them.</summary>
internal static class OutputPlace
{
    /// <summary>Makes the folder if it isn't there.</summary>
    /// <exception cref="IOException">It can't be written to.</exception>
    public static void RequireFolder(string folder)
    {
        if (File.Exists(folder))
            throw new IOException($"{folder}: is a file; a folder was expected.");
        Try(folder, () =>
        {
            Directory.CreateDirectory(folder);
            WriteInto(folder);
        });
    }

    /// <exception cref="IOException">A file of this name can't be written.</exception>
    public static void RequireFile(string file)
    {
        WholeFile.RequirePlace(file);
        Try(file, () => WriteInto(Path.GetDirectoryName(Path.GetFullPath(file))!));
    }

    private static void WriteInto(string folder)
    {
        string name = Path.Combine(folder, Path.GetRandomFileName());
        using var probe = new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    // The system's message would name the probe.
    private static void Try(string place, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{place}: can't be written here.", e);
        }
    }
}
