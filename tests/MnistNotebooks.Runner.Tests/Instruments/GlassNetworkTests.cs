using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;
using MnistNotebooks.Tests;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The numbers that the glass network shows are the library's.</summary>
[Collection(LiveBrowser.Tests)]
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
        using GlassPage page = await GlassPage.OpenAsync();
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
                await page.ClickAsync($"{GlassPage.Part("wall")}.querySelectorAll('button')[36]");
                await GlassChecks.UnfoldedAsync(page, packed, pass, layer: 0, 36);
                await page.ClickAsync($"{GlassPage.Part("outputs")}.querySelectorAll('button')[{pass.Predicted}]");
                await GlassChecks.UnfoldedAsync(page, packed, pass, layer: 1, pass.Predicted);
            }
        }
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task The_backward_pass_of_a_clicked_weight_is_the_librarys()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        foreach (int stop in (int[])[1, GlassPage.Last])
        {
            await page.StopAsync(stop);
            Digit digit = GlassPage.Digits[stop % 3];
            await page.ShowAsync(digit);
            Network packed = GlassPage.Packed(GlassPage.Moments[stop].Network);
            int answer = packed.Forward(packed.InputsOf(digit)).Predicted;

            // A product of the output that wins, and then a hidden node and two of its pixels: in its sum, and in the picture.
            await page.ClickAsync($"{GlassPage.Part("outputs")}.querySelectorAll('button')[{answer}]");
            await page.ClickAsync($"{GlassPage.Part("products")}.rows[2].cells[1]");
            await GlassChecks.StepAsync(page, packed, digit, layer: 1, answer);
            await page.ClickAsync($"{GlassPage.Part("wall")}.querySelectorAll('button')[117]");
            await page.ClickAsync($"{GlassPage.Part("products")}.rows[4].cells[0].firstChild");
            await GlassChecks.StepAsync(page, packed, digit, layer: 0, 117);
            await page.ClickAsync(GlassPage.Part("inputs"), 10.5 / 28, 20.5 / 28);
            Assert.Equal(20 * 28 + 10, await page.NumberAsync(".look.connection.input"));
            await GlassChecks.StepAsync(page, packed, digit, layer: 0, 117);

            // Another target, which only the reader knows.
            await page.ChooseAsync("meant", ((digit.Label + 1) % 10).ToString(CultureInfo.InvariantCulture));
            await GlassChecks.StepAsync(page, packed, digit with { Label = (digit.Label + 1) % 10 }, layer: 0, 117);
        }
        Assert.Empty(page.Live.Errors);
    }

    [MnistFact]
    public void On_MNIST_a_page_holds_twelve_moments_in_2_7_megabytes()
    {
        MnistData data = PadNetworks.Data;
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
