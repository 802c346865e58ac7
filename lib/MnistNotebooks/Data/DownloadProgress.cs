namespace MnistNotebooks.Data;

/// <summary>How the download of a file goes.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Mirror">The host it comes from.</param>
/// <param name="Bytes">Bytes received so far.</param>
/// <param name="TotalBytes">Bytes there are, or null when the mirror does not say.</param>
/// <param name="Problem">Why this mirror was given up, as the end of a sentence that begins with its name; null while all is well.</param>
public sealed record DownloadProgress(string File, string Mirror, long Bytes, long? TotalBytes, string? Problem = null);
