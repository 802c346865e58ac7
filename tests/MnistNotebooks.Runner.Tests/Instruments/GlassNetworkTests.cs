using System.Globalization;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Pages;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The numbers that the glass network shows are the library's.</summary>
public sealed class GlassNetworkTests(ITestOutputHelper output)
{
    // Both sum in double precision, in another order.
    private const double Tolerance = 1e-6;

    [Fact]
    public void The_tutorials_training_stands_still_at_twelve_places()
    {
        Assert.Equal([0, 100, 300, 1_000, 3_000, 10_000, 30_000, 60_000, 120_000, 180_000, 240_000, 300_000],
            GlassNetworkContent.Stops(60_000));
        Assert.Equal([0, 100, 200, 300, 400, 500], GlassNetworkContent.Stops(100));
    }

    [Fact]
    public void What_is_stored_is_the_librarys_training()
    {
        Network network = Network.Tutorial(200, seed: 1);
        EnginePage.Close(EnginePage.Parameters(network), EnginePage.Parameters(GlassPage.Moments[0].Network), 0);
        Training.Run(network, GlassPage.Data.Train, new() { Epochs = 5 });
        Assert.Equal(20_000, GlassPage.Moments[^1].Records);
        // Sums in single precision start anew at every stop.
        EnginePage.Close(EnginePage.Parameters(network), EnginePage.Parameters(GlassPage.Moments[^1].Network), 1e-3);
        Assert.Equal(network.Score(GlassPage.Data.Test).Accuracy, GlassPage.Moments[^1].Accuracy, 0.0041);
    }

    [BrowserFact]
    public async Task Outputs_and_unfolded_sums_are_the_librarys()
    {
        await using GlassPage page = await GlassPage.OpenAsync();
        foreach (int stop in (int[])[0, 3, GlassPage.Last])
        {
            await page.StopAsync(stop);
            Network trained = GlassPage.Moments[stop].Network, packed = GlassPage.Packed(trained);
            foreach (Digit digit in GlassPage.Digits)
            {
                await page.ShowAsync(digit);
                ForwardPass pass = packed.Forward(packed.InputsOf(digit));
                double[] hiddenSums = await page.NumbersAsync(".look.pass.layers[0].sums");
                double[] outputs = await page.NumbersAsync(".look.pass.outputs");
                EnginePage.Close([.. pass.Layers[0].PreActivations], hiddenSums, Tolerance);
                EnginePage.Close([.. pass.Outputs], outputs, Tolerance);
                GlassChecks.WithinTheErrorStated(trained, trained.Forward(trained.InputsOf(digit)), hiddenSums, outputs);
                await page.ClickAsync($"{page.Part("wall")}.querySelectorAll('button')[36]");
                await GlassChecks.UnfoldedAsync(page, packed, pass, layer: 0, 36);
                await page.ClickAsync($"{page.Part("outputs")}.querySelectorAll('button')[{pass.Predicted}]");
                await GlassChecks.UnfoldedAsync(page, packed, pass, layer: 1, pass.Predicted);
            }
        }
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task The_backward_pass_of_a_clicked_weight_is_the_librarys()
    {
        await using GlassPage page = await GlassPage.OpenAsync();
        foreach (int stop in (int[])[1, GlassPage.Last])
        {
            await page.StopAsync(stop);
            Digit digit = GlassPage.Digits[stop % 3];
            await page.ShowAsync(digit);
            Network packed = GlassPage.Packed(GlassPage.Moments[stop].Network);
            int answer = packed.Forward(packed.InputsOf(digit)).Predicted;

            // A product of the output that wins, and then a hidden node and two of its pixels: in its sum, and in the picture.
            await page.ClickAsync($"{page.Part("outputs")}.querySelectorAll('button')[{answer}]");
            await page.ClickAsync($"{page.Part("products")}.rows[2].cells[1]");
            await GlassChecks.StepAsync(page, packed, digit, layer: 1, answer);
            await page.ClickAsync($"{page.Part("wall")}.querySelectorAll('button')[117]");
            await page.ClickAsync($"{page.Part("products")}.rows[4].cells[0].firstChild");
            await GlassChecks.StepAsync(page, packed, digit, layer: 0, 117);
            await page.DragAsync(page.Part("inputs"), "mouse", (10.5 / 28, 20.5 / 28));
            Assert.Equal(20 * 28 + 10, await page.NumberAsync(".look.connection.input"));
            await GlassChecks.StepAsync(page, packed, digit, layer: 0, 117);

            // Another target, which only the reader knows.
            await page.ChooseAsync("meant", ((digit.Label + 1) % 10).ToString(CultureInfo.InvariantCulture));
            await GlassChecks.StepAsync(page, packed, digit with { Label = (digit.Label + 1) % 10 }, layer: 0, 117);
        }
        Assert.Empty(page.Live.Errors);
    }

    [Fact]
    public void The_index_shows_it_when_a_lesson_does()
    {
        using var folder = new TemporaryFolder();
        var writer = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        writer.WriteLesson(folder["03-glass.ipynb"], GlassPage.Lesson, null, null);
        string index = File.ReadAllText(writer.WriteIndex([GlassPage.Lesson]));
        Assert.Contains("<section class=\"welcome\">\n<mnist-glass-network content=\"{", index, StringComparison.Ordinal);
        foreach (string name in (string[])[DigitsImage.FileName, GlassNetworkContent.FileName, InstrumentScript.FileName])
        {
            Assert.Contains($"<script defer src=\"{name}\"></script>\n", index, StringComparison.Ordinal);
            Assert.True(File.Exists(folder[$"out/{name}"]));
        }
        Assert.DoesNotContain("<script defer", File.ReadAllText(writer.WriteIndex([SampleLesson.Notebook])), StringComparison.Ordinal);
    }

    [LongBrowserTheory]
    [InlineData(400)]
    [InlineData(1280)]
    [InlineData(1920)]
    public async Task The_index_is_no_wider_than_the_window(int width)
    {
        using var folder = new TemporaryFolder();
        var writer = new PageWriter(folder["out"], new("Drawn.", IsMnist: false));
        writer.WriteLesson(folder["03-glass.ipynb"], GlassPage.Lesson, null, null);
        await using LivePage live = await LivePage.OpenAsync(writer.WriteIndex([GlassPage.Lesson]), width);
        await live.EvaluateAsync($"{GlassPage.Glass}.pose()");
        Assert.InRange((await live.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, width);
        Assert.Empty(live.Errors);
    }

    [BrowserFact]
    public async Task In_a_notebook_its_HTML_brings_all_it_needs()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[""]);
        await File.WriteAllTextAsync(folder["notebook.html"], $"<!DOCTYPE html><meta charset=\"utf-8\">{GlassPage.Instrument.ToHtml()}");
        await using LivePage live = await LivePage.OpenAsync(folder["notebook.html"]);
        JsonElement label = await live.EvaluateAsync($"{GlassPage.Glass}.pose().then(() => {GlassPage.Glass}.look.label)");
        Assert.Equal(GlassPage.Data.Test[0].Label, label.GetInt32());
        Assert.Empty(live.Errors);
    }

    [LongMnistFact]
    public void On_MNIST_a_page_holds_twelve_moments_in_2_7_megabytes()
    {
        MnistData data = TrainedNetworks.Data;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        string script = GlassNetworkContent.ScriptOf(data).Text;
        JsonElement moments = JsonElement.Parse(script[script.IndexOf('[', StringComparison.Ordinal)..^2]);
        string seconds = watch.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);
        output.WriteLine($"{script.Length} characters in {seconds} s");
        foreach (JsonElement moment in moments.EnumerateArray())
            output.WriteLine($"{moment.GetProperty("records")}: {moment.GetProperty("accuracy")}, errors {moment.GetProperty("errors")}");
        Assert.Equal(12, moments.GetArrayLength());
        Assert.InRange(script.Length, 1, 2_700_000);
        Assert.InRange(moments[11].GetProperty("accuracy").GetDouble(), 0.965, 1);
        Assert.InRange(moments[11].GetProperty("errors").EnumerateArray().Max(error => error.GetDouble()), 0, 0.012);
    }
}
