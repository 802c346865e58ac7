using MnistNotebooks.Data.Download;

namespace MnistNotebooks.Data;

/// <summary>Fetches MNIST's four files from public mirrors and checks them.</summary>
public static class MnistDownload
{
    /// <summary>
    /// Folders that hold the four packed files: the mirrors of the CVDF (Google) and of PyTorch's torchvision, and two repositories on GitHub.
    /// </summary>
    public static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://raw.githubusercontent.com/fgnt/mnist/master/"),
        new("https://raw.githubusercontent.com/golbin/TensorFlow-MNIST/master/mnist/data/"),
    ];

    /// <summary>
    /// Fetches the files that are not in <paramref name="folder"/> yet, about 11 MB in all. A file appears under its name when it is whole and
    /// its unpacked content has the SHA-256 of MNIST's; a file that is there and right is kept, a packed one that is wrong is replaced.
    /// Each mirror is tried once for a file, and a host that can't be reached is not tried again. It takes 5 minutes at most.
    /// </summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="progress">Told of the bytes that arrive, and why a mirror failed.</param>
    /// <param name="cancellationToken">Ends the download, leaving nothing half-written; files that are complete stay.</param>
    /// <returns>Names of the files that were fetched; none when all were there.</returns>
    /// <exception cref="HttpRequestException">No mirror had a file; the message says in one line what was wrong with each.</exception>
    /// <exception cref="InvalidDataException">An unpacked file of MNIST's name is in the folder and is not MNIST's.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static async Task<IReadOnlyList<string>> FetchAsync(string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using Downloader downloader = CreateDownloader();
        return await downloader.FetchAsync(folder, progress, cancellationToken).ConfigureAwait(false);
    }

    internal static Downloader CreateDownloader() => new(MnistFile.All, Mirrors, DownloadLimits.Default, new SocketsHttpHandler { MaxAutomaticRedirections = 5 });
}
