using System.IO.Compression;

namespace MnistNotebooks.Charts;

/// <summary>plotly.js on its way to the page of a live notebook: the first figure carries it, the later ones find it there.</summary>
/// <param name="path">Tells where plotly.min.js lies; null when nobody knows.</param>
internal sealed class PlotlyCarrier(Func<string?> path)
{
    /// <summary>
    /// The name under which a host tells the path of plotly.min.js: <c>AppContext.SetData("MnistNotebooks.PlotlyScript", path)</c>. It is
    /// told through AppContext because host and library may be loaded in different load contexts, which share no types of theirs.
    /// </summary>
    public const string HostData = "MnistNotebooks.PlotlyScript";

    private readonly Lock _lock = new();
    private bool _isCarried;

    /// <summary>That of the process.</summary>
    public static PlotlyCarrier OfProcess { get; } = new(() => AppContext.GetData(HostData) as string);

    /// <summary>The script, compressed by gzip and in base64; null when it was carried before or nobody knows where it lies.</summary>
    public string? Carry()
    {
        lock (_lock)
        {
            if (_isCarried || path() is not { } file)
                return null;
            string packed = Packed(file);
            _isCarried = true;
            return packed;
        }
    }

    /// <summary>Makes the next figure carry the script again, for tests.</summary>
    public void Reset()
    {
        lock (_lock)
            _isCarried = false;
    }

    private static string Packed(string file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(file));
        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }
}
