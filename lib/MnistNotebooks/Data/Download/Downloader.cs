namespace MnistNotebooks.Data.Download;

/// <summary>Fetches files, each from the first mirror that has it.</summary>
internal sealed class Downloader(IReadOnlyList<MnistFile> files, IReadOnlyList<Uri> mirrors, DownloadLimits limits, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _client.Dispose();

    /// <summary>See <see cref="MnistDownload.FetchAsync"/>.</summary>
    public async Task<IReadOnlyList<string>> FetchAsync(string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var total = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        total.CancelAfter(limits.Total);
        var unreachable = new Dictionary<string, TransferFailure>();
        var fetched = new List<string>();
        try
        {
            foreach (MnistFile file in files.Where(file => IsMissing(file, folder)))
            {
                DeleteRemains(file, folder);
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

    private async Task FetchAsync(MnistFile file, string folder, Dictionary<string, TransferFailure> unreachable, IProgress<DownloadProgress>? progress, CancellationToken total)
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
        throw new HttpRequestException($"MNIST could not be downloaded: no mirror had {file.PackedName} ({string.Join("; ", problems.Distinct())}).");
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
            : throw new InvalidDataException($"{path}: is not MNIST's file (its SHA-256 is another); move it away to have MNIST's fetched.");
    }

    // A process that was killed can't clean up after itself; another that is still at work is younger than this.
    private void DeleteRemains(MnistFile file, string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string remains in Directory.GetFiles(folder, $"{file.PackedName}.*{WholeFile.PartSuffix}"))
        {
            if (File.GetLastWriteTimeUtc(remains) < DateTime.UtcNow - 2 * limits.Total)
                File.Delete(remains);
        }
    }
}
