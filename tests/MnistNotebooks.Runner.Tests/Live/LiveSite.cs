using System.Net;
using System.Net.Sockets;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Notebooks;

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
    public static async Task<LiveSite> StartAsync(
        string folder, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? timeToKeep = null, int port = 0)
    {
        port = port == 0 ? FreePort() : port;
        var lessons = new LiveLessons(folder, environment ?? new Dictionary<string, string>(), timeToKeep ?? TimeSpan.FromMinutes(10));
        return new(port, lessons, await LiveServer.StartAsync(port, lessons, new("Drawn for a test.", IsMnist: false)));
    }

    /// <summary>A server of one lesson, sample.ipynb, with these cells.</summary>
    public static Task<LiveSite> OfAsync(TemporaryFolder folder, params string[] cells)
    {
        Notebooks.SampleNotebook.Of(cells).Write(folder["sample" + NotebookFile.Extension]);
        return StartAsync(folder.Root);
    }

    /// <summary>A client that has opened the address, as a browser does.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(Root) };
        using HttpResponseMessage opened = await client.GetAsync(new Uri(Address));
        string cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        client.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Lessons.DisposeAsync();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
