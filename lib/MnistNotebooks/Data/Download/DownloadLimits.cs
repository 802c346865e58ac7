namespace MnistNotebooks.Data.Download;

/// <summary>How long a download waits.</summary>
/// <param name="Answer">For a mirror to be reached and to begin its answer.</param>
/// <param name="Stall">For the next bytes of an answer.</param>
/// <param name="Total">For all files together.</param>
internal sealed record DownloadLimits(TimeSpan Answer, TimeSpan Stall, TimeSpan Total)
{
    /// <summary>Three hosts that don't answer cost 15 seconds.</summary>
    public static DownloadLimits Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
}
