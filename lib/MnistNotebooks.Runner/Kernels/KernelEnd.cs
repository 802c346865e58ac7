using System.Text;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>Why a kernel's process ended in the middle of a cell, as far as exit code and the runtime's last words tell.</summary>
internal static partial class KernelEnd
{
    private const int MostText = 16_384;
    private const int MostPlaces = 10;
    private const int SignalBase = 128;
    private const int KillSignal = 9;

    /// <summary>Reads to the end and keeps the start, where the runtime says what happened.</summary>
    public static async Task<string> ReadStartAsync(TextReader errors)
    {
        var start = new StringBuilder();
        char[] buffer = new char[4096];
        for (int count; (count = await errors.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            start.Append(buffer, 0, Math.Min(count, MostText - start.Length));
        return start.ToString();
    }

    public static CellError Describe(int exitCode, string errors) => Reason(exitCode, errors) with { EndedProcess = true };

    private static CellError Reason(int exitCode, string errors)
    {
        if (errors.StartsWith("Stack overflow", StringComparison.Ordinal))
            return new("StackOverflow", "calls were nested too deep, as in a method that calls itself without end", [.. Frames(errors)]);
        if (exitCode == SignalBase + KillSignal)
            return new("KernelEnded", "the system killed the kernel's process, perhaps because memory ran out", []);
        if (errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase))
            return new(nameof(OutOfMemoryException), "the kernel's process ran out of memory", []);
        string? lastWord = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        string reason = lastWord is null ? "" : $": {lastWord}";
        return new("KernelEnded", $"the kernel's process ended during the cell with exit code {exitCode}{reason}", []);
    }

    // The compiler calls the class around a cell's code Submission#1; what is between < and > the reader never wrote.
    private static IEnumerable<string> Frames(string errors) => CellFrame().Matches(errors)
        .Select(frame => $"   at {frame.Groups["method"].Value.Replace('+', '.')}")
        .Distinct().Take(MostPlaces);

    [GeneratedRegex(@"^   at Submission#\d+[.+](?<method>[^<\r\n]+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex CellFrame();
}
