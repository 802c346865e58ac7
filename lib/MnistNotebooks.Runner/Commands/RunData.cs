using System.Globalization;
using MnistNotebooks.Data;

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

/// <summary>A download as lines: each file, each tenth of it, and each mirror that failed.</summary>
internal sealed class DownloadLines(TextWriter output) : IProgress<DownloadProgress>
{
    private readonly Lock _lock = new();
    private (string File, string Mirror, long Tenth) _last;

    public void Report(DownloadProgress value)
    {
        lock (_lock)
        {
            if (value.Problem is not null)
            {
                output.WriteLine($"{value.File}: {value.Mirror} {value.Problem}");
                return;
            }
            var now = (value.File, value.Mirror, value.TotalBytes is > 0 ? value.Bytes * 10 / value.TotalBytes.Value : 0);
            if (now == _last)
                return;
            _last = now;
            string total = value.TotalBytes is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all / 1e6:0.0}") : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{value.File}: {value.Bytes / 1e6:0.0}{total} MB from {value.Mirror}"));
        }
    }
}
