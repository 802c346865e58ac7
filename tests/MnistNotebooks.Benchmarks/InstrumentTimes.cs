using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Benchmarks;

/// <summary>
/// How often instruments show something new while a reader draws, trains or plays, in Chromium, which shows 60 frames a second at most. For
/// an idle machine; how much of a frame's time the page's own thread works tells more on a busy one.
/// </summary>
internal static class InstrumentTimes
{
    private const int Milliseconds = 4000;

    private const string Trains = "element => element.find('train').click()";

    private const string Plays = "element => element.shadowRoot.querySelector('.player button').click()";

    // Counts frames for a while.
    private const string Count = """
        milliseconds => new Promise(done => {
          let frames = 0, longest = 0, begin = 0, last = 0;
          const step = now => {
            if (begin === 0) begin = now;
            else {
              frames++;
              longest = Math.max(longest, now - last);
            }
            last = now;
            if (now - begin < milliseconds) requestAnimationFrame(step);
            else done([frames / ((now - begin) / 1000), longest]);
          };
          requestAnimationFrame(step);
        })
        """;

    public static async Task<int> RunAsync(TextWriter output)
    {
        MnistData data = Mnist.Load();
        output.WriteLine(data.Source);
        output.WriteLine($"{"",-50}    frames a second   longest frame   work in a frame");
        Network large = Trained(Network.Tutorial(200), new(), data);
        Network deep = Trained((NetworkDescription.Modern with { Hidden = [50, 100] }).Create(), TrainingOptions.Modern, data);
        (string, AttributionMethod)[] methods =
            [("one pixel", new OnePixel()), ("occlusion", new Occlusion()), ("the ink itself", new InkShares())];

        using IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        await using IBrowser browser = await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = ChromiumProgram.Find(), Args = ["--no-sandbox"] }).ConfigureAwait(false);

        await MeasureAsync("an empty page", null).ConfigureAwait(false);
        await DrawAsync("glass network, drawing", Instruments.Instruments.GlassNetwork(data)).ConfigureAwait(false);
        await DrawAsync("microscope of 200 nodes, drawing", Instruments.Instruments.Microscope(data, "Draw", ("ours", large)))
            .ConfigureAwait(false);
        await DrawAsync("microscope of 50 and 100 nodes, drawing", Instruments.Instruments.Microscope(data, "Draw", ("ours", deep)))
            .ConfigureAwait(false);
        await MeasureAsync("laboratory, training 200 nodes", Instruments.Instruments.Laboratory(data), Trains, "#lab=hidden:200,epochs:20")
            .ConfigureAwait(false);
        await MeasureAsync("plane, training 4 nodes", Instruments.Instruments.PlaneLaboratory(), Trains, "#plane=points:moons,hidden:4")
            .ConfigureAwait(false);
        await MeasureAsync(
            "plane, training 8-8-8 nodes", Instruments.Instruments.PlaneLaboratory(), Trains, "#plane=points:spiral,hidden:8-8-8")
            .ConfigureAwait(false);
        await MeasureAsync("film, playing", Instruments.Instruments.OrderingFilm(deep, data.Test.Range(0, 3)), Plays).ConfigureAwait(false);
        await MeasureAsync("race, playing", Instruments.Instruments.ExplanationRace(deep, data.Test.Range(0, 3), methods), Plays)
            .ConfigureAwait(false);
        return 0;

        Task DrawAsync(string what, Instrument instrument) => MeasureAsync(what, instrument, draws: true);

        async Task MeasureAsync(string what, Instrument? instrument, string begin = "element => {}", string hash = "", bool draws = false)
        {
            string path = Path.Combine(Path.GetTempPath(), $"mnist-instrument-{Environment.ProcessId}.html");
            await File.WriteAllTextAsync(path, $"<!DOCTYPE html><meta charset=\"utf-8\">{instrument?.ToHtml() ?? "<p>Nothing</p>"}")
                .ConfigureAwait(false);
            IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } }).ConfigureAwait(false);
            try
            {
                await page.GotoAsync(new Uri(path).AbsoluteUri + hash).ConfigureAwait(false);
                await page.EvaluateAsync(
                    $"async () => {{ const element = document.body.firstElementChild; await element.pose?.(); ({begin})(element); }}")
                    .ConfigureAwait(false);
                await page.WaitForTimeoutAsync(300).ConfigureAwait(false);
                ICDPSession tools = await page.Context.NewCDPSessionAsync(page).ConfigureAwait(false);
                await tools.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" }).ConfigureAwait(false);
                double worked = await WorkAsync(tools).ConfigureAwait(false);
                Task<double[]> counting = page.EvaluateAsync<double[]>(Count, Milliseconds);
                if (draws)
                    await DrawUntilAsync(page, counting).ConfigureAwait(false);
                double[] frames = await counting.ConfigureAwait(false);
                double work = (await WorkAsync(tools).ConfigureAwait(false) - worked) * 1e6 / Milliseconds / frames[0];
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{what,-50} {frames[0],18:F0} {frames[1],12:F0} ms {work,14:F1} ms"));
            }
            finally
            {
                await page.CloseAsync().ConfigureAwait(false);
                File.Delete(path);
            }
        }
    }

    private static Network Trained(Network network, TrainingOptions options, MnistData data)
    {
        Training.Run(network, data.Train.Range(0, Math.Min(5_000, data.Train.Count)), options with { Epochs = 1 });
        return network;
    }

    // Round and round on the paper, with the mouse held down.
    private static async Task DrawUntilAsync(IPage page, Task counting)
    {
        var box = await page.Locator("#paper").BoundingBoxAsync().ConfigureAwait(false)
            ?? throw new InvalidOperationException("There is no paper to draw on.");
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 5).ConfigureAwait(false);
        await page.Mouse.DownAsync().ConfigureAwait(false);
        for (int i = 0; !counting.IsCompleted; i++)
        {
            double angle = i / 12.0, size = 0.25 + 0.1 * Math.Sin(angle / 7);
            await page.Mouse.MoveAsync((float)(box.X + box.Width * (0.5 + size * Math.Sin(angle))),
                (float)(box.Y + box.Height * (0.5 - size * Math.Cos(angle)))).ConfigureAwait(false);
        }
        await page.Mouse.UpAsync().ConfigureAwait(false);
    }

    // Seconds that the page's thread has worked so far, on the processor.
    private static async Task<double> WorkAsync(ICDPSession tools)
    {
        JsonElement answer = await tools.SendAsync("Performance.getMetrics").ConfigureAwait(false)
            ?? throw new InvalidOperationException("The browser tells no times.");
        return answer.GetProperty("metrics").EnumerateArray()
            .First(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }
}
