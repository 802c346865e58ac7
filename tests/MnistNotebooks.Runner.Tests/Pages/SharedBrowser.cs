using Microsoft.Playwright;
using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>The browser of all tests that use pages as readers do: one process, which ends with that of the tests.</summary>
internal static class SharedBrowser
{
    private static readonly Lazy<Task<IBrowser>> Only = new(StartAsync);

    /// <summary>A window of its own, in which nothing is kept of other tests, and which is drawn beside theirs.</summary>
    public static async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        IBrowserContext context = await (await Only.Value).NewContextAsync(options);
        context.SetDefaultTimeout(120_000);
        return context;
    }

    private static async Task<IBrowser> StartAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ChromiumProgram.Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            // They take their room from a page, as they do for most readers.
            IgnoreDefaultArgs = ["--hide-scrollbars"],
        });
    }
}
