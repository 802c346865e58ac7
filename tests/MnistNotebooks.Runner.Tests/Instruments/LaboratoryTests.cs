using System.Globalization;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Commands;
using MnistNotebooks.Runner.Tests.Kernels;
using MnistNotebooks.Runner.Tests.Pages;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The laboratory as readers use it, by real input in a browser; its numbers are the library's.</summary>
public sealed class LaboratoryTests(WarmKernel kernel, ITestOutputHelper output) : IClassFixture<WarmKernel>
{
    private const string Hash = "#lab=hidden:20,rate:0.2,digits:1000,epochs:2,seed:3,rule:exact";

    // The library trains in single precision.
    private const double Tolerance = 1e-4;

    // One digit of a thousand may lie on the border between two answers.
    private const double OneDigit = 0.0011;

    // The sweep's learning rates.
    private static readonly double[] Rates = [0.01, 0.03, 0.1, 0.3, 1];

    // Those of the page's training digits from which nothing is learned.
    private static DigitSet HeldBack => TrainedNetworks.Data.Train.Range(4_000, 1_000);

    [BrowserFact]
    public async Task A_training_has_the_weights_the_error_and_the_accuracy_of_the_librarys()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync(Hash);
        await page.ClickAsync(page.Part("train"));
        await page.TrainedAsync();

        var (network, history) = Trained(hidden: 20, rate: 0.2, digits: 1_000, epochs: 2, seed: 3, BackwardRule.Gradient);
        EnginePage.Close(EnginePage.Parameters(network), await page.WeightsAsync(), Tolerance);
        double accuracy = network.Score(HeldBack).Accuracy;
        Assert.Equal(accuracy, await AccuracyAsync(page, 0), OneDigit);
        // Points of 25 records each: the last forty are the second epoch.
        JsonElement[] points = [.. (await page.AskAsync(".runs[0].errors")).EnumerateArray()];
        Assert.Equal(history.Epochs[1].Error, points.TakeLast(40).Average(point => point.GetProperty("error").GetDouble()), 1e-5);
        Assert.Equal(2_000, points[^1].GetProperty("records").GetInt32());

        int right = (int)Math.Round(await AccuracyAsync(page, 0) * HeldBack.Count);
        string status = await page.TextAsync("status");
        Assert.Contains($"20 nodes, rate 0.2: {Whole(right)} of {Whole(HeldBack.Count)} digits held back right", status,
            StringComparison.Ordinal);
        Assert.Contains("2,000 records in ", status, StringComparison.Ordinal);
        Assert.Equal("The weights of 20 hidden nodes after 2,000 records", await page.TextAsync("wall-name"));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task The_csharp_beside_it_makes_the_same_training()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync(Hash);
        string code = await page.TextAsync("code");
        Assert.Contains("Hidden = [20], Seed = 3", code, StringComparison.Ordinal);
        // Settings are not chosen by the test set.
        Assert.DoesNotContain("mnist.Test", code, StringComparison.Ordinal);
        await page.ClickAsync(page.Part("train"));
        await page.TrainedAsync();
        using var folder = new TemporaryFolder();
        if (Requirement.MnistFolder is null)
        {
            FewDigits.Write(folder.Root, TrainedNetworks.Data);
            code = code.Replace("Mnist.Load()", $"Mnist.Load(\"{folder.Root}\")", StringComparison.Ordinal);
        }
        RanCell cell = Assert.Single(await kernel.RunAsync($"#r \"{typeof(DigitSet).Assembly.Location}\"\n{code}"));
        Assert.Null(cell.Error);
        string printed = Assert.Single(cell.Lines);
        double accuracy = double.Parse(printed["stdout:accuracy ".Length..][..6], CultureInfo.InvariantCulture);
        Assert.Equal(accuracy, await AccuracyAsync(page, 0), OneDigit);
    }

    [LongBrowserFact]
    public async Task A_sweep_tries_five_learning_rates_and_names_the_best()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync("#lab=hidden:15,digits:800");
        await page.ClickAsync(page.Part("train"));
        await page.TrainedAsync();
        await page.ClickAsync(page.Part("sweep"));
        await page.TrainedAsync();
        Assert.Equal(6, (await page.AskAsync(".runs.length")).GetInt32());
        var accuracies = new List<double>();
        foreach (var (i, rate) in Rates.Index())
        {
            accuracies.Add(await AccuracyAsync(page, i + 1));
            // At a rate of 1 a difference grows tenfold in 40 records or so, and after 800 of them even two trainings in double precision
            // have no weight in common any more; TrainingAgreementTests compares the steps that can be compared.
            if (rate == 1)
                continue;
            var (network, _) = Trained(hidden: 15, rate, digits: 800, epochs: 1, seed: 1, BackwardRule.Tutorial);
            Assert.Equal(network.Score(HeldBack).Accuracy, accuracies[^1], OneDigit);
        }
        double best = Rates[accuracies.IndexOf(accuracies.Max())];
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Of 5 learning rates {best} reads best: "),
            await page.TextAsync("status"), StringComparison.Ordinal);

        // The five stand out; the one before is pale, and can be forgotten.
        Assert.Equal(1, await CountAsync(page, "#errors .pale polyline"));
        Assert.Equal(6, await CountAsync(page, "#errors polyline"));
        Assert.Equal(6, await CountAsync(page, "#rates circle"));
        Assert.Equal(6, await CountAsync(page, "#runs li"));
        await page.ClickAsync(page.Part("forget"));
        await page.TrainedAsync();
        Assert.Equal(5, await CountAsync(page, "#accuracies polyline"));
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task An_address_keeps_the_settings()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync();
        Assert.Equal("", (await page.Live.EvaluateAsync("location.hash")).GetString());
        await page.AskAsync(".find('hidden').focus()");
        await page.Live.PressAsync("ArrowUp");
        Assert.Equal("#lab=hidden:101,rate:0.1,digits:4000,epochs:1,seed:1,rule:tutorial",
            (await page.Live.EvaluateAsync("location.hash")).GetString());
        Assert.Equal("#lab=hidden:101,rate:0.1,digits:4000,epochs:1,seed:1,rule:tutorial", await page.TextAsync("address"));
        Assert.Contains("Hidden = [101], Seed = 1", await page.TextAsync("code"), StringComparison.Ordinal);

        // Sent to somebody who has the page open, and to somebody who opens it.
        await page.Live.EvaluateAsync($"location.hash = '{Hash}'");
        await page.TrainedAsync();
        const string settings = """{"hidden":20,"rate":0.2,"digits":1000,"epochs":2,"seed":3,"rule":"exact"}""";
        Assert.Equal(settings, (await page.AskAsync(".settings")).GetRawText());
        await page.Live.ReloadAsync();
        Assert.Equal(settings, (await page.AskAsync(".settings")).GetRawText());

        // What can't be is as by default, and other addresses are left alone.
        await page.Live.EvaluateAsync("location.hash = '#lab=hidden:0,rate:fast,seed:2.5,epochs:3,nodes:7'");
        await page.TrainedAsync();
        Assert.Equal("""{"hidden":100,"rate":0.1,"digits":4000,"epochs":3,"seed":1,"rule":"tutorial"}""",
            (await page.AskAsync(".settings")).GetRawText());
        await page.Live.EvaluateAsync("location.hash = '#here'");
        await page.TrainedAsync();
        await page.AskAsync(".find('hidden').focus()");
        await page.Live.PressAsync("ArrowUp");
        Assert.Equal("#here", (await page.Live.EvaluateAsync("location.hash")).GetString());
        Assert.Equal(3, (await page.AskAsync(".settings.epochs")).GetInt32());
    }

    [LongBrowserFact]
    public async Task Everything_is_reached_by_the_keyboard()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync("#lab=hidden:10,digits:500");
        await TabToAsync(page, "hidden");
        await TypeAsync(page, "7");
        await TabToAsync(page, "rate-slider");
        await page.Live.PressAsync("ArrowRight");
        Assert.Equal("0.2", (await page.AskAsync(".find('rate').value")).GetString());
        await TabToAsync(page, "tutorial");
        await page.Live.PressAsync("ArrowDown");
        await page.Live.PressAsync("Enter");
        await page.TrainedAsync();
        Assert.Equal("""{"hidden":7,"rate":0.2,"digits":500,"epochs":1,"seed":1,"rule":"exact"}""",
            (await page.AskAsync(".runs[0].settings")).GetRawText());

        // A button that goes dead hands the focus on.
        await TabToAsync(page, "digits");
        await TypeAsync(page, "4000");
        await TabToAsync(page, "epochs");
        await TypeAsync(page, "20");
        await TabToAsync(page, "train");
        await page.Live.PressAsync("Enter");
        Assert.Equal("stop", (await page.AskAsync(".shadowRoot.activeElement.id")).GetString());
        await page.Live.PressAsync("Enter");
        await page.TrainedAsync();
        Assert.Equal("train", (await page.AskAsync(".shadowRoot.activeElement.id")).GetString());
        Assert.Equal("stopped", (await page.AskAsync(".runs[1].state")).GetString());

        // The list gives back the settings of a training.
        await TabToAsync(page, "Take these settings");
        await TabToAsync(page, "Take these settings");
        await page.Live.PressAsync("Enter");
        Assert.Equal(1, (await page.AskAsync(".settings.epochs")).GetInt32());
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task A_number_out_of_its_range_is_told_and_becomes_the_nearest_that_can_be()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync();
        await TabToAsync(page, "hidden");
        await TypeAsync(page, "9999");
        Assert.Equal("Hidden nodes: a number from 1 to 500.", await page.TextAsync("fault"));
        await page.Live.PressAsync("Tab");
        Assert.Equal("", await page.TextAsync("fault"));
        Assert.Equal(500, (await page.AskAsync(".settings.hidden")).GetInt32());
        Assert.Equal("500", (await page.AskAsync(".find('hidden').value")).GetString());
    }

    [BrowserFact]
    public async Task A_training_can_be_stopped_and_another_one_follows()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync("#lab=hidden:300,epochs:20");
        await page.ClickAsync(page.Part("train"));
        await page.Live.EvaluateAsync($$"""
            (async () => { while ({{page.Element}}.runs.length === 0 || {{page.Element}}.runs[0].records === 0)
              await new Promise(done => setTimeout(done, 10)); })()
            """);
        await page.ClickAsync(page.Part("stop"));
        await page.TrainedAsync();
        Assert.Equal("stopped", (await page.AskAsync(".runs[0].state")).GetString());
        Assert.InRange((await page.AskAsync(".runs[0].records")).GetInt32(), 1, 20 * 4_000 - 1);
        await page.Live.EvaluateAsync("location.hash = '#lab=hidden:10,digits:100'");
        await page.ClickAsync(page.Part("train"));
        await page.TrainedAsync();
        Assert.Equal("done", (await page.AskAsync(".runs[1].state")).GetString());
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Trainings_leave_memory_as_it_was()
    {
        // Two hundred take two minutes of a busy machine.
        int trainings = Requirement.WantsAll ? 200 : 40;
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync();
        // What is not seen is not drawn, and a training takes a moment.
        await page.AskAsync(".setAttribute('hidden', '')");
        await TrainManyAsync(page, 10);
        long before = await page.Live.HeapAsync();
        await TrainManyAsync(page, trainings);
        long after = await page.Live.HeapAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"JavaScript's memory: {before / 1e6:F2} MB before {trainings} trainings, {after / 1e6:F2} MB after them"));
        Assert.InRange(after, 0, before + 1_000_000);
        Assert.Equal(12, (await page.AskAsync(".runs.length")).GetInt32());
    }

    [LongBrowserTheory]
    [InlineData(400)]
    [InlineData(1280)]
    [InlineData(1920)]
    public async Task Nothing_moves_while_it_trains_and_the_page_stays_as_wide_as_its_window(int width)
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync("#lab=hidden:50,digits:2000", width);
        await page.AskAsync(".scrollIntoView()");
        await page.TrainedAsync();
        JsonElement told = await page.Live.EvaluateAsync($$"""
            (async laboratory => {
              const moved = [];
              let frames = 0, isOver = false;
              // What lies in a shadow has no name here, but it has a place.
              const watcher = new PerformanceObserver(list => {
                for (const { sources } of list.getEntries())
                  moved.push(...sources.map(({ previousRect, currentRect }) => [previousRect, currentRect]));
              });
              watcher.observe({ type: 'layout-shift' });
              const count = () => { frames++; if (!isOver) requestAnimationFrame(count); };
              count();
              const start = performance.now();
              await laboratory.train(laboratory.settings, { ...laboratory.settings, hidden: 200 });
              isOver = true;
              const seconds = (performance.now() - start) / 1000;
              await new Promise(done => setTimeout(done, 100));
              return { moved, frames: frames / seconds, width: document.documentElement.scrollWidth };
            })({{page.Element}})
            """);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{width} px: {told.GetProperty("frames").GetDouble():F0} frames a second while it trains"));
        Assert.Equal("[]", told.GetProperty("moved").GetRawText());
        Assert.InRange(told.GetProperty("width").GetInt32(), 1, width);
    }

    [BrowserFact]
    public async Task Inserted_as_notebooks_do_it_works_by_itself()
    {
        await using LaboratoryPage page = await LaboratoryPage.OpenAsync();
        string html = JsonSerializer.Serialize(LaboratoryPage.Instrument.ToHtml());
        await page.Live.EvaluateAsync($$"""
            (() => {
              delete globalThis.mnistDigits;
              document.querySelector('mnist-laboratory').remove();
              const output = document.createElement('div');
              document.querySelector('main').prepend(output);
              output.innerHTML = {{html}};
              for (const old of output.querySelectorAll('script')) {
                const made = document.createElement('script');
                made.textContent = old.textContent;
                old.replaceWith(made);
              }
            })()
            """);
        await page.AskAsync(".train({ ...document.querySelector('mnist-laboratory').settings, hidden: 10, digits: 100 })");
        Assert.StartsWith("10 nodes, rate 0.1: ", await page.TextAsync("status"), StringComparison.Ordinal);
        Assert.Empty(page.Live.Errors);
    }

    private static async Task TrainManyAsync(LaboratoryPage page, int count) => await page.Live.EvaluateAsync($$"""
        (async laboratory => {
          for (let i = 1; i <= {{count}}; i++)
            await laboratory.train({ hidden: 20, rate: 0.1, digits: 20, epochs: 1, seed: i, rule: 'tutorial' });
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        })({{page.Element}})
        """);

    private static (Network, TrainingHistory) Trained(
        int hidden, double rate, int digits, int epochs, int seed, BackwardRule rule)
    {
        Network network = new NetworkDescription { Hidden = [hidden], Seed = seed }.Create();
        var options = new TrainingOptions { LearningRate = rate, Epochs = epochs, Rule = rule };
        return (network, Training.Run(network, TrainedNetworks.Data.Train.Range(0, digits), options));
    }

    private static async Task<double> AccuracyAsync(LaboratoryPage page, int run) =>
        (await page.AskAsync($".runs[{run}].accuracies.at(-1).accuracy")).GetDouble();

    private static async Task<int> CountAsync(LaboratoryPage page, string selector) =>
        (await page.AskAsync($".shadowRoot.querySelectorAll('{selector}').length")).GetInt32();

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // By its id, value or title.
    private static async Task TabToAsync(LaboratoryPage page, string name)
    {
        string focused = $"{page.Element}.shadowRoot.activeElement";
        for (int i = 0; i < 60; i++)
        {
            await page.Live.PressAsync("Tab");
            JsonElement found = await page.Live.EvaluateAsync($"[{focused}?.id, {focused}?.value, {focused}?.title].includes('{name}')");
            if (!found.GetBoolean())
                continue;
            Assert.Equal("solid", (await page.Live.EvaluateAsync($"getComputedStyle({focused}).outlineStyle")).GetString());
            return;
        }
        Assert.Fail($"Tab does not lead to {name}.");
    }

    // In the place of what the field holds.
    private static async Task TypeAsync(LaboratoryPage page, string digits)
    {
        await page.AskAsync(".shadowRoot.activeElement.select()");
        foreach (char digit in digits)
            await page.Live.PressAsync(digit.ToString());
    }
}
