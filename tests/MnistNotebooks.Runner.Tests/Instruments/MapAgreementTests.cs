using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>What the engine says about the influence of pixels is what the library says.</summary>
public sealed class MapAgreementTests(EnginePage page) : IClassFixture<EnginePage>
{
    private const double Tolerance = 1e-5;

    private static readonly Network[] Networks = [TrainedNetworks.Tutorial, TrainedNetworks.Modern, TrainedNetworks.Linear];

    private static Digit Digit => TrainedNetworks.Digits[0];

    [LongBrowserFact]
    public async Task Maps_of_one_pixel_over_paper_and_of_one_pixel_less_agree_for_every_node()
    {
        foreach (Network network in Networks)
        {
            Vector<double> inputs = network.InputsOf(Digit);
            foreach (var (name, method) in ((string, AttributionMethod)[])
                [("onePixelMaps", new OnePixel()), ("occlusionMaps", new Occlusion())])
            {
                NodeMaps maps = method.Maps(network, inputs, Baseline.Black(network));
                double[] expected = [.. Enumerable.Range(0, network.Layers.Count).SelectMany(layer =>
                    EnginePage.Rows(maps[layer, NodeValue.PreActivation])
                        .Concat(EnginePage.Rows(maps[layer, NodeValue.Activation])))];
                EnginePage.Close(expected, await AskAsync(network, $"mnistEngine.{name}(network, inputs)"
                    + ".map(({ sums, values }) => [sums, values])"), Tolerance);
            }
        }
    }

    [LongBrowserFact]
    public async Task Maps_of_one_target_agree_also_with_a_baseline_of_zeros()
    {
        (string, AttributionMethod)[] methods =
            [("onePixel", new OnePixel()), ("occlusion", new Occlusion()), ("gradientTimesInput", new GradientTimesInput())];
        (string, Node)[] targets =
        [
            ("{ node: 3 }", Node.PreActivation(^1, 3)), ("{ node: 7, of: 'value' }", Node.Activation(^1, 7)),
            ("{ layer: 0, node: 5, of: 'value' }", Node.Activation(0, 5)),
        ];
        foreach (Network network in Networks)
        {
            foreach (var (name, method) in methods)
            {
                foreach (var (target, node) in targets)
                {
                    Vector<double> inputs = network.InputsOf(Digit);
                    EnginePage.Close(method.Explain(network, inputs, node, Baseline.Black(network)).Values.ToArray(),
                        await AskAsync(network, $"mnistEngine.{name}(network, inputs, {target})"), Tolerance);
                    EnginePage.Close(method.Explain(network, inputs, node, Baseline.Zero()).Values.ToArray(),
                        await AskAsync(network, $"mnistEngine.{name}(network, inputs, {target}, new Float64Array(784))"), Tolerance);
                }
            }
        }
    }

    [BrowserFact]
    public async Task Sampled_Shapley_values_sum_to_the_change_and_agree_with_exact_ones_within_their_spread()
    {
        // Twelve inked pixels of a digit, of which all combinations can be computed.
        byte[] pixels = new byte[Digit.Pixels.Length];
        foreach (var (level, place) in Digit.Pixels.Select((level, place) => (level, place)).Where(pixel => pixel.level > 0).Take(12))
            pixels[place] = level;
        Network network = TrainedNetworks.Tutorial;
        Attribution exact = new ExactShapley()
            .Explain(network, network.InputsOf(Digit with { Pixels = pixels }), Node.Activation(^1, 3), Baseline.Black(network));
        double[] sampled = await ShapleyAsync(network, pixels, "{ node: 3, of: 'value' }", pairs: 200);
        Assert.Equal(exact.Change, sampled[0], 1e-9);
        Assert.Equal(sampled[0], sampled[1..785].Sum(), 1e-9);
        for (int i = 0; i < pixels.Length; i++)
            Assert.InRange(sampled[1 + i], exact.Values[i] - 5 * sampled[785 + i] - 1e-9, exact.Values[i] + 5 * sampled[785 + i] + 1e-9);
    }

    [BrowserFact]
    public async Task Sampled_Shapley_values_of_a_digit_agree_with_the_librarys_within_both_spreads()
    {
        Network network = TrainedNetworks.Modern;
        Attribution expected = new SampledShapley { Pairs = 30 }
            .Explain(network, network.InputsOf(Digit), Node.PreActivation(^1, 3), Baseline.Black(network));
        double[] sampled = await ShapleyAsync(network, Digit.Pixels, "{ node: 3 }", pairs: 30);
        Assert.Equal(expected.Change, sampled[0], 1e-9);
        Assert.Equal(sampled[0], sampled[1..785].Sum(), 1e-9);
        double[] squares = [.. Enumerable.Range(0, 784).Where(i => Digit.Pixels[i] > 0).Select(i =>
            Math.Pow(sampled[1 + i] - expected.Values[i], 2)
                / (Math.Pow(sampled[785 + i], 2) + Math.Pow(expected.StandardErrors![i], 2) + 1e-20))];
        // Squares of normal numbers, of whose estimated deviations there are 29 degrees of freedom.
        Assert.InRange(squares.Average(), 0.5, 1.7);
        Assert.InRange(squares.Max(), 0, 49);
    }

    /// <summary>The change, 784 shares and 784 standard errors.</summary>
    private Task<double[]> ShapleyAsync(Network network, byte[] pixels, string target, int pairs) => page.NumbersAsync($$"""
        (network => (sampled => [sampled.change, sampled.shares, sampled.standardErrors])(
          new mnistEngine.SampledShapley(network, network.inputsOf({{EnginePage.Script(pixels)}}), {{target}}).draw({{pairs}})))(
          {{EnginePage.Script(network)}})
        """);

    private Task<double[]> AskAsync(Network network, string question) => page.NumbersAsync(
        $"((network, inputs) => {question})({EnginePage.Script(network)}, {EnginePage.Script(network.InputsOf(Digit))})");
}
