using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MnistNotebooks.Charts;

namespace MnistNotebooks.Tests.Charts;

/// <summary>plotly.js in the HTML of figures. Runs by itself, because what a host tells holds for the whole process.</summary>
[Collection(nameof(PlotlyCarrierTests))]
[CollectionDefinition(nameof(PlotlyCarrierTests), DisableParallelization = true)]
public sealed class PlotlyCarrierTests : IDisposable
{
    private const string Script = "window.Plotly = 'é';";

    private readonly string _file = Path.GetTempFileName();

    public PlotlyCarrierTests() => File.WriteAllText(_file, Script);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_first_figure_of_a_process_carries_the_script_that_its_host_names()
    {
        Figure first = Samples.All["Bars"](), second = Samples.All["Film"]();
        string plain = second.ToHtml();
        AppContext.SetData(PlotlyCarrier.HostData, _file);
        try
        {
            Assert.Equal(Script, Unpacked(first.ToHtml()));
            Assert.Equal(plain, second.ToHtml());
            Assert.Null(Unpacked(first.ToHtml()));
            PlotlyCarrier.OfProcess.Reset();
            Assert.Equal(Script, Unpacked(second.ToHtml()));
        }
        finally
        {
            AppContext.SetData(PlotlyCarrier.HostData, null);
            PlotlyCarrier.OfProcess.Reset();
        }
    }

    [Fact]
    public void Without_a_host_no_figure_carries_anything()
    {
        var carrier = new PlotlyCarrier(() => null);
        Assert.Null(carrier.Carry());
        Assert.Null(Unpacked(LiveFigure.Of(Samples.All["Bars"](), carrier)));
    }

    [Fact]
    public void What_could_not_be_read_is_not_counted_as_carried()
    {
        string path = _file + ".missing";
        var carrier = new PlotlyCarrier(() => path);
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(carrier.Carry).Message, StringComparison.Ordinal);
        path = _file;
        Assert.NotNull(carrier.Carry());
    }

    [Fact]
    public void Of_many_threads_one_carries()
    {
        var carrier = new PlotlyCarrier(() => _file);
        Assert.Single(Enumerable.Range(0, 50).AsParallel().Select(_ => carrier.Carry()).ToArray(), packed => packed is not null);
    }

    // The script in a figure's HTML, or null.
    private static string? Unpacked(string html)
    {
        Match packed = Regex.Match(html, "unpack\\('([A-Za-z0-9+/=]+)'\\)");
        if (!packed.Success)
            return null;
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed.Groups[1].Value)), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
