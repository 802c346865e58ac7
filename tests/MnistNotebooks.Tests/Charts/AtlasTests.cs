using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Charts;

public sealed class AtlasTests
{
    [Fact]
    public void Each_node_stands_below_its_caption_and_its_digits_beside_it()
    {
        var numbered = Matrix<double>.Build.Dense(5, 784, (node, _) => node + 1);
        var figure =
            Chart.Atlas(numbered, [.. Enumerable.Range(0, 5).Select(node => new[] { Flat(node, 40 * (node + 1)) })], "t", columns: 2);
        var captions = figure.Layout["annotations"]!.AsArray();
        for (int node = 0; node < 5; node++)
        {
            Assert.Equal($"node {node}", captions[2 * node]!["text"]!.GetValue<string>());
            Assert.Equal($"{node}", captions[2 * node + 1]!["text"]!.GetValue<string>());
            foreach (var (tile, value) in new[] { (2 * node, node + 1), (2 * node + 1, 40 * (node + 1)) })
            {
                double column = Math.Floor(captions[tile]!["x"]!.GetValue<double>()) - 1;
                double top = captions[tile]!["y"]!.GetValue<double>() + 0.5;
                Assert.Equal([null, value, value], Enumerable.Range(-1, 3).Select(down => At(figure, column, top + down)));
            }
        }
    }

    [Fact]
    public void Four_digits_share_the_room_of_one_each_pixel_the_mean_of_four()
    {
        byte[] oneInk = new byte[784];
        oneInk[28 * 3 + 5] = 200;
        var figure = Chart.Atlas(Samples.Weights(1, 784), [[Flat(1, 255), Flat(2, 100), Flat(3, 60), new(0, 4, oneInk), Flat(5, 9)]], "t");
        var strip = figure.Data[1]!;
        var rows = strip["z"]!.AsArray().Where(row => row!.AsArray().Count > 0).Select(row => row!.AsArray()
            .Select(value => value!.GetValue<double>()).ToArray()).ToArray();
        Assert.Equal((255, 100, 60), (rows[0][0], rows[13][27], rows[27][13]));
        Assert.Equal(50, rows[14 + 1][14 + 2]);
        Assert.Equal(50, rows.Skip(14).Sum(row => row.Skip(14).Sum()));
        Assert.Equal("1 2 3 4", figure.Layout["annotations"]![1]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void All_weights_share_one_scale_and_one_colour_bar()
    {
        var weights = Samples.Weights(4, 784);
        double end = weights.Enumerate().Max(Math.Abs);
        var traces = Chart.Atlas(weights, [[], [], [], []], "t", columns: 4).Data;
        Assert.Equal(8, traces.Count);
        Assert.All(traces.Where((_, i) => i % 2 == 0),
            trace => Assert.Equal((-end, end), (trace!["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>())));
        Assert.Single(traces, trace => trace!["showscale"]!.GetValue<bool>());
    }

    [Fact]
    public void Colours_end_where_they_are_asked_to_and_weights_stay_what_they_are()
    {
        var weights = Matrix<double>.Build.Dense(1, 784, (_, pixel) => pixel == 0 ? -3 : 0.5);
        var trace = Chart.Atlas(weights, [[]], "t", end: 1).Data[0]!;
        Assert.Equal((-1, 1), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        var first = trace["z"]!.AsArray().First(row => row!.AsArray().Count > 0)!;
        Assert.Equal((-3, 0.5), (first[0]!.GetValue<double>(), first[1]!.GetValue<double>()));
        Assert.Throws<ArgumentException>(() => Chart.Atlas(weights, [[]], "t", end: 0));
        Assert.Throws<ArgumentException>(() => Chart.Atlas(weights, [[]], "t", end: double.NaN));
    }

    [Fact]
    public void A_hundred_nodes_take_less_than_a_megabyte()
    {
        var lists = Enumerable.Range(0, 100).Select(_ => Samples.Digits.Take(4).ToArray()).ToArray();
        Assert.InRange(Chart.Atlas(Samples.Weights(100, 784), lists, "t").ToJson().Length, 300_000, 1_000_000);
    }

    [Fact]
    public void Nodes_and_digits_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("There are 2 nodes but digits for 1.",
            Assert.Throws<ArgumentException>(() => Chart.Atlas(Samples.Weights(2, 784), [[]], "t")).Message, StringComparison.Ordinal);
        Assert.StartsWith("A picture has 784 values, but picture 0 has 783.",
            Assert.Throws<ArgumentException>(() => Chart.Atlas(Samples.Weights(1, 783), [[]], "t")).Message, StringComparison.Ordinal);
    }

    private static Digit Flat(int label, int grey) => new(0, label, [.. Enumerable.Repeat((byte)grey, 784)]);

    /// <summary>What is drawn at a place of the figure.</summary>
    private static double? At(Figure figure, double column, double row)
    {
        foreach (var trace in figure.Data)
        {
            double x = column - trace!["x0"]!.GetValue<int>();
            if (x is >= 0 and < 28)
                return trace["z"]![(int)row]!.AsArray().ElementAtOrDefault((int)x)?.GetValue<double>();
        }
        return null;
    }
}
