using MnistNotebooks.Data.Download;

namespace MnistNotebooks.Data;

/// <summary>The digits that the lessons work with: MNIST wherever it can be had, and digits drawn by the library elsewhere.</summary>
public static class Mnist
{
    /// <summary>
    /// Loads training and test digits from the first of these: the given folder; the folder that the environment variable MNIST_DIR names;
    /// data/mnist beside MnistNotebooks.sln; a download into that folder, unless MNIST_OFFLINE is set (to anything but 0);
    /// <see cref="DrawnDigits"/>. <see cref="MnistData.Source"/> says which it was.
    /// </summary>
    /// <param name="folder">A folder with MNIST's four IDX files, each packed (.gz) or not.</param>
    /// <param name="drawnTrain">How many training digits to draw, if it comes to that.</param>
    /// <param name="drawnTest">How many test digits to draw, if it comes to that.</param>
    /// <param name="progress">Told how a download goes, and why a mirror failed.</param>
    /// <param name="cancellationToken">Ends a download, leaving nothing half-written.</param>
    /// <exception cref="IOException">A folder was given or named by MNIST_DIR, and it or one of its files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or not of the format; the message names it.</exception>
    /// <exception cref="OperationCanceledException">A download was cancelled.</exception>
    public static MnistData Load(
        string? folder = null,
        int drawnTrain = 60_000,
        int drawnTest = 10_000,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        bool offline = Environment.GetEnvironmentVariable("MNIST_OFFLINE") is not (null or "" or "0");
        using Downloader? downloader = offline ? null : MnistDownload.CreateDownloader();
        var search = new MnistSearch(folder, Environment.GetEnvironmentVariable("MNIST_DIR"), SolutionFolder.Find(), downloader);
        return search.Load(progress, cancellationToken) ?? DrawnDigits.Create(drawnTrain, drawnTest);
    }
}
