using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>Arguments that make no sense are refused with a sentence that says why.</summary>
public class RefusalTests
{
    private static readonly Network _network = Networks.Of("sigmoid");
    private static readonly Target _target = Node.Activation(^1, 0);

    [Fact]
    public void A_picture_or_baseline_of_another_size_is_refused()
    {
        AssertRefused("takes 12 inputs, but the picture has 5", () => Explain(Vector<double>.Build.Dense(5), _target, Networks.Other));
        AssertRefused("takes 12 inputs, but the picture has 784",
            () => new IntegratedGradients().Maps(_network, Networks.Picture, Baseline.Black(_network)));
        AssertRefused("12 and 3 inputs", () => Baseline.Each(Networks.Picture, Vector<double>.Build.Dense(3)));
        AssertRefused("at least one picture", () => Baseline.Each([]));
        AssertRefused("at least one record", () => Baseline.Mean(_network, Samples.Digits(2, 1).Range(0, 0)));
    }

    [Fact]
    public void An_input_that_is_not_a_number_is_refused_with_its_place()
    {
        Vector<double> wrong = Networks.Picture.Clone();
        wrong[7] = double.NaN;
        AssertRefused("input 7 is NaN", () => Explain(wrong, _target, Networks.Other));
        AssertRefused("input 7 is NaN", () => Explain(Networks.Picture, _target, wrong));
    }

    [Fact]
    public void A_node_that_the_network_has_not_is_refused()
    {
        AssertRefused("Layer 3 was asked for; the network has 3 layers",
            () => Explain(Networks.Picture, Node.Activation(3, 0), Networks.Other));
        AssertRefused("Layer ^4 was asked for", () => Explain(Networks.Picture, Node.Activation(^4, 0), Networks.Other));
        Target difference = Target.Difference(Node.Activation(0, 0), Node.Activation(1, 7));
        AssertRefused("Node 7 of layer 1 was asked for; the layer has 7 nodes",
            () => Explain(Networks.Picture, difference, Networks.Other));
        AssertRefused("Node -1", () => Node.Activation(0, -1).Of(_network.Forward(Networks.Picture)));
        NodeMaps maps = new OnePixel().Maps(_network, Networks.Picture, Networks.Other);
        AssertRefused("Node 4 of layer 2", () => maps.Of(Node.PreActivation(^1, 4)));
        AssertRefused("Layer 5", () => maps[5, NodeValue.Activation]);
        AssertRefused("2 is neither", () => maps[0, (NodeValue)2]);
        AssertRefused("at least one term", () => Target.Sum());
        AssertRefused("finite", () => Target.Sum((Node.Activation(0, 0), double.NaN)));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        AssertRefused("at least 1 point", () => new IntegratedGradients { Points = 0 });
        AssertRefused("at least 2 pairs", () => new SampledShapley { Pairs = 1 });
        AssertRefused("finite number above 0", () => new LayerwiseRelevance { Epsilon = 0 });
    }

    [Fact]
    public void Tiles_that_do_not_fit_are_refused()
    {
        AttributionMethod method = new Occlusion { Tiles = Tiles.Grid(4, 4) };
        AssertRefused("tiles are of 784 inputs, but the network takes 12",
            () => method.Explain(_network, Networks.Picture, _target, Networks.Other));
        AssertRefused("there is a tile 2 but no tile 1", () => new Tiles([0, 2]));
        AssertRefused("1 to 28 parts", () => Tiles.Grid(29, 1));
    }

    [Fact]
    public void An_ordering_that_leaves_inputs_out_is_refused() =>
        AssertRefused("each of the 12 inputs", () =>
            SampledShapley.Effects(_network, Networks.Picture, _target, Networks.Other, [0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));

    [Fact]
    public void Tiles_of_a_picture_are_equal_squares_numbered_row_by_row()
    {
        var tiles = Tiles.Grid(4, 4);
        Assert.Equal(16, tiles.Count);
        Assert.All(Enumerable.Range(0, 16), tile => Assert.Equal(49, tiles[tile].Count));
        Assert.Equal([7, 8], tiles[1].Take(2));
        Assert.Equal(7 * 28, tiles[4][0]);
        Assert.Equal(784, Tiles.Grid(28, 28).Count);
        Assert.Equal([10, 9, 9], Enumerable.Range(0, 3).Select(tile => Tiles.Grid(1, 3)[tile].Count / 28));
    }

    [Fact]
    public void Baselines_are_on_the_networks_scale()
    {
        DigitSet digits = Samples.Digits(30, seed: 3);
        Network tutorial = Network.Tutorial(5), modern = NetworkDescription.Modern.Create();
        Assert.All(Baseline.Black(tutorial).Pictures[0], input => Assert.Equal(0.01, input));
        Assert.All(Baseline.Black(modern).Pictures[0], input => Assert.Equal(0, input));
        Arrays.AssertClose(digits.Inputs(PixelScale.Tutorial).ColumnSums() / 30, Baseline.Mean(tutorial, digits).Pictures[0], 1e-14);
        Assert.Equal(30, Baseline.Each(modern, digits).Pictures.Count);
        Assert.Equal(digits[29].Inputs(PixelScale.Unit), Baseline.Each(modern, digits).Pictures[29]);
    }

    private static Attribution Explain(Vector<double> inputs, Target target, Baseline baseline) =>
        new ExactShapley().Explain(_network, inputs, target, baseline);

    private static void AssertRefused(string message, Func<object?> act) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
}
