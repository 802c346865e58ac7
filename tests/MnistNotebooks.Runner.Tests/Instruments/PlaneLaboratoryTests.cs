using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Kernels;
using MnistNotebooks.Runner.Tests.Pages;
using Xunit.Abstractions;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>The laboratory in the plane as readers use it, by real input in a browser; its numbers are the library's.</summary>
public sealed class PlaneLaboratoryTests(PlanePage page, WarmKernel kernel, ITestOutputHelper output)
    : IClassFixture<PlanePage>, IClassFixture<WarmKernel>
{
    // Both train in double precision. They add in another order, and what is rounded grows from step to step.
    private const double Tolerance = 1e-9;
    private const int Epochs = 12, MapSide = 60;
    private const string Missing = "Each of two classes needs two points: one to learn from, one held back.";

    [LongBrowserTheory]
    [InlineData("spiral", "8-8", "tanh", 0.02, 0, 1)]
    [InlineData("moons", "6-4-3", "relu", 0.05, 0.003, 5)]
    [InlineData("moons", "5", "identity", 0.001, 0.1, 2)]
    [InlineData("blobs", "0", "sigmoid", 0.3, 0.0001, 3)]
    public async Task A_training_has_the_weights_losses_and_answers_of_the_librarys(
        string points, string hidden, string activation, double rate, double penalty, int seed)
    {
        await page.SetAsync(string.Create(CultureInfo.InvariantCulture,
            $"#plane=points:{points},hidden:{hidden},activation:{activation},rate:{rate},penalty:{penalty},seed:{seed}"));
        var (learned, unseen) = points switch
        {
            "spiral" => (ToySets.Spirals(150), ToySets.Spirals(150, seed: 2)),
            "moons" => (ToySets.Moons(100, noise: 0.18), ToySets.Moons(100, noise: 0.18, seed: 2)),
            _ => (ToySets.Blobs(120), ToySets.Blobs(120, seed: 2)),
        };
        Network network = (NetworkDescription.Modern with
        {
            Inputs = 2,
            Hidden = hidden == "0" ? [] : [.. hidden.Split('-').Select(int.Parse)],
            Outputs = points == "moons" ? 2 : 3,
            HiddenActivation = activation switch
            {
                "tanh" => Activation.Tanh,
                "relu" => Activation.ReLU,
                "sigmoid" => Activation.Sigmoid,
                _ => Activation.Identity,
            },
            Seed = seed,
        }).Create();
        await EqualAsync(network, learned, unseen, epoch: 0);
        for (int epoch = 0; epoch < Epochs; epoch++)
            await page.ClickAsync(PlanePage.Part("step"));
        Training.Run(network, learned, TrainingOptions.Modern with { LearningRate = rate, L2 = penalty, BatchSize = 16, Epochs = Epochs });
        await EqualAsync(network, learned, unseen, Epochs);
        Assert.Empty((await page.LiveAsync()).Errors);
    }

    [LongBrowserFact]
    public async Task The_csharp_beside_it_makes_the_same_network()
    {
        await page.SetAsync("#plane=points:moons,hidden:4,activation:sigmoid,rate:0.05,penalty:0.001,seed:4");
        await page.AskAsync(".train(30)");
        await PrintsTheSameAsync();
        await page.SetAsync("#plane=points:own,hidden:3,activation:tanh,rate:0.1,own:a10.20A-5.90a0.-100b-70.5B100.33c4.4");
        await page.AskAsync(".train(10)");
        await PrintsTheSameAsync();
    }

    [LongBrowserFact]
    public async Task Points_are_set_and_taken_away_by_clicks_and_by_keys_and_an_address_keeps_them()
    {
        LivePage live = await page.SetAsync("#plane=points:blobs,hidden:2,seed:7");
        await page.ClickAsync($"{PlanePage.Part("sets")}.querySelector('[value=own]')");
        Assert.Equal(Missing, await page.TextAsync("status"));
        Assert.True((await page.AskAsync(".find('train').disabled")).GetBoolean());
        // The plane reaches 6 % farther than points can be set.
        await ClickPlaneAsync(-0.5, 0.5);
        await ClickPlaneAsync(0.25, 0.75);
        await ClickPlaneAsync(0.8, 0.1);
        await ClickPlaneAsync(0.25, 0.76);
        Assert.Equal("a-50.50a80.10", await OwnAsync());
        Assert.Contains("Took away the circle at 0.25, 0.75.", await page.TextAsync("status"), StringComparison.Ordinal);

        await live.EvaluateAsync($"{PlanePage.Part("clear")}.focus()");
        await BackToAsync(live, "class");
        await BackToAsync(live, "points");
        Assert.Equal("solid", (await live.EvaluateAsync($"getComputedStyle({PlanePage.Part("points")}).outlineStyle")).GetString());
        await live.PressAsync("1");
        await live.PressAsync("ArrowRight");
        await live.PressAsync("Enter");
        Assert.Equal("Set a square at 0.05, 0.00, to learn from. " + Missing, await page.TextAsync("status"));
        await live.PressAsync("ArrowDown");
        await live.PressAsync("ArrowDown");
        await live.PressAsync(" ");
        Assert.Equal("a-50.50a80.10b5.0B5.-10", await OwnAsync());
        Assert.Equal("Set a square at 0.05, −0.10, held back.", await page.TextAsync("status"));
        await live.PressAsync("Delete");
        await live.PressAsync("Delete");
        Assert.Equal("There is no point.", await page.TextAsync("status"));
        await live.PressAsync("Enter");
        await live.PressAsync("ArrowLeft");
        await live.PressAsync("0");
        await live.PressAsync("Enter");
        Assert.Equal("a-50.50a80.10b5.0B5.-10A0.-10", await OwnAsync());
        Assert.Equal(["3", "2"], [Total(await page.CountsAsync("learned")), Total(await page.CountsAsync("unseen"))]);

        string hash = (await live.EvaluateAsync("location.hash")).GetString()!;
        Assert.Equal("#plane=points:own,hidden:2,activation:tanh,rate:0.02,penalty:0,seed:7,own:a-50.50a80.10b5.0B5.-10A0.-10", hash);
        await live.ReloadAsync();
        Assert.Equal(hash, await page.TextAsync("address"));
        Assert.False((await page.AskAsync(".find('train').disabled")).GetBoolean());
        Assert.Empty(live.Errors);

        static string Total(string[] counts) => counts[1].Split(' ')[^1];
    }

    [LongBrowserFact]
    public async Task A_node_that_is_pointed_at_or_reached_by_keys_is_shown_large()
    {
        LivePage live = await page.SetAsync("#plane=points:spiral,hidden:3-2,activation:tanh,seed:9");
        string answer = await page.TextAsync("shown");
        await page.PointAtAsync(PlanePage.Node(1, 2));
        double[] weights = await page.NumbersAsync(".training.network.layers[0].weights");
        string[] parts = [.. weights[4..6].Select(weight => Math.Abs(weight).ToString("F2", CultureInfo.InvariantCulture))];
        Assert.Matches($"^Layer 1, node 2: tanh[(]−?{parts[0]} x [+−] {parts[1]} y [+] 0.00[)][.]", await page.TextAsync("shown"));
        Assert.Equal(await PixelsAsync($"{PlanePage.Node(1, 2)}.firstChild"), await PixelsAsync(PlanePage.Part("map")));
        await page.PointAtAsync(PlanePage.Part("title"));
        Assert.Equal(answer, await page.TextAsync("shown"));

        // What is pressed stays, until it is pressed again or Escape is.
        await page.ClickAsync(PlanePage.Node(2, 1));
        await page.PointAtAsync(PlanePage.Part("title"));
        Assert.StartsWith("Layer 2, node 1: tanh of the sum of 3 pictures", await page.TextAsync("shown"), StringComparison.Ordinal);
        await live.PressAsync("ArrowRight");
        Assert.StartsWith("Output 1: softmax", await page.TextAsync("shown"), StringComparison.Ordinal);
        await live.PressAsync("ArrowDown");
        await live.PressAsync("ArrowLeft");
        await live.PressAsync("ArrowLeft");
        await live.PressAsync("ArrowUp");
        Assert.StartsWith("Layer 1, node 0: ", await page.TextAsync("shown"), StringComparison.Ordinal);
        await live.PressAsync("Escape");
        await live.PressAsync("Tab");
        Assert.Equal(answer, await page.TextAsync("shown"));
        Assert.Empty(live.Errors);
    }

    [LongBrowserTheory]
    [InlineData(400)]
    [InlineData(1280)]
    public async Task It_trains_on_until_it_is_paused_nothing_moves_and_the_page_is_as_wide_as_its_window(int width)
    {
        LivePage live = await page.SetAsync($"#plane=points:spiral,hidden:8-8-8,seed:{width}");
        await live.ResizeAsync(width);
        await page.DrawnAsync();
        await live.EvaluateAsync($$"""
            (globalThis.moved = [], new PerformanceObserver(list => moved.push(...list.getEntries().map(entry => entry.value)))
              .observe({ type: 'layout-shift' }), {{PlanePage.Part("train")}}.scrollIntoView())
            """);
        await page.DrawnAsync();
        await page.ClickAsync(PlanePage.Part("train"));
        Assert.Equal("Pause", await page.TextAsync("train"));
        double frames = (await live.EvaluateAsync($$"""
            (async () => {
              const start = performance.now(), from = {{PlanePage.Plane}}.training.epoch;
              while ({{PlanePage.Plane}}.training.epoch < from + 30) await new Promise(done => requestAnimationFrame(done));
              return 30000 / (performance.now() - start);
            })()
            """)).GetDouble();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width} px: {frames:F0} frames a second while it trains"));
        await page.ClickAsync(PlanePage.Part("train"));
        Assert.Equal("Train", await page.TextAsync("train"));
        string epochs = await page.TextAsync("epoch");
        await page.DrawnAsync();
        Assert.Equal(epochs, await page.TextAsync("epoch"));
        Assert.StartsWith($"After {epochs} epochs, ", await page.TextAsync("status"), StringComparison.Ordinal);
        Assert.Contains($"Epochs = {epochs},", await page.TextAsync("code"), StringComparison.Ordinal);
        Assert.Equal("[]", (await live.EvaluateAsync("moved")).GetRawText());
        Assert.InRange((await live.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, width);
        await page.ClickAsync(PlanePage.Part("again"));
        Assert.Equal("0", await page.TextAsync("epoch"));
        await live.ResizeAsync(1280);
        Assert.Empty(live.Errors);
    }

    /// <summary>Weights, numbers on the screen, and what every node gives in some cells of the plane.</summary>
    private async Task EqualAsync(Network network, LabeledSet learned, LabeledSet unseen, int epoch)
    {
        Assert.Equal(epoch.ToString(CultureInfo.InvariantCulture), await page.TextAsync("epoch"));
        EnginePage.Close(EnginePage.Parameters(network),
            await page.NumbersAsync(".training.network.layers.flatMap(layer => [...layer.weights, ...layer.biases])"), Tolerance);
        foreach (var (set, name) in ((LabeledSet, string)[])[(learned, "learned"), (unseen, "unseen")])
        {
            double loss = Gradients.Of(network, set, Loss.CrossEntropy).Loss;
            Score score = network.Score(set);
            int right = set.Count - score.Mistakes.Count;
            Assert.Equal(loss, (await page.AskAsync($".training.{name}.loss")).GetDouble(), Tolerance);
            Assert.Equal([loss.ToString("F4", CultureInfo.InvariantCulture), $"{right} of {set.Count}", $"{score.Mistakes.Count}"],
                await page.CountsAsync(name));
        }
        double reach = 1.06 * learned.Inputs.Enumerate().Concat(unseen.Inputs.Enumerate()).Max(Math.Abs);
        foreach (var (row, column) in ((int, int)[])[(0, 0), (17, 40), (59, 3)])
        {
            ForwardPass pass = network.Forward(Vector<double>.Build.Dense(
                [(2 * (column + 0.5) / MapSide - 1) * reach, (1 - 2 * (row + 0.5) / MapSide) * reach]));
            EnginePage.Close(pass.Inputs.Concat(pass.Layers.SelectMany(layer => layer.Activations)),
                await page.NumbersAsync($".maps.flat().map(map => map[{row * MapSide + column}])"), Tolerance);
        }
    }

    private async Task PrintsTheSameAsync()
    {
        RanCell cell = Assert.Single(await kernel.RunAsync($"#r \"{typeof(DigitSet).Assembly.Location}\"\n{await page.TextAsync("code")}"));
        Assert.Null(cell.Error);
        string[] printed = [.. cell.Lines.SelectMany(line => line["stdout:".Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        foreach (var (line, row) in printed.Zip((string[])["learned", "unseen"]))
        {
            string[] counts = await page.CountsAsync(row);
            Assert.StartsWith($"loss {counts[0]}, accuracy ", line, StringComparison.Ordinal);
            Assert.EndsWith($": {counts[1]} right", line.TrimEnd(), StringComparison.Ordinal);
        }
        Assert.Equal(2, printed.Length);
    }

    private Task ClickPlaneAsync(double x, double y) =>
        page.ClickAsync(PlanePage.Part("points"), (1 + x / 1.06) / 2, (1 - y / 1.06) / 2);

    private async Task<string> OwnAsync() => (await page.TextAsync("address")).Split("own:")[1];

    private static async Task BackToAsync(LivePage live, string name)
    {
        const string focused = PlanePage.Plane + ".shadowRoot.activeElement";
        await live.PressAsync("Shift+Tab");
        Assert.True((await live.EvaluateAsync($"[{focused}.id, {focused}.name].includes('{name}')")).GetBoolean());
    }

    private async Task<string> PixelsAsync(string canvas) => (await (await page.LiveAsync()).EvaluateAsync(
        $"(canvas => canvas.getContext('2d').getImageData(0, 0, {MapSide}, {MapSide}).data.join())({canvas})")).GetString()!;
}
