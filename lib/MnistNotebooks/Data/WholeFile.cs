namespace MnistNotebooks.Data;

/// <summary>
/// A file that appears whole or not at all: it is written under another name in the same folder and renamed by
/// <see cref="Complete"/>; disposed of without that, it leaves nothing behind and what was there stays.
/// </summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string _path;

    /// <exception cref="IOException">A folder or a device has this name, or there is no folder for the file.</exception>
    public WholeFile(string path)
    {
        RequirePlace(path);
        _path = Path.GetFullPath(path);
        DeleteRemains(_path, olderThan: TimeSpan.FromHours(1));
        // A name of its own, so that two processes writing the same file don't meet.
        PartPath = $"{path}.{Path.GetRandomFileName()}{PartSuffix}";
        Stream = new FileStream(PartPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Ends the name of a file that is not complete.</summary>
    public const string PartSuffix = ".part";

    /// <exception cref="IOException">A folder or a device has this name, or there is no folder for the file.</exception>
    public static void RequirePlace(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // Renaming would put a file in the device's place, for every program of the machine.
        if (folder == "/dev")
            throw new IOException($"{path}: is a device; the name of a file was expected.");
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a folder; the name of a file was expected.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: there is no folder for this file.");
    }

    /// <summary>
    /// Deletes what processes that were killed left of a file: they can't clean up after themselves, and another that is still at work is
    /// younger than <paramref name="olderThan"/>.
    /// </summary>
    public static void DeleteRemains(string path, TimeSpan olderThan)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            return;
        foreach (string remains in Directory.GetFiles(folder, $"{Path.GetFileName(path)}.*{PartSuffix}"))
        {
            if (File.GetLastWriteTimeUtc(remains) < DateTime.UtcNow - olderThan)
                File.Delete(remains);
        }
    }

    /// <summary>Where the file is until it is complete.</summary>
    public string PartPath { get; }

    public FileStream Stream { get; }

    /// <summary>Closes the stream and gives the file its name, replacing a file of that name.</summary>
    public void Complete()
    {
        Stream.Dispose();
        File.Move(PartPath, _path, overwrite: true);
    }

    public void Dispose()
    {
        Stream.Dispose();
        // After Complete there is no such file any more, and deleting a file that isn't there does nothing.
        File.Delete(PartPath);
    }
}
