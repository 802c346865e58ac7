using System.Diagnostics;

namespace MnistNotebooks.Data;

/// <summary>Fetches MNIST's four files from public mirrors and checks them.</summary>
public static class MnistDownload
{
    /// <summary>
    /// Folders that hold the four packed files: the mirrors of the CVDF (Google) and of PyTorch's torchvision, and two repositories
    /// on GitHub.
    /// </summary>
    internal static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://raw.githubusercontent.com/fgnt/mnist/master/"),
        new("https://raw.githubusercontent.com/golbin/TensorFlow-MNIST/master/mnist/data/"),
    ];

    /// <summary>
    /// Fetches the files that are not in <paramref name="folder"/> yet, about 11 MB in all. A file appears under its name when it is whole
    /// and its unpacked content has the SHA-256 of MNIST's; a file that is there and right is kept, a packed one that is wrong is replaced.
    /// Each mirror is tried once for a file, and a host that can't be reached is not tried again. A mirror slower than 10 kB a second is
    /// given up. It takes 5 minutes at most.
    /// </summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="progress">Told of the bytes that arrive, and why a mirror failed.</param>
    /// <param name="cancellationToken">Ends the download, leaving nothing half-written; files that are complete stay.</param>
    /// <returns>Names of the files that were fetched; none when all were there.</returns>
    /// <exception cref="HttpRequestException">No mirror had a file; the message says in one line what was wrong with each.</exception>
    /// <exception cref="InvalidDataException">An unpacked file of MNIST's name is in the folder and is not MNIST's.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static async Task<IReadOnlyList<string>> FetchAsync(
        string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using Downloader downloader = CreateDownloader();
        return await downloader.FetchAsync(folder, progress, cancellationToken).ConfigureAwait(false);
    }

    internal static Downloader CreateDownloader() =>
        new(MnistFile.All, Mirrors, DownloadLimits.Default, new SocketsHttpHandler { MaxAutomaticRedirections = 5 });
}

/// <summary>How the download of a file goes.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Mirror">The host it comes from.</param>
/// <param name="Bytes">Bytes received so far.</param>
/// <param name="TotalBytes">Bytes there are, or null when the mirror does not say.</param>
/// <param name="Problem">Why this mirror was given up, as the end of a sentence that begins with its name; null while all is well.</param>
public sealed record DownloadProgress(string File, string Mirror, long Bytes, long? TotalBytes, string? Problem = null);

/// <summary>How long a download waits.</summary>
/// <param name="Answer">For a mirror to be reached and to begin its answer.</param>
/// <param name="Stall">For the next bytes of an answer.</param>
/// <param name="Total">For all files together.</param>
/// <param name="Slowest">
/// Bytes a second, on average over <paramref name="Stall"/>: a mirror that is slower is given up for the next.
/// </param>
internal sealed record DownloadLimits(TimeSpan Answer, TimeSpan Stall, TimeSpan Total, int Slowest = 10_000)
{
    /// <summary>Three hosts that don't answer cost 15 seconds.</summary>
    public static DownloadLimits Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
}

/// <summary>Fetches files, each from the first mirror that has it.</summary>
internal sealed class Downloader(
    IReadOnlyList<MnistFile> files, IReadOnlyList<Uri> mirrors, DownloadLimits limits, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _client.Dispose();

    /// <summary>See <see cref="MnistDownload.FetchAsync"/>.</summary>
    public async Task<IReadOnlyList<string>> FetchAsync(
        string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var total = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        total.CancelAfter(limits.Total);
        var unreachable = new Dictionary<string, TransferFailure>();
        var fetched = new List<string>();
        try
        {
            foreach (MnistFile file in files)
                WholeFile.DeleteRemains(Path.Combine(folder, file.PackedName), olderThan: 2 * limits.Total);
            foreach (MnistFile file in files.Where(file => IsMissing(file, folder)))
            {
                await FetchAsync(file, folder, unreachable, progress, total.Token).ConfigureAwait(false);
                fetched.Add(file.PackedName);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"MNIST could not be downloaded within {limits.Total.TotalSeconds} s.");
        }
        return fetched;
    }

    private async Task FetchAsync(
        MnistFile file, string folder, Dictionary<string, TransferFailure> unreachable, IProgress<DownloadProgress>? progress,
        CancellationToken total)
    {
        string path = Path.Combine(folder, file.PackedName);
        var problems = new List<string>();
        foreach (Uri mirror in mirrors)
        {
            if (!unreachable.TryGetValue(mirror.Authority, out TransferFailure? failure))
            {
                failure = await new Transfer(_client, mirror, file, limits, progress).TryAsync(path, total).ConfigureAwait(false);
                if (failure is null)
                    return;
                progress?.Report(new(file.PackedName, mirror.Authority, failure.Bytes, null, failure.Problem));
                if (!failure.HostReached)
                    unreachable.Add(mirror.Authority, failure);
            }
            problems.Add($"{mirror.Authority} {failure.Problem}");
        }
        throw new HttpRequestException(
            $"MNIST could not be downloaded: no mirror had {file.PackedName} ({string.Join("; ", problems.Distinct())}).");
    }

    private static bool IsMissing(MnistFile file, string folder)
    {
        string? path = file.Find(folder);
        if (path is null)
            return true;
        if (file.IsIntact(path))
            return false;
        // The packed file is the download's own to replace; an unpacked one is somebody's, and would be found before the packed one.
        return Path.GetFileName(path) == file.PackedName
            ? true
            : throw new InvalidDataException(
                $"{path}: is not MNIST's file (its SHA-256 is another); move it away to have MNIST's fetched.");
    }
}

/// <summary>Why a mirror did not deliver.</summary>
/// <param name="Problem">The end of a sentence that begins with the mirror's name.</param>
/// <param name="Bytes">Bytes received before.</param>
/// <param name="HostReached">False when it makes no sense to ask this host for anything else.</param>
internal sealed record TransferFailure(string Problem, long Bytes = 0, bool HostReached = true);

/// <summary>One attempt to get one file from one mirror.</summary>
internal sealed class Transfer(HttpClient client, Uri mirror, MnistFile file, DownloadLimits limits, IProgress<DownloadProgress>? progress)
{
    // A mirror may send the file unpacked; packing can't make it longer than this either.
    private const int PackingRoom = 1 << 16;

    /// <summary>
    /// Writes the file if the mirror delivers it whole and right; else says why not. Only a full disk and the like, and
    /// <paramref name="total"/>, throw.
    /// </summary>
    public async Task<TransferFailure?> TryAsync(string path, CancellationToken total)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(total);
        patience.CancelAfter(limits.Answer);
        try
        {
            using HttpResponseMessage response = await client
                .GetAsync(new Uri(mirror, file.PackedName), HttpCompletionOption.ResponseHeadersRead, patience.Token)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await SaveAsync(response, path, patience, total).ConfigureAwait(false)
                : new($"answered {(int)response.StatusCode} ({response.ReasonPhrase})");
        }
        catch (OperationCanceledException) when (!total.IsCancellationRequested)
        {
            return new($"did not answer within {limits.Answer.TotalSeconds} s", HostReached: false);
        }
        catch (HttpRequestException failure)
        {
            bool reached = !IsUnreachable(failure.HttpRequestError);
            string reason = Addresses.WithoutUsers(failure.GetBaseException().Message).TrimEnd('.');
            return new($"{(reached ? "gave no proper answer" : "can't be reached")}: {reason}", HostReached: reached);
        }
    }

    private async Task<TransferFailure?> SaveAsync(
        HttpResponseMessage response, string path, CancellationTokenSource patience, CancellationToken total)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var part = new WholeFile(path);
        using Stream body = await response.Content.ReadAsStreamAsync(total).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0, bytesBefore = 0, since = Stopwatch.GetTimestamp();
        while (true)
        {
            patience.CancelAfter(limits.Stall);
            int read;
            try
            {
                read = await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!total.IsCancellationRequested)
            {
                return new($"sent nothing for {limits.Stall.TotalSeconds} s after {bytes} bytes", bytes);
            }
            catch (IOException)
            {
                return new($"broke off after {bytes} bytes", bytes);
            }
            if (read == 0)
                break;
            bytes += read;
            if (Stopwatch.GetElapsedTime(since) is var time && time > limits.Stall)
            {
                if (bytes - bytesBefore < limits.Slowest * time.TotalSeconds)
                    return new($"sent only {bytes - bytesBefore} bytes in {Math.Round(time.TotalSeconds)} s", bytes);
                (bytesBefore, since) = (bytes, Stopwatch.GetTimestamp());
            }
            if (bytes > file.Length + PackingRoom)
                return new($"sent more than the {file.Length} bytes of the file", bytes);
            await part.Stream.WriteAsync(buffer.AsMemory(0, read), total).ConfigureAwait(false);
            progress?.Report(new(file.PackedName, mirror.Authority, bytes, response.Content.Headers.ContentLength));
        }
        await part.Stream.DisposeAsync().ConfigureAwait(false);
        if (!file.IsIntact(part.PartPath))
            return new($"sent {bytes} bytes that are not MNIST's file (the SHA-256 is another)", bytes);
        part.Complete();
        return null;
    }

    private static bool IsUnreachable(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
