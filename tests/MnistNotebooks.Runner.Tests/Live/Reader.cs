using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>A reader with a browser of his own, in which nothing is kept of other tests.</summary>
internal sealed class Reader : IAsyncDisposable
{
    private const float Patience = 120_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Reader(IBrowserContext context) => _context = context;

    /// <summary>What went wrong in scripts or against the pages' policy.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <param name="width">Of the window.</param>
    /// <param name="isDark">Whether dark colours are preferred.</param>
    /// <param name="isTouched">Whether the screen is a phone's.</param>
    /// <param name="runsScripts">False for a browser without scripts.</param>
    /// <param name="drawsFigures">False to leave figures as text.</param>
    public static async Task<Reader> StartAsync(
        int width = 1280, bool isDark = false, bool isTouched = false, bool runsScripts = true, bool drawsFigures = true)
    {
        IBrowserContext context = await SharedBrowser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = isTouched,
            IsMobile = isTouched,
            JavaScriptEnabled = runsScripts,
            AcceptDownloads = true,
        });
        if (!drawsFigures)
            await context.RouteAsync("**/plotly.min.js", route => route.FulfillAsync(new() { Status = 404 }));
        return new(context);
    }

    /// <summary>Opens a lesson of a site.</summary>
    public Task<IPage> OpenAsync(LiveSite site, string lesson = "sample", bool waitsForKernel = true) =>
        OpenAsync(site.Address, lesson, waitsForKernel);

    /// <summary>Opens the printed address in a new tab, then a lesson, and waits for its kernel.</summary>
    /// <param name="address">As a server prints it.</param>
    /// <param name="lesson">A notebook's name.</param>
    /// <param name="waitsForKernel">Whether it is to be ready.</param>
    public async Task<IPage> OpenAsync(string address, string lesson, bool waitsForKernel = true)
    {
        IPage page = await _context.NewPageAsync();
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // A server that is gone is no fault of the page.
            if (message.Type == "error" && !message.Text.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal)
                && !message.Text.Contains("WebSocket connection", StringComparison.Ordinal)
                && !message.Text.Contains("403 (Forbidden)", StringComparison.Ordinal)
                && !message.Location.Contains("plotly.min.js", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
        await page.GotoAsync(address);
        await page.GotoAsync(new Uri(new Uri(address), $"{lesson}.html").AbsoluteUri);
        if (waitsForKernel)
            await Assertions.Expect(page.Locator(".bar")).ToHaveAttributeAsync("data-kernel", "ready", new() { Timeout = Patience });
        return page;
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}

/// <summary>What a reader does with the cells of a live page.</summary>
internal static class LivePageActions
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 120_000 };

    public static ILocator Cell(this IPage page, string id) => page.Locator($"#cell-{id}");

    public static ILocator Button(this ILocator within, string name) =>

        within.Locator("button").Filter(new() { HasTextRegex = new($"^{Regex.Escape(name)}$") });

    public static Task<string> OutputAsync(this ILocator cell) => cell.Locator(".outputs").InnerTextAsync();

    /// <summary>Puts the cursor into a cell's editor.</summary>
    public static async Task FocusEditorAsync(this IPage page, string cell)
    {
        await page.Cell(cell).ScrollIntoViewIfNeededAsync();
        await page.Cell(cell).Locator(".monaco-editor .view-lines").First.ClickAsync();
    }

    /// <summary>Types new code in the place of a cell's code.</summary>
    public static async Task RewriteAsync(this IPage page, string cell, string code)
    {
        await page.FocusEditorAsync(cell);
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.InsertTextAsync(code);
    }

    public static Task EndedAsync(this ILocator cell, string how = "done") =>
        Assertions.Expect(cell).ToHaveAttributeAsync("data-status", how, Patient);

    /// <summary>Presses Run and waits for the cell's end.</summary>
    public static async Task RunAsync(this ILocator cell, string how = "done")
    {
        await cell.Button("Run").ClickAsync();
        await cell.EndedAsync(how);
    }
}
