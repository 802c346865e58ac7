using System.Diagnostics;
using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>
/// The browser of all live pages: one process with a tab for each page. Its tests run one after the other, because only the tab in front
/// is drawn.
/// </summary>
[CollectionDefinition(Tests)]
public sealed class LiveBrowser : ICollectionFixture<LiveBrowser.Ending>
{
    /// <summary>The name of the test collection.</summary>
    public const string Tests = "Live pages";

    private static readonly HttpClient Client = new();
    private static readonly Lazy<Task<LiveBrowser>> Only = new(StartAsync);

    private readonly string _profile = Chromium.NewProfile();
    private readonly Process _process;
    private Uri _address = null!;

    private LiveBrowser() => _process = Chromium.Start(_profile, "--remote-debugging-port=0", "about:blank");

    /// <summary>Opens a tab.</summary>
    /// <returns>Its name, and the address of its tools.</returns>
    public static async Task<(string Id, Uri Tools)> NewTabAsync(CancellationToken cancellation)
    {
        LiveBrowser browser = await Only.Value.WaitAsync(cancellation);
        using HttpResponseMessage answer = await Client.PutAsync(new Uri(browser._address, "/json/new?about:blank"), null, cancellation);
        JsonElement tab = JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation));
        return (tab.GetProperty("id").GetString()!, new(tab.GetProperty("webSocketDebuggerUrl").GetString()!));
    }

    /// <summary>Closes a tab.</summary>
    public static void Close(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Only.Value.Result._address, $"/json/close/{id}"));
        Client.Send(request).Dispose();
    }

    // The browser writes the port that it chose into its folder.
    private static async Task<LiveBrowser> StartAsync()
    {
        var browser = new LiveBrowser();
        string file = Path.Combine(browser._profile, "DevToolsActivePort");
        while (!File.Exists(file) || File.ReadAllLines(file).Length < 2)
            await Task.Delay(50);
        browser._address = new($"http://127.0.0.1:{File.ReadLines(file).First()}");
        return browser;
    }

    /// <summary>Ends the browser after the last test.</summary>
    public sealed class Ending : IDisposable
    {
        public void Dispose()
        {
            if (!Only.IsValueCreated)
                return;
            LiveBrowser browser = Only.Value.Result;
            browser._process.Kill(entireProcessTree: true);
            browser._process.WaitForExit();
            browser._process.Dispose();
            Chromium.Remove(browser._profile);
        }
    }
}
