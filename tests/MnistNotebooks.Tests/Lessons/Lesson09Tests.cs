using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Lessons;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Influence;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 09 says of MNIST, and of the network that the method was published with.</summary>
public class Lesson09Tests
{
    private static readonly Baseline _empty = Baseline.Zero();

    [MnistFact]
    public void Only_the_sums_of_the_first_layer_add_up()
    {
        double[] ratios = [.. Ratios(Lesson09.Network, Lesson09.Picture)];
        Assert.True(ratios[0] < 1e-12);
        Assert.Equal(2.09, ratios[1], 0.005);
        Assert.All(ratios.Skip(2), ratio => Assert.True(ratio > ratios[1]));
        Assert.All(AtHand.Digits.Test.Range(0, 20), digit =>
            Assert.True(Ratios(Lesson09.Network, Lesson09.Network.InputsOf(digit)).ElementAt(1) > 0.9));
    }

    [MnistReferenceFact]
    public void In_the_network_of_the_methods_author_the_gap_begins_at_z1_too()
    {
        double[] printed = [0, 0.542, 0.749, 0.967, 1.078, 6.657];
        IEnumerable<double> ratios = Ratios(SampleNetwork.Network, SampleNetwork.TestDigits[0].Inputs(PixelScale.Unit));
        Assert.All(ratios.Zip(printed), pair => Assert.Equal(pair.Second, pair.First, 0.0005));
    }

    [MnistFact]
    public void The_loudest_pixels_of_the_white_picture_are_where_digits_have_no_ink()
    {
        DigitSet train = AtHand.Digits.Train;
        var inked = new double[DigitSet.PixelCount];
        for (int i = 0; i < train.Pixels.Length; i++)
            inked[i % inked.Length] += train.Pixels[i] > 0 ? 1.0 / train.Count : 0;
        NodeMaps maps = new OnePixel().Maps(Lesson09.Network, Vector<double>.Build.Dense(DigitSet.PixelCount, 1), _empty);
        IEnumerable<int> loudest = maps[^1, NodeValue.PreActivation].EnumerateRows().SelectMany(map =>
            Enumerable.Range(0, map.Count).OrderByDescending(pixel => Math.Abs(map[pixel])).Take(5));
        Assert.InRange(loudest.Count(pixel => inked[pixel] < 0.05), 35, 45);
    }

    [MnistFact]
    public void The_hump_of_z3_is_where_the_promise_crosses_the_truth()
    {
        Node probability = Node.Activation(^1, AtHand.Digits.Test[0].Label);
        double Gap(double ink) =>
            new OnePixel().Explain(Lesson09.Network, ink * Lesson09.Picture, probability, _empty).Gap;
        Assert.True(Gap(0.05) < -0.3);
        Assert.True(Gap(0.15) > 0.1);
    }

    private static IEnumerable<double> Ratios(Network network, Vector<double> inputs) =>
        new OnePixel().Maps(network, inputs, _empty).LayerGaps().Select(layer => layer.Relative);
}
