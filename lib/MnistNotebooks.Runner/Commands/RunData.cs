using MnistNotebooks.Data;
using MnistNotebooks.Runner.Progress;

namespace MnistNotebooks.Runner.Commands;

/// <summary>The digits of a command: found, downloaded or drawn once, and said before anything else.</summary>
internal static class RunData
{
    private const string FolderVariable = "MNIST_DIR";
    private const string OfflineVariable = "MNIST_OFFLINE";

    /// <param name="folder">The folder that the user named, or null for the library's own order.</param>
    /// <param name="messages">Gets the progress of a download.</param>
    /// <param name="cancellation">Ends a download.</param>
    /// <exception cref="IOException">A folder that was named, or a file in it, is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static MnistData Load(string? folder, TextWriter messages, CancellationToken cancellation) =>
        Mnist.Load(folder, progress: new DownloadLines(messages), cancellationToken: cancellation);

    /// <summary>Keeps this process from downloading.</summary>
    public static void StayOffline() => Environment.SetEnvironmentVariable(OfflineVariable, "1");

    /// <summary>What makes the sessions, which run in the folders of their notebooks, find the digits that were found here.</summary>
    public static Dictionary<string, string> EnvironmentFor(string? folder)
    {
        var variables = new Dictionary<string, string> { [OfflineVariable] = "1" };
        if ((folder ?? Environment.GetEnvironmentVariable(FolderVariable)) is { Length: > 0 } named)
            variables[FolderVariable] = Path.GetFullPath(named);
        return variables;
    }
}
