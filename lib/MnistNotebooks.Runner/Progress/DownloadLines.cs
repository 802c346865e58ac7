using System.Globalization;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Progress;

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
