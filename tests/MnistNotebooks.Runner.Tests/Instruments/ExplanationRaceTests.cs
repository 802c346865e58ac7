using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The race of explanations, by real input in a browser; its curves, areas and falls are the library's.</summary>
public sealed class ExplanationRaceTests
{
    private const string Name = "explanation-race";

    // Weights of 18 bits are off by 10⁻⁵ at most, and a sum hears of about a hundred of them.
    private const double Tolerance = 2e-3;

    private static readonly (string Name, AttributionMethod Method)[] Methods =
    [
        ("one pixel", new OnePixel()), ("integrated gradients", new IntegratedGradients()), ("the ink itself", new InkShares()),
        ("chance", new RandomShares()),
    ];

    private static Network Network => TrainedNetworks.Modern;

    private static DigitSet Digits => TrainedNetworks.Digits.Range(0, 3);

    private static Instrument Race => MnistNotebooks.Instruments.Instruments.ExplanationRace(Network, Digits, Methods);

    [BrowserFact]
    public async Task Curves_areas_and_falls_are_the_librarys()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Race);
        foreach (Digit digit in Digits)
        {
            await page.ClickAsync($"{page.Part("digits")}.children[{digit.Index}]");
            await page.TabToAsync("player");
            await page.AskAsync(".shadowRoot.querySelector('input[type=range]').focus()");
            await page.PressAsync("End");
            Vector<double> inputs = Network.InputsOf(digit);
            int winner = Network.Forward(inputs).Predicted;
            Target target = Node.PreActivation(^1, winner);
            var falls = new List<(string Name, int Fall, double Area)>();
            foreach (var ((name, method), number) in Methods.Select((method, number) => (method, number)))
            {
                Attribution shares = method.Explain(Network, inputs, target, Baseline.Zero());
                double area = PerturbationCurve.Deletion(Network, inputs, shares, Baseline.Zero()).Area;
                int[] order = [.. PerturbationCurve.LargestFirst(shares.Values).Where(pixel => digit.Pixels[pixel] > 0)];
                Assert.Equal(order.Select(pixel => (double)pixel), await page.NumbersAsync($".race.methods[{number}].order"));
                EnginePage.Close(Passes(inputs, order).Select(target.Of),
                    await page.NumbersAsync($".race.methods[{number}].sums"), Tolerance);
                Assert.Equal(area, (await page.AskAsync($".race.methods[{number}].meanTo({order.Length})")).GetDouble(), Tolerance);
                int fall = Passes(inputs, order).Select(pass => pass.Predicted).ToList().FindIndex(said => said != winner);
                string card = await page.TextAsync("racers", $".children[{number}]");
                Assert.Contains(fall < 0 ? "not fallen" : $"fell after {fall}", card, StringComparison.Ordinal);
                falls.Add((name, fall < 0 ? int.MaxValue : fall, area));
            }
            string standing = await page.TextAsync("standing");
            var first = falls.MinBy(one => one.Fall);
            Assert.StartsWith($"First to fall: {first.Name}", standing, StringComparison.Ordinal);
            Assert.Contains($"after {first.Fall} of {digit.Pixels.Count(level => level > 0)} pixels", standing, StringComparison.Ordinal);
            Assert.Contains($"Smallest area under the curve: {falls.MinBy(one => one.Area).Name}, ", standing, StringComparison.Ordinal);
            IEnumerable<string> never = falls.Where(one => one.Fall == int.MaxValue).Select(one => one.Name);
            Assert.Equal(never.Any(), standing.Contains("; never ", StringComparison.Ordinal));
            Assert.Equal(standing, await page.TextAsync("said"));
        }
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserTheory]
    [InlineData(1280, false)]
    [InlineData(400, true)]
    public async Task The_reader_rubs_out_pixels_against_the_methods_and_nothing_moves(int width, bool touch)
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Race, width, touch);
        await page.WatchShiftsAsync();
        string surface = $"{page.Part("you")}.querySelector('.pixel-cursor')";
        await page.DragAsync(surface, touch ? "finger" : "mouse",
            Enumerable.Range(0, 40).Select(i => (0.3 + 0.01 * i, 0.3 + 0.4 * (i % 8) / 8)));
        int[] order = [.. (await page.NumbersAsync(".race.reader.order")).Select(pixel => (int)pixel)];
        Assert.NotEmpty(order);
        Assert.All(order, pixel => Assert.NotEqual(0, Digits[0].Pixels[pixel]));
        Assert.Equal(order.Length, (await page.AskAsync(".step")).GetInt32());
        Vector<double> inputs = Network.InputsOf(Digits[0]);
        Target target = Node.PreActivation(^1, Network.Forward(inputs).Predicted);
        EnginePage.Close(Passes(inputs, order).Select(target.Of), await page.NumbersAsync(".race.reader.sums"), Tolerance);
        double mine = (await page.AskAsync($".race.reader.meanTo({order.Length})")).GetDouble();
        string words = await page.TextAsync("place");
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"You, after {order.Length} pixels: mean {mine:F2}, "), words,
            StringComparison.Ordinal);
        Assert.Equal(words, await page.TextAsync("said"));
        // Who has the smaller mean at the same number of pixels is ahead.
        foreach (int number in Enumerable.Range(0, Methods.Length))
        {
            double his = (await page.AskAsync($".race.methods[{number}].meanTo({order.Length})")).GetDouble();
            int ahead = words.IndexOf("ahead of", StringComparison.Ordinal);
            int named = words.IndexOf(Methods[number].Name, StringComparison.Ordinal);
            Assert.Equal(his >= mine, ahead >= 0 && named > ahead);
        }
        await page.ClickAsync(page.Part("back"));
        Assert.Equal(0, (await page.AskAsync(".race.reader.order.length")).GetInt32());
        await page.CheckQuietAsync(width);
    }

    [BrowserFact]
    public async Task At_1280_by_720_all_of_it_is_on_one_screen()
    {
        await using InstrumentPage page = await InstrumentPage.OpenAsync(Name, Race);
        Assert.InRange(await page.NumberAsync(".getBoundingClientRect().height"), 1, 720);
    }

    [LongBrowserFact]
    public async Task It_plays_and_goes_on_by_the_keyboard_alone()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Race);
        await page.TabToAsync("digits");
        await page.PressAsync("ArrowRight");
        await page.PressAsync("Enter");
        Assert.StartsWith($"Record 1, a {Digits[1].Label},", await page.TextAsync("question"), StringComparison.Ordinal);
        await page.TabToAsync("player");
        await page.PressAsync("Enter");
        await page.Live.EvaluateAsync($$"""
            new Promise(done => {
              const wait = () => document.querySelector('mnist-{{Name}}').step > 2 ? done() : requestAnimationFrame(wait);
              wait();
            })
            """);
        await page.PressAsync("Enter");
        int step = (await page.AskAsync(".step")).GetInt32();
        Assert.StartsWith($"{step} of ", await page.TextAsync("player", ".querySelector('.counter')"), StringComparison.Ordinal);
        // Two stops further is the slider.
        await page.PressAsync("Tab");
        await page.PressAsync("Tab");
        await page.PressAsync("ArrowRight");
        Assert.Equal(step + 1, (await page.AskAsync(".step")).GetInt32());
        await page.TabToAsync("you");
        int pixel = Array.FindLastIndex(Digits[1].Pixels, level => level > 0);
        for (int i = 14; i < pixel / 28; i++)
            await page.PressAsync("ArrowDown");
        for (int i = 14; i != pixel % 28; i += Math.Sign(pixel % 28 - i))
            await page.PressAsync(pixel % 28 > 14 ? "ArrowRight" : "ArrowLeft");
        await page.PressAsync(" ");
        Assert.Equal([pixel], await page.NumbersAsync(".race.reader.order"));
        Assert.Equal(1, (await page.AskAsync(".step")).GetInt32());
        Assert.Empty(page.Live.Errors);
    }

    /// <summary>Forward passes of the whole digit, and after each pixel that becomes paper.</summary>
    private static IEnumerable<ForwardPass> Passes(Vector<double> inputs, int[] order)
    {
        Vector<double> left = inputs.Clone();
        yield return Network.Forward(left);
        foreach (int pixel in order)
        {
            left[pixel] = 0;
            yield return Network.Forward(left);
        }
    }
}
