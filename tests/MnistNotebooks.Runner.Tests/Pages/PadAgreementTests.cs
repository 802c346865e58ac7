using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>What a pad computes is what the library computes.</summary>
[Collection(LiveBrowser.Tests)]
public sealed class PadAgreementTests
{
    private static readonly (string Choice, AttributionMethod Method)[] Methods =
        [("onePixel", new OnePixel()), ("gradientTimesInput", new GradientTimesInput())];

    private static Network[] Cases() => [PadNetworks.Tutorial, PadNetworks.Modern, PadNetworks.Linear, PadNetworks.Odd];

    [BrowserFact]
    public async Task Outputs_of_a_hundred_digits_agree_within_a_hundredth()
    {
        var cases = Cases();
        using PadPage page = await PadPage.OpenAsync(cases.Select(network => Chart.DrawPad(network, "Draw")));
        for (int pad = 0; pad < cases.Length; pad++)
        {
            Network network = cases[pad];
            string shown = PadPage.Pad(pad);
            JsonElement all = await page.Live.EvaluateAsync($"{Digits}.map(pixels => ({shown}.show(pixels), Array.from({shown}.outputs)))");
            Assert.Equal(100, all.GetArrayLength());
            foreach (var (digit, outputs) in PadNetworks.Digits.Zip(all.EnumerateArray()))
            {
                var ofPad = Vector<double>.Build.DenseOfEnumerable(outputs.EnumerateArray().Select(output => output.GetDouble()));
                Assert.InRange((network.Forward(network.InputsOf(digit)).Outputs - ofPad).InfinityNorm(), 0, 0.01);
            }
        }
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task Maps_agree_within_a_fiftieth_of_their_greatest_value()
    {
        var cases = Cases();
        using PadPage page = await PadPage.OpenAsync(cases.Select(network => Chart.DrawPad(network, "Draw")));
        for (int pad = 0; pad < cases.Length; pad++)
        {
            Network network = cases[pad];
            foreach (var (choice, method) in Methods)
            {
                await page.AskAsync($".shadowRoot.querySelector('[value={choice}]').click()", pad);
                foreach (Digit digit in PadNetworks.Digits.Take(5))
                {
                    await page.AskAsync($".show({Pixels(digit)})", pad);
                    var map = Vector<double>.Build.Dense(await page.NumbersAsync(".influence", pad));
                    int winner = Vector<double>.Build.Dense(await page.NumbersAsync(".outputs", pad)).MaximumIndex();
                    Node sum = Node.PreActivation(^1, winner);
                    Vector<double> expected = method.Explain(network, network.InputsOf(digit), sum, Baseline.Black(network)).Values;
                    Assert.InRange((map - expected).InfinityNorm() / expected.InfinityNorm(), 0, 0.02);
                }
            }
        }
    }

    private static string Digits => $"[{string.Join(',', PadNetworks.Digits.Select(Pixels))}]";

    private static string Pixels(Digit digit) => $"[{string.Join(',', digit.Pixels)}]";
}
