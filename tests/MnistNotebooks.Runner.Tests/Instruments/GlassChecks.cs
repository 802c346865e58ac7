using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>What the glass network must show, by the library.</summary>
internal static class GlassChecks
{
    // Both sum in double precision, in another order.
    private const double Tolerance = 1e-6;

    private const double Rate = 0.1;

    /// <summary>What rounding the weights can do to sums and outputs, at most.</summary>
    public static void WithinTheErrorStated(
        Network trained, ForwardPass pass, IReadOnlyList<double> hiddenSums, IReadOnlyList<double> outputs)
    {
        double[] errors = [.. trained.Layers.Select(layer => PackedWeights.In8Bits(layer.Weights).Error)];
        double ofSums = errors[0] * pass.Inputs.Sum() + Tolerance;
        EnginePage.Close([.. pass.Layers[0].PreActivations], hiddenSums, ofSums);
        // The sigmoid's slope is ¼ at most.
        double ofHidden = ofSums / 4;
        for (int node = 0; node < outputs.Count; node++)
        {
            double ofSum = errors[1] * pass.Layers[0].Activations.Sum() + trained.Layers[1].Weights.Row(node).L1Norm() * ofHidden;
            Assert.InRange(Math.Abs(outputs[node] - pass.Outputs[node]), 0, ofSum / 4);
        }
        // In practice errors cancel out.
        EnginePage.Close([.. pass.Outputs], outputs, 0.05);
    }

    /// <summary>A node's sum, unfolded, in the page's numbers and on the screen.</summary>
    public static async Task UnfoldedAsync(GlassPage page, Network packed, ForwardPass pass, int layer, int node)
    {
        Assert.Equal(layer, await page.NumberAsync(".look.node.layer"));
        Assert.Equal(node, await page.NumberAsync(".look.node.node"));
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
        string sigmoid = $"sigmoid({Fixed(Number(unfolded, "sum"))}) = {Fixed(Number(unfolded, "value"))}";
        Assert.Equal(sigmoid, await page.TextAsync("sigmoid-text"));
    }

    /// <summary>The backward pass for one weight, in the page's numbers and on the screen.</summary>
    public static async Task StepAsync(GlassPage page, Network packed, Digit digit, int layer, int node)
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
        EnginePage.Close([.. outputErrors], Numbers("outputErrors", "error"), Tolerance);
        Vector<double> passedBack = packed.Layers[1].Weights.Column(layer == 0 ? node : input).PointwiseMultiply(outputErrors);
        if (layer == 0)
            EnginePage.Close([.. passedBack], Numbers("passedBack", "product"), Tolerance);

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

        double[] Numbers(string list, string name) => [.. step.GetProperty(list).EnumerateArray().Select(one => Number(one, name))];
    }

    /// <summary>As the page writes numbers that are compared.</summary>
    public static string Fixed(double value)
    {
        string text = value.ToString("F4", CultureInfo.InvariantCulture);
        return text == "-0.0000" ? "0.0000" : text.Replace('-', '−');
    }

    private static string Signed(double value) => Fixed(value) is ['−', ..] text ? text : "+" + Fixed(value);

    // 1.70497 × 10⁻⁵
    private static double Read(string text)
    {
        IEnumerable<char> plain = text.Replace('−', '-').Replace(" × 10", "e", StringComparison.Ordinal).Select(Plain);
        return double.Parse(string.Concat(plain), CultureInfo.InvariantCulture);

        static char Plain(char raised) =>
            raised == '⁻' ? '-' : "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(raised) is >= 0 and int digit ? (char)('0' + digit) : raised;
    }

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
}
