using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The film of an ordering, by real input in a browser; what it promises, pays and shows is the library's.</summary>
public sealed class OrderingFilmTests
{
    private const string Name = "ordering-film";

    // Weights of 18 bits are off by 10⁻⁵ at most; a sum hears of about a hundred of them, and the promise is a sum of as many sums.
    private const double Tolerance = 5e-3;

    private static Network Network => TrainedNetworks.Modern;

    private static DigitSet Digits => TrainedNetworks.Digits.Range(0, 3);

    private static Instrument Film => MnistNotebooks.Instruments.Instruments.OrderingFilm(Network, Digits);

    private static int[] Inked(Digit digit) => [.. Enumerable.Range(0, 784).Where(pixel => digit.Pixels[pixel] > 0)];

    [LongBrowserTheory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task Promise_truth_and_pay_are_the_librarys_in_every_order_and_nothing_moves(int width)
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Film, width);
        await page.ClickAsync($"{page.Part("digits")}.children[1]");
        await page.WatchShiftsAsync();
        Digit digit = Digits[1];
        Vector<double> inputs = Network.InputsOf(digit), paper = Baseline.Zero().Pictures[0];
        Node node = Node.PreActivation(^1, Network.Forward(inputs).Predicted);
        Attribution alone = new OnePixel().Explain(Network, inputs, node, Baseline.Zero());
        int[] rows = Inked(digit);
        foreach (string order in (string[])["rows", "influence", "random"])
        {
            await page.ClickAsync(Choice("order", order));
            await page.ClickAsync(Choice("pay", "alone"));
            await page.AskAsync(".shadowRoot.querySelector('input[type=range]').focus()");
            await page.PressAsync("End");
            double promised = await NeedleAsync(page, 0), truth = await NeedleAsync(page, 1);
            Assert.Equal(alone.Sum, promised, Tolerance + 0.005);
            Assert.Equal(alone.Change, truth, Tolerance + 0.005);
            Assert.Contains("Alone they promise", await page.TextAsync("gap"), StringComparison.Ordinal);
            // Halfway.
            int half = rows.Length / 2;
            await page.AskAsync($".shadowRoot.querySelector('input[type=range]').value = {half - 1}");
            await page.PressAsync("ArrowRight");
            int[] pixels = [.. (await page.NumbersAsync($".film.ordering('{order}').pixels")).Select(pixel => (int)pixel)];
            Assert.Equal(rows, pixels.Order());
            if (order == "rows")
                Assert.Equal(rows, pixels);
            if (order == "influence")
            {
                Assert.All(pixels.Zip(pixels.Skip(1)), pair =>
                    Assert.InRange(alone.Values[pair.Second], double.NegativeInfinity, alone.Values[pair.First] + Tolerance));
            }
            Vector<double> effects = SampledShapley.Effects(
                Network, inputs, node, paper, [.. pixels, .. Enumerable.Range(0, 784).Except(pixels)]);
            EnginePage.Close(effects, await page.NumbersAsync($".film.ordering('{order}').pay"), Tolerance);
            Assert.Equal(pixels.Take(half).Sum(pixel => alone.Values[pixel]), await NeedleAsync(page, 0), Tolerance + 0.005);
            await page.ClickAsync(Choice("pay", "arrival"));
            Assert.Equal(await NeedleAsync(page, 1), await NeedleAsync(page, 0));
            Assert.Equal(pixels.Take(half).Sum(pixel => effects[pixel]), await NeedleAsync(page, 0), Tolerance + 0.005);
        }
        await page.CheckQuietAsync(width);
    }

    [BrowserFact]
    public async Task At_1280_by_720_all_of_it_is_on_one_screen()
    {
        await using InstrumentPage page = await InstrumentPage.OpenAsync(Name, Film);
        Assert.InRange(await page.NumberAsync(".getBoundingClientRect().height"), 1, 720);
    }

    [LongBrowserFact]
    public async Task The_mean_over_random_orders_sums_to_the_change_and_comes_near_to_the_librarys_Shapley_values()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Film);
        await page.ClickAsync(page.Part("one-more"));
        await page.ClickAsync(page.Part("many-more"));
        Assert.Equal(121, (await page.AskAsync(".film.random.length")).GetInt32());
        Digit digit = Digits[0];
        Vector<double> inputs = Network.InputsOf(digit);
        Attribution expected = new SampledShapley { Pairs = 60 }
            .Explain(Network, inputs, Node.PreActivation(^1, Network.Forward(inputs).Predicted), Baseline.Zero());
        double[] mean = await page.NumbersAsync(".film.mean");
        Assert.Equal(expected.Change, mean.Sum(), Tolerance);
        int[] inked = Inked(digit);
        double[] errors = await page.NumbersAsync($".film.mean.map((_, pixel) => {Ask("errorOf(pixel)")})");
        // Squares of normal numbers in units of both errors; their mean over a hundred pixels is near 1.
        Assert.InRange(inked.Average(pixel => Math.Pow(mean[pixel] - expected.Values[pixel], 2)
            / (Math.Pow(errors[pixel], 2) + Math.Pow(expected.StandardErrors![pixel], 2) + 1e-12)), 0.4, 1.8);
        // The error is the standard deviation of what the orders paid, by the root of their number.
        double[] pays = await page.NumbersAsync($".film.random.map(({{ pay }}) => pay[{inked[40]}])");
        Assert.Equal(pays.StandardDeviation() / Math.Sqrt(pays.Length), errors[inked[40]], 1e-9);
        // A pixel is followed by a click, and by the keyboard.
        await page.DragAsync(page.Part("pixels"), "mouse", ((inked[40] % 28 + 0.5) / 28, (inked[40] / 28 + 0.5) / 28));
        Assert.StartsWith($"Pixel {inked[40]}, in row {inked[40] / 28}, column {inked[40] % 28}", await page.TextAsync("pixel-name"),
            StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Signed(mean[inked[40]])} ± {errors[inked[40]]:F3}"),
            await page.TextAsync("pixel-pay"), StringComparison.Ordinal);
        await page.TabToAsync("pixels");
        int right = Array.FindIndex(inked, pixel => inked.Contains(pixel + 1));
        await page.DragAsync(page.Part("pixels"), "mouse", ((inked[right] % 28 + 0.5) / 28, (inked[right] / 28 + 0.5) / 28));
        await page.PressAsync("ArrowRight");
        await page.PressAsync(" ");
        Assert.StartsWith($"Pixel {inked[right] + 1}, ", await page.TextAsync("said"), StringComparison.Ordinal);
        Assert.Empty(page.Live.Errors);

        static string Ask(string what) => $"document.querySelector('mnist-{Name}').film.{what}";
    }

    [BrowserFact]
    public async Task Another_output_and_its_probability_can_be_asked_about()
    {
        await using ReadingsPage page = await ReadingsPage.OpenAsync(Name, Film);
        foreach (var (part, value) in ((string, string)[])[("node", "3"), ("of", "value")])
        {
            await page.Live.EvaluateAsync(
                $"(part => {{ part.value = '{value}'; part.dispatchEvent(new Event('change')); }})({page.Part(part)})");
        }
        Vector<double> inputs = Network.InputsOf(Digits[0]);
        Attribution alone = new OnePixel().Explain(Network, inputs, Node.Activation(^1, 3), Baseline.Zero());
        await page.AskAsync(".shadowRoot.querySelector('input[type=range]').focus()");
        await page.PressAsync("End");
        Assert.Equal(alone.Sum, await NeedleAsync(page, 0), Tolerance + 0.005);
        Assert.Equal(alone.Change, await NeedleAsync(page, 1), Tolerance + 0.005);
        Assert.StartsWith("Value of output 3", await page.TextAsync("curves-name"), StringComparison.Ordinal);
        Assert.Empty(page.Live.Errors);
    }

    private static string Choice(string name, string value) =>
        $"document.querySelector('mnist-{Name}').shadowRoot.querySelector('input[name={name}][value={value}]')";

    /// <summary>The number beside a bar, of two decimals.</summary>
    private static async Task<double> NeedleAsync(ReadingsPage page, int bar) => double.Parse(
        (await page.TextsAsync("needles", ".amount"))[bar].Replace('−', '-'), CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;−0.000", CultureInfo.InvariantCulture);
}
