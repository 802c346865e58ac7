using MnistNotebooks.Data.Download;

namespace MnistNotebooks.Data;

/// <summary>Where MNIST is looked for, in this order. A folder that somebody named is never passed over.</summary>
/// <param name="Given">The folder given in the call, or null.</param>
/// <param name="MnistDir">The folder named by MNIST_DIR, or null or empty.</param>
/// <param name="Solution">The solution's folder, whose data/mnist is looked in and downloaded into; null when there is none.</param>
/// <param name="Downloader">Null when nothing may be downloaded.</param>
internal sealed record MnistSearch(string? Given, string? MnistDir, string? Solution, Downloader? Downloader)
{
    /// <summary>The digits found, or null.</summary>
    public MnistData? Load(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (Given is not null)
            return new MnistFolder(Given, "from the folder given").Read();
        if (!string.IsNullOrEmpty(MnistDir))
            return new MnistFolder(MnistDir, "from MNIST_DIR").Read();
        if (Solution is null)
            return null;

        string path = Path.Combine(Solution, "data", "mnist");
        var folder = new MnistFolder(path, "from data/mnist");
        return folder.IsComplete || TryDownload(path, progress, cancellationToken) ? folder.Read() : null;
    }

    private bool TryDownload(string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (Downloader is null)
            return false;
        try
        {
            // On the thread pool, so that waiting here can't lock up a caller with a synchronisation context.
            Task.Run(() => Downloader.FetchAsync(path, progress, cancellationToken), cancellationToken).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            // No network, or a folder that can't be written: progress was told of each mirror, and there are digits to draw.
            return false;
        }
    }
}
