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

/// <summary>The glass network as readers use it; its numbers are the library's.</summary>
[Collection(LiveBrowser.Tests)]
public sealed class GlassNetworkTests(ITestOutputHelper output)
{
    // Both sum in double precision, in another order.
    private const double Tolerance = 1e-6;

    private const double Rate = 0.1;

    private static readonly (double, double)[] Seven = [(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)];

    private static int Last => GlassPage.Moments.Count - 1;

    private static Digit[] Digits => [.. GlassPage.Data.Test.Range(0, 3)];

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
        foreach (int stop in (int[])[0, 3, Last])
        {
            await page.StopAsync(stop);
            Network trained = GlassPage.Moments[stop].Network, packed = GlassPage.Packed(trained);
            foreach (Digit digit in Digits)
            {
                await page.ShowAsync(digit);
                ForwardPass pass = packed.Forward(packed.InputsOf(digit));
                for (int layer = 0; layer < 2; layer++)
                {
                    EnginePage.Close(pass.Layers[layer].PreActivations, await page.NumbersAsync($".look.pass.layers[{layer}].sums"), Tolerance);
                    EnginePage.Close(pass.Layers[layer].Activations, await page.NumbersAsync($".look.pass.layers[{layer}].values"), Tolerance);
                }
                WithinTheErrorStated(trained, trained.Forward(trained.InputsOf(digit)), await page.NumbersAsync(".look.pass.layers[0].sums"),
                    await page.NumbersAsync(".look.pass.outputs"), GlassPage.Moments[stop]);
                await CheckUnfoldedAsync(page, packed, pass, layer: 1, pass.Predicted);
                await page.ClickAsync($"{GlassPage.Part("wall")}.querySelectorAll('button')[36]");
                await CheckUnfoldedAsync(page, packed, pass, layer: 0, 36);
                await page.ClickAsync($"{GlassPage.Part("outputs")}.querySelectorAll('button')[{pass.Predicted}]");
                await CheckUnfoldedAsync(page, packed, pass, layer: 1, pass.Predicted);
            }
        }
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task The_backward_pass_of_a_clicked_weight_is_the_librarys()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        foreach (int stop in (int[])[1, Last])
        {
            await page.StopAsync(stop);
            Digit digit = Digits[stop % 3];
            await page.ShowAsync(digit);
            Network packed = GlassPage.Packed(GlassPage.Moments[stop].Network);
            int answer = packed.Forward(packed.InputsOf(digit)).Predicted;

            // The third product of the output that wins, and then a hidden node and two of its pixels: in its sum, and on the inputs.
            await page.ClickAsync($"{GlassPage.Part("outputs")}.querySelectorAll('button')[{answer}]");
            await page.ClickAsync($"{GlassPage.Part("products")}.rows[2].cells[1]");
            await CheckStepAsync(page, packed, digit, stop, layer: 1, answer);
            await page.ClickAsync($"{GlassPage.Part("wall")}.querySelectorAll('button')[117]");
            await page.ClickAsync($"{GlassPage.Part("products")}.rows[4].cells[0].firstChild");
            await CheckStepAsync(page, packed, digit, stop, layer: 0, 117);
            await page.ClickAsync(GlassPage.Part("inputs"), 10.5 / 28, 20.5 / 28);
            Assert.Equal(20 * 28 + 10, await page.NumberAsync(".look.connection.input"));
            await CheckStepAsync(page, packed, digit, stop, layer: 0, 117);

            // Another target, which only the reader knows.
            await Choose(page, "meant", ((digit.Label + 1) % 10).ToString(CultureInfo.InvariantCulture));
            await CheckStepAsync(page, packed, digit with { Label = (digit.Label + 1) % 10 }, stop, layer: 0, 117);
        }
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task A_line_can_be_clicked()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        int node = (int)await page.NumberAsync(".look.winner");
        // The last line's middle between the wall and the outputs.
        JsonElement place = await page.Live.EvaluateAsync($$"""
            (svg => {
              svg.scrollIntoView({ block: 'center' });
              const line = svg.lastElementChild, path = line.querySelector('.line'), box = svg.getBoundingClientRect();
              const wall = {{GlassPage.Part("wall")}}.getBoundingClientRect().right - box.left;
              for (let length = path.getTotalLength(); length > 0; length--) {
                const { x, y } = path.getPointAtLength(length);
                if (x < wall + 12) return [x + box.left, y + box.top];
              }
            })({{GlassPage.Part("lines")}})
            """);
        await page.Live.DragAsync("mouse", (place[0].GetDouble(), place[1].GetDouble()));
        await page.Drawn();
        Assert.Equal(1, await page.NumberAsync(".look.connection.layer"));
        Assert.Equal(node, await page.NumberAsync(".look.connection.node"));
        int from = (int)await page.NumberAsync(".look.connection.input");
        Assert.Contains(from, (await page.NumbersAsync(".look.unfolded.products.map(product => product.input)")).Select(input => (int)input));
        Assert.Equal($"The weight who[{node}, {from}]", await page.TextAsync("weight-heading"));
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task The_slider_goes_through_the_training_and_a_weights_history_with_it()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        await page.Live.EvaluateAsync($"{GlassPage.Part("stop")}.focus()");
        await page.Live.PressAsync("Home", 36);
        for (int stop = 0; stop <= Last; stop++)
        {
            GlassMoment moment = GlassPage.Moments[stop];
            Assert.Equal(moment.Records.ToString("N0", CultureInfo.InvariantCulture), await page.TextAsync("records"));
            string accuracy = (100 * moment.Accuracy).ToString("F1", CultureInfo.InvariantCulture);
            Assert.Equal($"reads {accuracy}\u00a0% of the test digits", await page.TextAsync("accuracy"));
            double error = moment.Network.Layers.Max(layer => PackedWeights.In8Bits(layer.Weights).Error);
            string stated = (await page.TextAsync("error")).Split(' ')[^1].TrimEnd('.');
            Assert.InRange(double.Parse(stated, CultureInfo.InvariantCulture) - error, 0, 1e-4);
            await page.Live.PressAsync("ArrowRight", 39);
        }
        Assert.Equal(Last, await page.NumberAsync(".look.stop"));
        double[] expected = [.. GlassPage.Moments.Select(moment => GlassPage.Packed(moment.Network).Layers[1].Weights[3, 57])];
        await Type(page, "weight-node", "3");
        await Type(page, "weight-input", "57");
        EnginePage.Close(expected, await page.NumbersAsync(".look.snapshots.historyOf({ layer: 1, node: 3, input: 57 })"), 1e-9);
        string told = (await page.Live.EvaluateAsync($"{GlassPage.Part("history")}.getAttribute('aria-label')")).GetString()!;
        Assert.All(expected, weight => Assert.Contains(Fixed(weight), told, StringComparison.Ordinal));
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task Everything_but_drawing_is_reached_by_the_keyboard_alone()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        await TabTo(page, "next");
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
        Assert.Equal("1", (await page.Live.EvaluateAsync($"{GlassPage.Part("test-digit")}.value")).GetString());
        Assert.Equal(GlassPage.Data.Test[1].Label, await page.NumberAsync(".look.label"));
        await TabTo(page, "stop");
        await page.Live.PressAsync("ArrowLeft", 37);
        Assert.Equal(Last - 1, await page.NumberAsync(".look.stop"));
        // From node to node of the wall, with one stop for Tab.
        await TabTo(page, null);
        foreach (var (key, code) in ((string, int)[])[("Home", 36), ("ArrowDown", 40), ("ArrowRight", 39), ("ArrowRight", 39)])
            await page.Live.PressAsync(key, code);
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
        Assert.Equal("Hidden node 22 adds up 784 products", await page.TextAsync("sum-heading"));
        Assert.Equal(0, await page.NumberAsync(".look.node.layer"));
        Assert.Contains("Hidden node 22: sigmoid(", await page.TextAsync("said"), StringComparison.Ordinal);
        // To the outputs, the products, and a weight by its numbers.
        await page.Live.PressAsync("Tab", 9);
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
        Assert.Equal("Output node 0 adds up 200 products", await page.TextAsync("sum-heading"));
        await TabTo(page, "weight-node");
        await Type(page, "weight-node", "7");
        await page.Live.PressAsync("Tab", 9);
        await Type(page, "weight-input", "199");
        Assert.Equal("The weight who[7, 199]", await page.TextAsync("weight-heading"));
        Assert.Contains("who[7, 199]: change ", await page.TextAsync("said"), StringComparison.Ordinal);
        Assert.Empty(page.Live.Errors);
    }

    [BrowserTheory]
    [InlineData("mouse", 1280)]
    [InlineData("pen", 1920)]
    [InlineData("finger", 400)]
    public async Task A_stroke_is_read_while_it_is_drawn_and_nothing_moves(string tool, int width)
    {
        using GlassPage page = await GlassPage.OpenAsync(width, touch: tool == "finger");
        await page.Live.EvaluateAsync("""
            (globalThis.shifts = [], new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
              .observe({ type: 'layout-shift' }))
            """);
        await page.DrawAsync(tool, Seven);
        byte[] pixels = [.. (await page.NumbersAsync(".look.pixels")).Select(level => (byte)level)];
        Network packed = GlassPage.Packed(GlassPage.Moments[Last].Network);
        ForwardPass pass = packed.Forward(packed.InputsOf(new Digit(0, 7, pixels)));
        EnginePage.Close(pass.Outputs, await page.NumbersAsync(".look.pass.outputs"), Tolerance);
        Assert.Equal($"The network says {pass.Predicted}", await page.TextAsync("answer"));
        Assert.Equal("as the network says, until you choose", await page.TextAsync("whose"));
        await Choose(page, "meant", "7");
        Assert.Equal(pass.Predicted == 7 ? "The network says 7, and is right" : $"The network says {pass.Predicted}, but it should be 7",
            await page.TextAsync("answer"));
        await page.StopAsync(0);
        await page.Drawn();
        await page.StopAsync(Last);
        await page.ClickAsync(GlassPage.Part("clear"));
        Assert.Equal("Draw a digit", await page.TextAsync("answer"));
        await page.DrawAsync(tool, Seven);
        Assert.Equal(pixels, (await page.NumbersAsync(".look.pixels")).Select(level => (byte)level));
        Assert.InRange((await page.Live.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, width);
        Assert.InRange((await page.Live.EvaluateAsync("shifts.reduce((sum, shift) => sum + shift, 0)")).GetDouble(), 0, 0.001);
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task A_digit_is_shown_well_within_a_frame()
    {
        using GlassPage page = await GlassPage.OpenAsync();
        double milliseconds = await page.NumberAsync($$"""
            .look && (() => {
              const glass = {{GlassPage.Glass}}, digits = [{{string.Join(", ", Digits.Select(digit => $"[{string.Join(',', digit.Pixels)}]"))}}];
              const times = Array.from({ length: 90 }, (_, i) => {
                const start = performance.now();
                glass.show(digits[i % 3], 1);
                document.body.offsetHeight;
                return performance.now() - start;
              }).sort((a, b) => a - b);
              return times[45];
            })()
            """);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A digit is computed, shown and laid out in {milliseconds:F1} ms."));
        // A frame takes 16.7; machines of tests are slow and busy.
        Assert.InRange(milliseconds, 0, 60);
    }

    [MnistFact]
    public void On_MNIST_a_page_holds_twelve_moments_in_2_7_megabytes()
    {
        MnistData data = PadNetworks.Data;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        string script = GlassNetworkContent.ScriptOf(data).Text;
        JsonElement moments = JsonElement.Parse(script[script.IndexOf('[', StringComparison.Ordinal)..^2]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{script.Length:N0} characters in {watch.Elapsed.TotalSeconds:F1} s"));
        foreach (JsonElement moment in moments.EnumerateArray())
            output.WriteLine($"{moment.GetProperty("records")}: {moment.GetProperty("accuracy")}, errors {moment.GetProperty("errors")}");
        Assert.Equal(12, moments.GetArrayLength());
        Assert.InRange(script.Length, 1, 2_700_000);
        Assert.InRange(moments[11].GetProperty("accuracy").GetDouble(), 0.965, 1);
        Assert.InRange(moments[11].GetProperty("errors").EnumerateArray().Max(error => error.GetDouble()), 0, 0.012);
    }

    /// <summary>What rounding the weights can do to sums and outputs, at most.</summary>
    private static void WithinTheErrorStated(
        Network trained, ForwardPass pass, IReadOnlyList<double> hiddenSums, IReadOnlyList<double> outputs, GlassMoment moment)
    {
        double[] errors = [.. moment.Network.Layers.Select(layer => PackedWeights.In8Bits(layer.Weights).Error)];
        double ofSums = errors[0] * pass.Inputs.Sum() + Tolerance;
        EnginePage.Close(pass.Layers[0].PreActivations, hiddenSums, ofSums);
        // The sigmoid's slope is ¼ at most.
        double ofHidden = ofSums / 4;
        for (int node = 0; node < outputs.Count; node++)
        {
            double ofSum = errors[1] * pass.Layers[0].Activations.Sum() + trained.Layers[1].Weights.Row(node).L1Norm() * ofHidden;
            Assert.InRange(Math.Abs(outputs[node] - pass.Outputs[node]), 0, ofSum / 4);
        }
        // In practice errors cancel out.
        EnginePage.Close(pass.Outputs, outputs, 0.05);
    }

    private static async Task CheckUnfoldedAsync(GlassPage page, Network packed, ForwardPass pass, int layer, int node)
    {
        Assert.Equal((layer, node), ((int)await page.NumberAsync(".look.node.layer"), (int)await page.NumberAsync(".look.node.node")));
        Vector<double> seen = layer == 0 ? pass.Inputs : pass.Layers[0].Activations;
        Vector<double> products = packed.Layers[layer].Weights.Row(node).PointwiseMultiply(seen);
        JsonElement unfolded = await page.AskAsync(".look.unfolded");
        JsonElement[] told = [.. unfolded.GetProperty("products").EnumerateArray()];
        Assert.Equal(10, told.Length);
        Assert.Equal(packed.Layers[layer].Inputs - 10, unfolded.GetProperty("others").GetInt32());
        double[] largest = [.. products.OrderByDescending(Math.Abs).Take(10)];
        EnginePage.Close([.. largest.Select(Math.Abs)], [.. told.Select(one => Math.Abs(Number(one, "product")))], Tolerance);
        double rest = Number(unfolded, "rest"), sum = pass.Layers[layer].PreActivations[node];
        for (int i = 0; i < told.Length; i++)
        {
            int input = told[i].GetProperty("input").GetInt32();
            Assert.Equal(products[input], Number(told[i], "product"), Tolerance);
            Assert.Equal(packed.Layers[layer].Weights[node, input], Number(told[i], "weight"), Tolerance);
            Assert.Equal(seen[input], Number(told[i], "value"), Tolerance);
            string name = layer == 0 ? $"pixel {input}" : $"node {input}";
            Assert.Equal([name, Fixed(Number(told[i], "value")), Fixed(Number(told[i], "weight")), Signed(Number(told[i], "product")), ""],
                await page.CellsAsync($"#products tr:nth-child({i + 1})"));
        }
        Assert.Equal(sum, told.Sum(one => Number(one, "product")) + rest, Tolerance);
        Assert.Equal(sum, Number(unfolded, "sum"), Tolerance);
        Assert.Equal(pass.Layers[layer].Activations[node], Number(unfolded, "value"), Tolerance);
        Assert.Equal([$"{packed.Layers[layer].Inputs - 10} others", Signed(rest), ""], await page.CellsAsync("#products .rest"));
        Assert.Equal(["sum", Signed(Number(unfolded, "sum")), ""], await page.CellsAsync("#products .sum"));
        Assert.Equal($"sigmoid({Fixed(Number(unfolded, "sum"))}) = {Fixed(Number(unfolded, "value"))}", await page.TextAsync("sigmoid-text"));
    }

    private static async Task CheckStepAsync(GlassPage page, Network packed, Digit digit, int stop, int layer, int node)
    {
        JsonElement connection = await page.AskAsync(".look.connection"), step = await page.AskAsync(".look.step");
        int input = connection.GetProperty("input").GetInt32();
        Assert.Equal((layer, node), (connection.GetProperty("layer").GetInt32(), connection.GetProperty("node").GetInt32()));
        Network learner = packed.Copy();
        Vector<double> inputs = packed.InputsOf(digit);
        TrainingStep expected = learner.TrainStep(inputs, Targets.OneHot(digit.Label), Rate);
        LayerBackward back = expected.Backward.Layers[layer];
        double value = expected.Forward.Layers[layer].Activations[node], direction = back.WeightDirections[node, input];
        var numbers = new Dictionary<string, double>
        {
            ["error"] = back.Errors[node],
            ["value"] = value,
            ["slope"] = value * (1 - value),
            ["before"] = back.Inputs[input],
            ["direction"] = direction,
            ["rate"] = Rate,
            ["change"] = Rate * direction,
            ["weight"] = packed.Layers[layer].Weights[node, input],
            ["after"] = learner.Layers[layer].Weights[node, input],
        };
        foreach (var (name, number) in numbers)
            Assert.Equal(number, Number(step, name), 1e-9);
        Vector<double> outputErrors = expected.Backward.Layers[1].Errors;
        EnginePage.Close(outputErrors, [.. step.GetProperty("outputErrors").EnumerateArray().Select(one => Number(one, "error"))], Tolerance);
        if (layer == 0)
        {
            EnginePage.Close(packed.Layers[1].Weights.Column(node).PointwiseMultiply(outputErrors),
                [.. step.GetProperty("passedBack").EnumerateArray().Select(one => Number(one, "product"))], Tolerance);
        }

        foreach (var (row, name) in ((string, string)[])[("error", "error"), ("slope", "slope"), ("signal", "before"),
            ("product", "direction"), ("change", "change")])
        {
            string shown = (await page.CellsAsync($"#steps .{row}"))[2];
            Assert.Equal(Number(step, name), Read(shown), 1e-5 * Math.Abs(Number(step, name)));
        }
        Assert.Equal("0.1", (await page.CellsAsync("#steps .rate"))[2]);
        Assert.Equal(Number(step, "after"), Read((await page.CellsAsync("#steps .weight"))[2]), 1e-8);
        string weights = layer == 0 ? "wih" : "who";
        Assert.Equal($"The weight {weights}[{node}, {input}]", await page.TextAsync("weight-heading"));
        Assert.EndsWith($": {Fixed(Number(step, "weight"))}", await page.TextAsync("weight-ends"), StringComparison.Ordinal);
        Assert.Equal(stop, await page.NumberAsync(".look.stop"));
    }

    /// <summary>Presses Tab until a part, or a node of the wall, has the focus.</summary>
    private static async Task TabTo(GlassPage page, string? id)
    {
        string focused = $"{GlassPage.Glass}.shadowRoot.activeElement";
        for (int i = 0; i < 60; i++)
        {
            await page.Live.PressAsync("Tab", 9);
            JsonElement found = await page.Live.EvaluateAsync(id is null
                ? $"{focused}?.parentElement?.id === 'wall'" : $"{focused}?.id === '{id}'");
            if (found.GetBoolean())
                return;
        }
        Assert.Fail($"{id ?? "the wall"} is not reached by Tab.");
    }

    // What is there is chosen, and then typed over.
    private static async Task Type(GlassPage page, string id, string text)
    {
        await page.Live.EvaluateAsync($"({GlassPage.Part(id)}.focus(), {GlassPage.Part(id)}.select())");
        foreach (char digit in text)
            await page.Live.PressAsync(digit.ToString(), digit, digit.ToString());
        await page.Live.PressAsync("Enter", 13, "\r");
        await page.Drawn();
    }

    private static Task Choose(GlassPage page, string id, string value) => page.Live.EvaluateAsync(
        $"(part => {{ part.value = '{value}'; part.dispatchEvent(new Event('change')); }})({GlassPage.Part(id)})");

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    // As JavaScript rounds: the digits of the exact number.
    private static string Fixed(double value)
    {
        string text = value.ToString("F4", CultureInfo.InvariantCulture);
        return text == "-0.0000" ? "0.0000" : text.Replace('-', '−');
    }

    private static string Signed(double value) => Fixed(value) is ['−', ..] text ? text : "+" + Fixed(value);

    // 1.70497 × 10⁻⁵
    private static double Read(string text)
    {
        string plain = string.Concat(text.Replace('−', '-').Replace(" × 10", "e", StringComparison.Ordinal)
            .Select(character => character == '⁻' ? '-' : "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(character) is >= 0 and int digit ? (char)('0' + digit) : character));
        return double.Parse(plain, CultureInfo.InvariantCulture);
    }
}
