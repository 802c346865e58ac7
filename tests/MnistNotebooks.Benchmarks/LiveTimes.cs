using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Benchmarks;

/// <summary>How long a reader of live pages waits, in Chromium; for an idle machine.</summary>
internal static class LiveTimes
{
    private const string Prefix = "Live lessons: ";

    public static async Task<int> RunAsync(TextWriter output)
    {
        using IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        await using IBrowser browser = await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = ChromiumProgram.Find(), Args = ["--no-sandbox"] }).ConfigureAwait(false);
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } }).ConfigureAwait(false);
        // The browser's own first page is not the server's time.
        await page.GotoAsync("data:text/html,ready").ConfigureAwait(false);

        var clock = Stopwatch.StartNew();
        using Process server = Process.Start(new ProcessStartInfo("dotnet",
            ["exec", typeof(ChromiumProgram).Assembly.Location, "serve", "--no-browser", "--port", "8799"])
        { RedirectStandardOutput = true })!;
        try
        {
            string address = await AddressAsync(server.StandardOutput).ConfigureAwait(false);
            await page.GotoAsync(address).ConfigureAwait(false);
            Say("serve to the index", clock.ElapsedMilliseconds, "ms");
            await OpenAsync("05-training").ConfigureAwait(false);
            Say("a lesson's page, first paint", await PaintAsync().ConfigureAwait(false), "ms");
            await page.WaitForSelectorAsync(".bar[data-kernel=ready]").ConfigureAwait(false);
            Say("a lesson's page to its kernel, with the page", clock.ElapsedMilliseconds, "ms");
            Say("the first cell, from the click", await RunAsync("lesson05-03").ConfigureAwait(false), "ms");
            await page.EvaluateAsync("document.querySelector('#cell-exercise-1').scrollIntoView()").ConfigureAwait(false);
            await page.Locator("#cell-exercise-1 .view-lines").First.ClickAsync().ConfigureAwait(false);
            await TypeAsync("40 + 2").ConfigureAwait(false);
            await RunAsync("exercise-1").ConfigureAwait(false);
            Say("a one-line cell, from the click, warm", await MedianAsync(20, () => RunAsync("exercise-1")).ConfigureAwait(false), "ms");
            await CompleteAsync().ConfigureAwait(false);
            Say("a list of completions, from the key", await MedianAsync(10, CompleteAsync).ConfigureAwait(false), "ms");

            await OpenAsync("09-pixel-influence").ConfigureAwait(false);
            await page.WaitForSelectorAsync(".bar[data-kernel=ready]").ConfigureAwait(false);
            await page.WaitForTimeoutAsync(3000).ConfigureAwait(false);
            foreach (string time in (string[])["first", "second"])
            {
                double[] frames = await page.EvaluateAsync<double[]>(Scroll).ConfigureAwait(false);
                Say($"scrolling lesson 09, the {time} time", frames[0], "frames a second");
                Say("  its longest frame", frames[1], "ms");
            }
            return 0;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }

        async Task OpenAsync(string lesson)
        {
            clock.Restart();
            await page.GotoAsync($"http://127.0.0.1:8799/{lesson}.html").ConfigureAwait(false);
        }

        Task<double> PaintAsync() =>
            page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");

        Task<double> RunAsync(string cell) => page.EvaluateAsync<double>(Run, cell);

        async Task TypeAsync(string code)
        {
            await page.Keyboard.PressAsync("Control+A").ConfigureAwait(false);
            await page.Keyboard.InsertTextAsync(code).ConfigureAwait(false);
            await page.WaitForTimeoutAsync(500).ConfigureAwait(false);
        }

        async Task<double> CompleteAsync()
        {
            await page.Locator("#cell-exercise-1 .view-lines").First.ClickAsync().ConfigureAwait(false);
            await TypeAsync("Console").ConfigureAwait(false);
            var key = Stopwatch.StartNew();
            await page.Keyboard.TypeAsync(".").ConfigureAwait(false);
            await page.WaitForSelectorAsync(".suggest-widget.visible .monaco-list-row").ConfigureAwait(false);
            double waited = key.Elapsed.TotalMilliseconds;
            await page.Keyboard.PressAsync("Escape").ConfigureAwait(false);
            return waited;
        }

        void Say(string what, double value, string unit) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-45} {value,7:0} {unit}"));
    }

    // From the click to the output on the page.
    private const string Run = """
        id => new Promise(done => {
          const cell = document.getElementById(`cell-${id}`);
          let begun = false, from = performance.now();
          const look = () => {
            begun ||= cell.dataset.status !== 'done' && cell.dataset.status !== 'idle';
            if (!begun || cell.dataset.status !== 'done') return;
            watch.disconnect();
            done(performance.now() - from);
          };
          const watch = new MutationObserver(look);
          watch.observe(cell, { attributes: true, attributeFilter: ['data-status'] });
          [...cell.querySelectorAll('.tools button')].find(one => one.textContent === 'Run').click();
          look();
        })
        """;

    // Three screens a second, for eight seconds.
    private const string Scroll = """
        () => new Promise(done => {
          scrollTo(0, 0);
          let frames = 0, longest = 0, last = performance.now();
          const begin = last;
          const step = now => {
            frames++;
            longest = Math.max(longest, now - last);
            scrollBy(0, 3 * innerHeight * (now - last) / 1000);
            last = now;
            if (now - begin < 8000) requestAnimationFrame(step);
            else done([frames / ((now - begin) / 1000), longest]);
          };
          requestAnimationFrame(step);
        })
        """;

    private static async Task<string> AddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(Prefix, StringComparison.Ordinal))
                return line[Prefix.Length..];
        }
        throw new InvalidOperationException("The server did not start.");
    }

    private static async Task<double> MedianAsync(int count, Func<Task<double>> measure)
    {
        var times = new List<double>();
        for (int i = 0; i < count; i++)
            times.Add(await measure().ConfigureAwait(false));
        times.Sort();
        return times[count / 2];
    }
}
