using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>A server of live lessons on a port of its own.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly LiveServer _server;

    private LiveSite(int port, LiveLessons lessons, LiveServer server) => (Port, Lessons, _server) = (port, lessons, server);

    public int Port { get; }

    public LiveLessons Lessons { get; }

    /// <summary>With the token.</summary>
    public string Address => _server.Address;

    public string Root => $"http://127.0.0.1:{Port}";

    /// <param name="folder">Of the notebooks.</param>
    /// <param name="environment">For the kernels.</param>
    /// <param name="timeToKeep">How long a kernel outlives its pages.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="timeToYield">How long a cell that is stopped may go on.</param>
    /// <param name="mostKernels">How many lessons may have one.</param>
    public static async Task<LiveSite> StartAsync(
        string folder, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? timeToKeep = null, int port = 0,
        TimeSpan? timeToYield = null, int mostKernels = 4)
    {
        port = port == 0 ? LiveServer.FreePort() : port;
        var lessons = new LiveLessons(folder, environment ?? new Dictionary<string, string>(), timeToKeep ?? TimeSpan.FromMinutes(10))
        {
            TimeToYield = timeToYield ?? TimeSpan.FromSeconds(1),
            MostKernels = mostKernels,
        };
        var data = new DataNote("Drawn for a test.", IsMnist: false);
        return new(port, lessons, await LiveServer.StartAsync(port, lessons, Task.FromResult(data)));
    }

    /// <summary>A server of one lesson, sample.ipynb, with these cells.</summary>
    public static Task<LiveSite> OfAsync(TemporaryFolder folder, params string[] cells)
    {
        Notebooks.SampleNotebook.Of(cells).Write(folder["sample" + NotebookFile.Extension]);
        return StartAsync(folder.Root);
    }

    /// <summary>A client that has opened the address, as a browser does.</summary>
    public Task<HttpClient> ClientAsync() => ClientAsync(Address);

    /// <param name="address">As a server prints it.</param>
    public static async Task<HttpClient> ClientAsync(string address)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(new Uri(address), "/") };
        using HttpResponseMessage opened = await client.GetAsync(new Uri(address));
        string cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Lessons.DisposeAsync();
    }
}
