using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class ShapleyTests
{
    private static readonly Target _target = Node.Activation(^1, 2);

    [Fact]
    public void Enumerated_values_are_the_mean_of_all_orderings()
    {
        Network network = Samples.Network([4, 5, 3], biases: true, seed: 2, Activation.Tanh);
        Vector<double> inputs = Samples.Vector(4, seed: 3, low: -2), baseline = Samples.Vector(4, seed: 4, low: -2);
        Vector<double>[] effects =
            [.. Orderings([0, 1, 2, 3]).Select(ordering => SampledShapley.Effects(network, inputs, _target, baseline, ordering))];
        Assert.Equal(24, effects.Length);
        Vector<double> mean = effects.Aggregate((sum, values) => sum + values) / effects.Length;
        Arrays.AssertClose(mean, new ExactShapley().Explain(network, inputs, _target, baseline).Values, 1e-13);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(800)]
    public void Sampled_values_are_within_their_stated_error_of_the_enumerated_ones(int pairs)
    {
        // Of 12 inputs × 12 seeds, and a normal distribution, 95 % are within two standard errors and 1 in 16,000 is beyond four.
        Network network = Networks.Of("softmax");
        Vector<double> exact = new ExactShapley().Explain(network, Networks.Picture, _target, Networks.Other).Values;
        double[] off = [.. Enumerable.Range(1, 12).SelectMany(seed =>
        {
            Attribution sampled =
                new SampledShapley { Pairs = pairs, Seed = seed }.Explain(network, Networks.Picture, _target, Networks.Other);
            return (sampled.Values - exact).PointwiseDivide(sampled.StandardErrors!).PointwiseAbs();
        })];
        Assert.True(off.Max() < 5, $"The largest is {off.Max()} standard errors off.");
        Assert.InRange(off.Count(value => value < 2) / (double)off.Length, 0.88, 0.995);
    }

    [Fact]
    public void Sixteen_times_the_orderings_give_a_quarter_of_the_error()
    {
        Network network = Networks.Of("sigmoid");
        double Error(int pairs) =>
            new SampledShapley { Pairs = pairs }.Explain(network, Networks.Picture, _target, Networks.Other).StandardErrors!.Average();
        Assert.InRange(Error(1600) / Error(100), 0.22, 0.28);
    }

    [Fact]
    public void Antithetic_pairs_have_a_smaller_error_than_as_many_single_orderings()
    {
        Network network = Networks.Of("sigmoid");
        const int Pairs = 400;
        var random = new Random(1);
        int[] ordering = [.. Enumerable.Range(0, Networks.Inputs)];
        Vector<double>[] single = [.. Enumerable.Range(0, 2 * Pairs).Select(_ =>
        {
            random.Shuffle(ordering);
            return SampledShapley.Effects(network, Networks.Picture, _target, Networks.Other, ordering);
        })];
        Vector<double> mean = single.Aggregate((sum, values) => sum + values) / single.Length;
        Vector<double> squares = single.Select(values => (values - mean).PointwisePower(2)).Aggregate((sum, square) => sum + square);
        Vector<double> errors = (squares / (single.Length - 1) / single.Length).PointwiseSqrt();
        Attribution pairs = new SampledShapley { Pairs = Pairs }.Explain(network, Networks.Picture, _target, Networks.Other);
        Assert.True(pairs.StandardErrors!.Average() < 0.7 * errors.Average(), $"{pairs.StandardErrors!.Average()} and {errors.Average()}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_one_others()
    {
        Network network = Networks.Of("relu");
        Vector<double> Values(int seed) =>
            new SampledShapley { Pairs = 20, Seed = seed }.Explain(network, Networks.Picture, _target, Networks.Other).Values;
        Assert.Equal(Values(1), Values(1));
        Assert.NotEqual(Values(1), Values(2));
    }

    [Fact]
    public void Tiles_are_players_of_their_own()
    {
        // Four tiles of three equal inputs: the same as four inputs with the sums of their weights.
        var tiles = new Tiles([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]);
        Network network = Networks.Of("softmax");
        Matrix<double> weights = network.Layers[0].Weights;
        Matrix<double> sums = weights.SubMatrix(0, 9, 0, 4) + weights.SubMatrix(0, 9, 4, 4) + weights.SubMatrix(0, 9, 8, 4);
        var small = new Network([new Layer(sums, network.Layers[0].Biases, network.Layers[0].Activation), .. network.Layers.Skip(1)]);
        Vector<double> few = Samples.Vector(4, seed: 6), many = Vector<double>.Build.Dense(12, input => few[input % 4]);
        Vector<double> expected = new ExactShapley().Explain(small, few, _target, Baseline.Zero(4)).Values;
        Attribution tiled = new ExactShapley { Tiles = tiles }.Explain(network, many, _target, Baseline.Zero(12));
        Arrays.AssertClose(expected, Sums(tiles, tiled.Values), 1e-13);
        Assert.Equal(tiled.Values[1], tiled.Values[9]);
        Attribution sampled = new SampledShapley { Tiles = tiles, Pairs = 200 }.Explain(network, many, _target, Baseline.Zero(12));
        Assert.True(((sampled.Values - tiled.Values).PointwiseDivide(sampled.StandardErrors!)).PointwiseAbs().Max() < 5);
        Vector<double> occluded = new Occlusion { Tiles = tiles }.Explain(network, many, _target, Baseline.Zero(12)).Values;
        Arrays.AssertClose(new Occlusion().Explain(small, few, _target, Baseline.Zero(4)).Values, Sums(tiles, occluded), 1e-13);
    }

    [Fact]
    public void Sixteen_players_can_be_enumerated_and_seventeen_are_refused()
    {
        Network network = Samples.Network([20, 3, 2], biases: true, seed: 1);
        Vector<double> sixteen = Vector<double>.Build.Dense(20, input => input < 16 ? 1 : 0);
        Attribution attribution = new ExactShapley().Explain(network, sixteen, Node.Activation(^1, 0), Baseline.Zero(20));
        Assert.Equal(0, attribution.Gap, 1e-12);
        Assert.All(attribution.Values.Skip(16), value => Assert.Equal(0, value));
        var error = Assert.Throws<ArgumentException>(() => new ExactShapley().Explain(network, Vector<double>.Build.Dense(20, 1),
            Node.Activation(^1, 0), Baseline.Zero(20)));
        Assert.Contains("up to 16 inputs or tiles that differ from the baseline, but 20 do", error.Message);
    }

    private static Vector<double> Sums(Tiles tiles, Vector<double> values) =>
        Vector<double>.Build.Dense(tiles.Count, tile => tiles[tile].Sum(input => values[input]));

    private static IEnumerable<int[]> Orderings(int[] numbers) => numbers.Length == 0 ? [[]] :
        numbers.SelectMany(first => Orderings([.. numbers.Where(number => number != first)]).Select(rest => (int[])[first, .. rest]));
}
