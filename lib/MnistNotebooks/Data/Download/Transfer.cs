namespace MnistNotebooks.Data.Download;

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

    /// <summary>Writes the file if the mirror delivers it whole and right; else says why not. Only a full disk and the like, and <paramref name="total"/>, throw.</summary>
    public async Task<TransferFailure?> TryAsync(string path, CancellationToken total)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(total);
        patience.CancelAfter(limits.Answer);
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(mirror, file.PackedName), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
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
            string reason = failure.GetBaseException().Message.TrimEnd('.');
            return new($"{(reached ? "gave no proper answer" : "can't be reached")}: {reason}", HostReached: reached);
        }
    }

    private async Task<TransferFailure?> SaveAsync(HttpResponseMessage response, string path, CancellationTokenSource patience, CancellationToken total)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var part = new WholeFile(path);
        using Stream body = await response.Content.ReadAsStreamAsync(total).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
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

    private static bool IsUnreachable(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
