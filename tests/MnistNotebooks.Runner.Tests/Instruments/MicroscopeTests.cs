using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The microscope as readers use it, by real input in a browser; its numbers are the library's.</summary>
public sealed class MicroscopeTests
{
    private static readonly (double, double)[] One = [(0.62, 0.15), (0.55, 0.85)];
    private static readonly (double, double)[] Seven = [(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)];

    // Also a small one in a corner, one that leaves the paper, one without height, and a ring.
    private static readonly (double, double)[][] Drawings =
    [
        One, Seven, [(0.8, 0.8), (0.9, 0.8), (0.85, 0.97)], [(0.5, 0.1), (0.5, 0.5), (1.1, 0.5)], [(0.05, 0.5), (0.95, 0.5)],
        [.. Enumerable.Range(0, 13).Select(i => (0.5 + 0.25 * Math.Sin(i * Math.PI / 6), 0.5 - 0.35 * Math.Cos(i * Math.PI / 6)))],
    ];

    private static readonly (string Name, AttributionMethod Method)[] Methods =
        [("gradient × input", new GradientTimesInput()), ("one pixel", new OnePixel()), ("occlusion", new Occlusion())];

    [LongBrowserTheory]
    [InlineData("mouse", 1280)]
    [InlineData("pen", 700)]
    [InlineData("finger", 400)]
    public async Task A_stroke_is_read_while_it_is_drawn_and_nothing_moves(string tool, int width)
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync(width, touch: tool == "finger");
        await page.ChooseAsync(1);
        await page.WatchShiftsAsync();
        await page.DrawAsync(tool, page.Part("paper"), One);
        Assert.Equal("The network says 1", await page.TextAsync("answer"));
        Assert.Equal("What each pixel has to do with output node 1", await page.TextAsync("asked"));
        byte[] pixels = await page.PixelsAsync();
        Vector<double> outputs = MicroscopePage.Networks[1].Forward(new Digit(0, 1, pixels).Inputs(PixelScale.Tutorial)).Outputs;
        EnginePage.Close(outputs, await page.NumbersAsync(".sight.pass.outputs"), 0.01);
        await page.CheckQuietAsync(width);
    }

    [LongBrowserFact]
    public async Task What_is_drawn_is_prepared_as_the_librarys_own_pictures_are_within_one_grey_level()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        foreach (var drawing in Drawings)
        {
            await page.ClickAsync(page.Part("clear"));
            await page.DrawAsync("mouse", page.Part("paper"), drawing);
            byte[] levels = [.. (await page.NumbersAsync(".ink.levels")).Select(level => (byte)level)];
            var ink = new GreyPicture(await page.WholeAsync(".ink.width"), await page.WholeAsync(".ink.height"), levels);
            Assert.All(OwnPicture.From(ink).Centred.Pixels.ToArray().Zip(await page.PixelsAsync()),
                pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
        }
    }

    [BrowserFact]
    public async Task It_opens_with_the_first_digit_that_the_network_misreads_and_goes_on_to_the_next_one()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        // What the weights of twelve bits misread, which may be one or two more than the library's network does.
        int first = await page.WholeAsync(".find('test-digit').valueAsNumber");
        Digit shown = MicroscopePage.Data.Test[first];
        Assert.Equal(shown.Pixels.ToArray(), await page.PixelsAsync());
        int said = await page.WholeAsync(".sight.winner");
        Assert.NotEqual(shown.Label, said);
        Assert.Equal($"The network says {said}, but the label is {shown.Label}", await page.TextAsync("answer"));
        await page.ClickAsync(page.Part("mistake"));
        int next = await page.WholeAsync(".find('test-digit').valueAsNumber");
        Assert.NotEqual(MicroscopePage.Data.Test[next].Label, await page.WholeAsync(".sight.winner"));
        await page.ClickAsync(page.Part("next"));
        Assert.Equal((next + 1) % MicroscopePage.Data.Test.Count, await page.WholeAsync(".find('test-digit').valueAsNumber"));
    }

    [LongBrowserTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Outputs_sums_pushes_and_maps_are_the_librarys(int number)
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        await page.ChooseAsync(number);
        Network network = MicroscopePage.Networks[number], packed = MicroscopePage.Packed(network);
        int last = network.Layers.Count - 1;
        foreach (Digit digit in MicroscopePage.Data.Test.Range(0, 5))
        {
            await page.ShowAsync(digit);
            ForwardPass pass = network.Forward(network.InputsOf(digit));
            EnginePage.Close(pass.Outputs, await page.NumbersAsync(".sight.pass.outputs"), 0.01);
            int winner = await page.WholeAsync(".sight.winner");
            Vector<double> pushes = network.Layers[last].Weights.Row(winner).PointwiseMultiply(pass.Layers[last - 1].Activations);
            EnginePage.Close(pushes, await page.NumbersAsync($".sight.pushesOn({{ layer: {last}, node: {winner} }})"),
                0.02 * pushes.InfinityNorm());
            Vector<double> pushesOfFour = network.Layers[1].Weights.Column(4) * pass.Layers[0].Activations[4];
            EnginePage.Close(pushesOfFour, await page.NumbersAsync(".sight.pushesOf({ layer: 0, node: 4 })"),
                0.02 * Math.Max(1, pushesOfFour.InfinityNorm()));
            // What rounding the weights does to maps, and then what is left without it.
            foreach (var (of, tolerance) in ((Network, double?)[])[(network, null), (packed, 1e-5)])
            {
                foreach (var (name, method) in Methods)
                {
                    Vector<double> expected =
                        method.Explain(of, of.InputsOf(digit), Node.PreActivation(^1, winner), Baseline.Black(of)).Values;
                    EnginePage.Close(expected, await page.NumbersAsync($".sight.sharesBy('{name}').map"),
                        tolerance ?? 0.02 * expected.InfinityNorm());
                }
            }
            // Shapley values pay the whole change, whatever the orders.
            double change = (await page.AskAsync(".sight.change")).GetDouble();
            Assert.Equal(change, (await page.AskAsync(".sight.sharesBy('Shapley value').total")).GetDouble(), 1e-9);
            Vector<double> paper = network.Forward(Baseline.Black(network).Pictures[0]).Layers[last].PreActivations;
            Assert.Equal(pass.Layers[last].PreActivations[winner] - paper[winner], change, 0.02 * Math.Max(1, Math.Abs(change)));
        }
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task Whoever_points_at_a_node_sees_its_maps_and_what_they_sum_to()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        await page.ClickAsync($"{page.Part("outputs")}.children[3].firstElementChild");
        Assert.Equal("What each pixel has to do with output node 3", await page.TextAsync("asked"));
        await page.ClickAsync(NodeButton(page, 4));
        Assert.Equal("What each pixel has to do with hidden node 4", await page.TextAsync("asked"));
        // A sum of products of the inputs: all methods agree about it, and there is no gap.
        await page.AskAsync(".pose()");
        string change = (await page.AskAsync(".sight.change")).GetDouble().ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
        JsonElement totals = await page.AskAsync(
            ".shadowRoot.querySelectorAll('.total').values().map(total => total.textContent).toArray()");
        Assert.Equal(Enumerable.Repeat($"sums to {change}", 4), totals.EnumerateArray().Select(total => total.GetString()));
        Assert.Contains($"which is {change} from that of empty paper", await page.TextAsync("change"), StringComparison.Ordinal);
        // Once more, and the winner is asked about again.
        await page.ClickAsync(NodeButton(page, 4));
        int winner = await page.WholeAsync(".sight.winner");
        Assert.Equal($"What each pixel has to do with output node {winner}", await page.TextAsync("asked"));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Silenced_nodes_send_nothing_on()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        Digit digit = MicroscopePage.Data.Test[0];
        await page.ShowAsync(digit);
        Assert.True((await page.AskAsync(".find('silence').disabled")).GetBoolean());
        foreach (int node in (int[])[2, 7])
        {
            await page.ClickAsync(NodeButton(page, node));
            await page.ClickAsync(page.Part("silence"));
        }
        Assert.Equal("silent: 2, 7", await page.TextAsync("silenced"));
        Network maimed = MicroscopePage.Networks[0].Copy();
        foreach (int node in (int[])[2, 7])
            maimed.Layers[1].Weights.SetColumn(node, new double[10]);
        EnginePage.Close(maimed.Forward(maimed.InputsOf(digit)).Outputs, await page.NumbersAsync(".sight.pass.outputs"), 0.01);
        await page.ClickAsync(page.Part("silence"));
        Assert.Equal("silent: 2", await page.TextAsync("silenced"));
        await page.ClickAsync(page.Part("all-speak"));
        Assert.Equal("", await page.TextAsync("silenced"));
        Network whole = MicroscopePage.Networks[0];
        EnginePage.Close(whole.Forward(whole.InputsOf(digit)).Outputs, await page.NumbersAsync(".sight.pass.outputs"), 0.01);
    }

    [LongBrowserFact]
    public async Task Of_two_hidden_layers_each_node_can_be_asked_about_and_silenced()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        await page.ChooseAsync(2);
        Digit digit = MicroscopePage.Data.Test[0];
        await page.ShowAsync(digit);
        Network packed = MicroscopePage.Packed(MicroscopePage.Networks[2]);
        // One that is heard: a ReLU of output 0 pushes nothing.
        int node = packed.Forward(packed.InputsOf(digit)).Layers[1].Activations.MaximumIndex();
        Assert.Equal("Hidden layer 2: 32 nodes",
            await page.TextAsync("walls", ".querySelectorAll('.layers')[2].querySelectorAll('.name')[1]"));
        await page.ClickAsync(NodeButton(page, node, layer: 1));
        Assert.Equal($"What each pixel has to do with node {node} of hidden layer 2", await page.TextAsync("asked"));
        foreach (var (name, method) in Methods)
        {
            Vector<double> expected =
                method.Explain(packed, packed.InputsOf(digit), Node.PreActivation(1, node), Baseline.Black(packed)).Values;
            EnginePage.Close(expected, await page.NumbersAsync($".sight.sharesBy('{name}').map"), 1e-5);
        }
        // Ribbons come from the first layer, and go to the outputs.
        string[] names = await page.TextsAsync("lines", "title");
        Assert.Contains(names, name => name.Contains($" pushes node {node} of hidden layer 2 by ", StringComparison.Ordinal));
        Assert.Contains(names, name => name.StartsWith($"node {node} of hidden layer 2 pushes output node ", StringComparison.Ordinal));
        await page.ClickAsync(page.Part("silence"));
        await page.ClickAsync(NodeButton(page, 3));
        Assert.Equal("What each pixel has to do with node 3 of hidden layer 1", await page.TextAsync("asked"));
        await page.ClickAsync(page.Part("silence"));
        Assert.Equal($"silent: 3 (layer 1); {node} (layer 2)", await page.TextAsync("silenced"));
        packed.Layers[1].Weights.SetColumn(3, new double[32]);
        packed.Layers[2].Weights.SetColumn(node, new double[10]);
        EnginePage.Close(packed.Forward(packed.InputsOf(digit)).Outputs, await page.NumbersAsync(".sight.pass.outputs"), 1e-5);
        // Another network has other nodes; nothing is silent there.
        await page.ChooseAsync(0);
        Assert.Equal("", await page.TextAsync("silenced"));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserTheory]
    [InlineData("mouse")]
    [InlineData("finger")]
    public async Task Pixels_are_rubbed_out_where_the_pointer_goes_and_come_back(string tool)
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync(width: tool == "finger" ? 400 : 1280, touch: tool == "finger");
        byte[] before = MicroscopePage.Data.Test[0].Pixels.ToArray();
        await page.ShowAsync(MicroscopePage.Data.Test[0]);
        double x = 14.5 / 28;
        (double, double)[] down = [.. Enumerable.Range(0, 8).Select(i => (x, (0.5 + 4 * i - 0.4 * (i / 7)) / 28))];
        await page.DrawAsync(tool, page.Part("pixels"), down);
        byte[] after = await page.PixelsAsync();
        Assert.NotEqual(before, after);
        Assert.All(Enumerable.Range(0, 784), pixel => Assert.Equal(pixel % 28 == 14 ? 0 : before[pixel], after[pixel]));
        await page.ClickAsync(page.Part("back"));
        Assert.Equal(before, await page.PixelsAsync());
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Everything_but_drawing_is_reached_by_the_keyboard_alone()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        await page.ShowAsync(MicroscopePage.Data.Test[0]);
        byte[] before = await page.PixelsAsync();
        await page.TabToAsync("network");
        await page.Live.PressAsync("ArrowDown");
        Assert.Equal(1, await page.WholeAsync(".sight.number"));
        await page.TabToAsync("one-scale");
        await page.Live.PressAsync(" ");
        Assert.Equal("largest share", await page.TextAsync("map-high"));
        await page.TabToAsync("pixels");
        // To the first pixel with ink, from row 14 and column 14.
        int inked = Array.FindIndex(before, level => level > 0), row = inked / 28, column = inked % 28;
        for (int i = 14; i > row; i--)
            await page.Live.PressAsync("ArrowUp");
        for (int i = 0; i < Math.Abs(column - 14); i++)
            await page.Live.PressAsync(column < 14 ? "ArrowLeft" : "ArrowRight");
        await page.Live.PressAsync(" ");
        byte[] after = await page.PixelsAsync();
        Assert.Equal([inked], Enumerable.Range(0, 784).Where(pixel => before[pixel] != after[pixel]));
        await page.TabToAsync("back");
        await page.Live.PressAsync("Enter");
        Assert.Equal(before, await page.PixelsAsync());
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Undo_and_clear_take_strokes_back()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        await page.DrawAsync("mouse", page.Part("paper"), One);
        byte[] first = await page.PixelsAsync();
        await page.DrawAsync("mouse", page.Part("paper"), (0.1, 0.5), (0.9, 0.6));
        Assert.NotEqual(first, await page.PixelsAsync());
        await page.ClickAsync(page.Part("undo"));
        Assert.Equal(first, await page.PixelsAsync());
        await page.ClickAsync(page.Part("clear"));
        Assert.Equal(JsonValueKind.Null, (await page.AskAsync(".sight.pixels")).ValueKind);
        Assert.Equal("Draw a digit", await page.TextAsync("answer"));
        await page.ClickAsync(page.Part("undo"));
        Assert.Equal("Draw a digit", await page.TextAsync("answer"));
        Assert.Empty(page.Live.Errors);
    }

    [BrowserFact]
    public async Task At_1280_by_720_all_of_it_is_on_one_screen()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        foreach (int number in (int[])[0, 1, 2])
        {
            await page.ChooseAsync(number);
            await page.Drawn();
            Assert.InRange((await page.AskAsync(".getBoundingClientRect().height")).GetDouble(), 1, 720);
        }
    }

    [LongBrowserFact]
    public async Task Inserted_as_notebooks_do_it_works_as_often_as_it_is_shown()
    {
        await using MicroscopePage page = await MicroscopePage.OpenAsync();
        string html = JsonSerializer.Serialize(MicroscopePage.Instrument.ToHtml());
        // JupyterLab puts a new script in the place of each; VS Code appends a new one to the output and takes it away again.
        await page.Live.EvaluateAsync($$"""
            (() => {
              for (const run of [(old, made) => old.replaceWith(made), (old, made, output) => output.appendChild(made).remove()]) {
                const output = document.createElement('div');
                document.querySelector('main').prepend(output);
                output.innerHTML = {{html}};
                for (const old of output.querySelectorAll('script')) {
                  const made = document.createElement('script');
                  made.textContent = old.textContent;
                  run(old, made, output);
                }
                output.parentNode.append(output);
              }
            })()
            """);
        JsonElement answers = await page.Live.EvaluateAsync($$"""
            Promise.all([...document.querySelectorAll('mnist-microscope')].map(async one => {
              await one.pose();
              one.show([{{string.Join(',', MicroscopePage.Data.Test[0].Pixels)}}]);
              return one.sight.winner;
            }))
            """);
        Assert.Equal(3, answers.GetArrayLength());
        Assert.Single(answers.EnumerateArray().Select(answer => answer.GetInt32()).Distinct());
        Assert.Empty(page.Live.Errors);
    }

    private static string NodeButton(MicroscopePage page, int node, int layer = 0) =>
        $"{page.Element}.shadowRoot.querySelectorAll('.layers:not(.away) .wall')[{layer}].querySelectorAll('button')[{node}]";
}
