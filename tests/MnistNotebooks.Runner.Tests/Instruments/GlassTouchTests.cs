using System.Globalization;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The glass network as readers use it: by real input in a browser.</summary>
public sealed class GlassTouchTests
{
    private static readonly (double, double)[] Seven = [(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)];

    [BrowserFact]
    public async Task A_line_can_be_clicked()
    {
        await using GlassPage page = await GlassPage.OpenAsync();
        int node = (int)await page.NumberAsync(".look.winner");
        // The last line's middle between the wall and the outputs.
        JsonElement place = await page.Live.EvaluateAsync($$"""
            (svg => {
              svg.scrollIntoView({ block: 'center' });
              const line = svg.lastElementChild, path = line.querySelector('.line'), box = svg.getBoundingClientRect();
              const wall = {{page.Part("wall")}}.getBoundingClientRect().right - box.left;
              for (let length = path.getTotalLength(); length > 0; length--) {
                const { x, y } = path.getPointAtLength(length);
                if (x < wall + 12) return [x + box.left, y + box.top];
              }
            })({{page.Part("lines")}})
            """);
        await page.Live.DragAsync("mouse", (place[0].GetDouble(), place[1].GetDouble()));
        await page.Drawn();
        Assert.Equal(1, await page.NumberAsync(".look.connection.layer"));
        Assert.Equal(node, await page.NumberAsync(".look.connection.node"));
        int from = (int)await page.NumberAsync(".look.connection.input");
        Assert.Contains(from, await page.NumbersAsync(".look.unfolded.products.map(product => product.input)"));
        Assert.Equal($"The weight who[{node}, {from}]", await page.TextAsync("weight-heading"));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task The_slider_goes_through_the_training_and_a_weights_history_with_it()
    {
        await using GlassPage page = await GlassPage.OpenAsync();
        await page.Live.EvaluateAsync($"{page.Part("stop")}.focus()");
        await page.Live.PressAsync("Home");
        for (int stop = 0; stop <= GlassPage.Last; stop++)
        {
            GlassMoment moment = GlassPage.Moments[stop];
            Assert.Equal(moment.Records.ToString("N0", CultureInfo.InvariantCulture), await page.TextAsync("records"));
            string accuracy = (100 * moment.Accuracy).ToString("F1", CultureInfo.InvariantCulture);
            Assert.Equal($"reads {accuracy}\u00a0% of the test digits", await page.TextAsync("accuracy"));
            double error = moment.Network.Layers.Max(layer => PackedWeights.In8Bits(layer.Weights).Error);
            string stated = (await page.TextAsync("error")).Split(' ')[^1].TrimEnd('.');
            Assert.InRange(double.Parse(stated, CultureInfo.InvariantCulture) - error, 0, 1e-4);
            await page.Live.PressAsync("ArrowRight");
        }
        Assert.Equal(GlassPage.Last, await page.NumberAsync(".look.stop"));
        double[] expected = [.. GlassPage.Moments.Select(moment => GlassPage.Packed(moment.Network).Layers[1].Weights[3, 57])];
        await page.TypeAsync("weight-node", "3");
        await page.TypeAsync("weight-input", "57");
        EnginePage.Close(expected, await page.NumbersAsync(".look.snapshots.historyOf({ layer: 1, node: 3, input: 57 })"), 1e-9);
        string told = (await page.Live.EvaluateAsync($"{page.Part("history")}.getAttribute('aria-label')")).GetString()!;
        Assert.All(expected, weight => Assert.Contains(GlassChecks.Fixed(weight), told, StringComparison.Ordinal));
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserFact]
    public async Task Everything_but_drawing_is_reached_by_the_keyboard_alone()
    {
        await using GlassPage page = await GlassPage.OpenAsync();
        await page.TabToAsync("next");
        await page.Live.PressAsync("Enter");
        await page.Drawn();
        Assert.Equal("1", (await page.Live.EvaluateAsync($"{page.Part("test-digit")}.value")).GetString());
        Assert.Equal(GlassPage.Data.Test[1].Label, await page.NumberAsync(".look.label"));
        await page.TabToAsync("stop");
        await page.Live.PressAsync("ArrowLeft");
        Assert.Equal(GlassPage.Last - 1, await page.NumberAsync(".look.stop"));
        // From node to node of the wall, with one stop for Tab.
        await page.TabToAsync("wall");
        foreach (string key in (string[])["Home", "ArrowDown", "ArrowRight", "ArrowRight"])
            await page.Live.PressAsync(key);
        await page.Live.PressAsync("Enter");
        await page.Drawn();
        Assert.Equal("Hidden node 22 adds up 784 products", await page.TextAsync("sum-heading"));
        Assert.Equal(0, await page.NumberAsync(".look.node.layer"));
        Assert.Contains("Hidden node 22: sigmoid(", await page.TextAsync("said"), StringComparison.Ordinal);
        // To the outputs, the products, and a weight by its numbers.
        await page.Live.PressAsync("Tab");
        await page.Live.PressAsync("Enter");
        await page.Drawn();
        Assert.Equal("Output node 0 adds up 200 products", await page.TextAsync("sum-heading"));
        await page.TabToAsync("weight-node");
        await page.TypeAsync("weight-node", "7");
        await page.Live.PressAsync("Tab");
        await page.TypeAsync("weight-input", "199");
        Assert.Equal("The weight who[7, 199]", await page.TextAsync("weight-heading"));
        Assert.Contains("who[7, 199]: change ", await page.TextAsync("said"), StringComparison.Ordinal);
        Assert.Empty(page.Live.Errors);
    }

    [LongBrowserTheory]
    [InlineData("mouse", 1280)]
    [InlineData("pen", 1920)]
    [InlineData("finger", 400)]
    public async Task A_stroke_is_read_while_it_is_drawn_and_nothing_moves(string tool, int width)
    {
        await using GlassPage page = await GlassPage.OpenAsync(width, touch: tool == "finger");
        await page.WatchShiftsAsync();
        await page.DrawAsync(tool, page.Part("paper"), Seven);
        byte[] pixels = [.. (await page.NumbersAsync(".look.pixels")).Select(level => (byte)level)];
        Network packed = GlassPage.Packed(GlassPage.Moments[GlassPage.Last].Network);
        ForwardPass pass = packed.Forward(packed.InputsOf(new Digit(0, 7, pixels)));
        EnginePage.Close([.. pass.Outputs], await page.NumbersAsync(".look.pass.outputs"), 1e-6);
        Assert.Equal($"The network says {pass.Predicted}", await page.TextAsync("answer"));
        Assert.Equal("as the network says, until you choose", await page.TextAsync("whose"));
        Assert.Equal($"Output node {pass.Predicted} adds up 200 products", await page.TextAsync("sum-heading"));
        await page.ChooseAsync("meant", "7");
        Assert.Equal(pass.Predicted == 7 ? "The network says 7, and is right" : $"The network says {pass.Predicted}, but it should be 7",
            await page.TextAsync("answer"));
        await page.StopAsync(0);
        await page.Drawn();
        await page.StopAsync(GlassPage.Last);
        await page.ClickAsync(page.Part("clear"));
        Assert.Equal("Draw a digit", await page.TextAsync("answer"));
        await page.DrawAsync(tool, page.Part("paper"), Seven);
        Assert.Equal(pixels, (await page.NumbersAsync(".look.pixels")).Select(level => (byte)level));
        await page.CheckQuietAsync(width);
    }
}
