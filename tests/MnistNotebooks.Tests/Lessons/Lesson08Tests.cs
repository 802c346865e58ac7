using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Lessons;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 08 says of its network's mistake, test record 7822.</summary>
public class Lesson08Tests
{
    private static Network Network => Lesson08.Network;

    private static DigitSet Digits => field ??= Mnist.Load().Test;

    private static ForwardPass Pass => Network.Forward(Network.InputsOf(Digits[Lesson08.Record]));

    [MnistFact]
    public void Three_rivals_stand_between_the_answer_and_the_label()
    {
        Assert.Equal(7822, Lesson08.Record);
        Vector<double> sums = Pass.Layers[1].PreActivations;
        Assert.Equal([2, 3, 8, 5, 1], Enumerable.Range(0, 10).OrderByDescending(digit => sums[digit]).Take(5));
        Assert.Equal(1, sums.Count(sum => sum > 0));
    }

    [MnistFact]
    public void No_single_node_made_the_mistake_and_node_1_is_in_each_pair_that_did()
    {
        LayerForward hidden = Pass.Layers[0];
        int[] answers = [.. Enumerable.Range(0, 10).Select(node =>
            (Pass.Layers[1].PreActivations - hidden.Activations[node] * Network.Layers[1].Weights.Column(node)).MaximumIndex())];
        Assert.Equal([3, 8, 2, 2, 2, 2, 2, 2, 2, 5], answers);
        var mending = Lesson08.Pairs.Where(pair => pair.Sums.MaximumIndex() == 1).Select(pair => (pair.First, pair.Second));
        Assert.Equal([(1, 2), (1, 8), (1, 9)], mending);
        Assert.Equal(45, Lesson08.Pairs.Count());
    }

    [MnistFact]
    public void Strongest_digits_are_not_the_first_of_the_file()
    {
        var tops = TopDigits.OfLayer(Network, 0, Digits, 4);
        string Labels(int node) => string.Join(" ", tops[node].Select(top => Digits.Labels[top.Record]));
        Assert.Equal(["6 6 2 2", "8 3 7 7", "3 3 3 7", "5 7 5 7", "0 2 0 0", "5 6 6 5"], ((int[])[1, 2, 3, 6, 8, 9]).Select(Labels));
        // A node that gives exactly 1 to hundreds of digits would otherwise name the first of these.
        Assert.True(Digits.Take(2000).Count(digit => Network.Forward(Network.InputsOf(digit)).Layers[0].Activations[8] == 1) > 100);
        Assert.True(tops[8].Min(top => top.Record) > 1000);
    }

    [MnistFact]
    public void A_short_second_stroke_woke_node_1_which_sleeps_for_ones()
    {
        Vector<double> inputs = Network.InputsOf(Digits[7822]), without = inputs.Map(x => x);
        foreach (int pixel in Enumerable.Range(0, 784).Where(pixel => pixel % 28 >= 20))
            without[pixel] = 0.01;
        Assert.True(Network.Forward(inputs).Layers[0].Activations[1] > 0.99);
        Assert.True(Network.Forward(without).Layers[0].Activations[1] < 0.01);
        Digit[] ones = [.. Digits.Where(digit => digit.Label == 1)];
        double Mean(int node) => ones.Average(digit => Network.Forward(Network.InputsOf(digit)).Layers[0].Activations[node]);
        Assert.Equal(0.02, Mean(1), 0.005);
        Assert.Equal(0.88, Mean(4), 0.005);
    }

    [MnistFact]
    public void Node_0_is_the_bias_that_the_network_lacks() =>
        Assert.All(Digits, digit => Assert.True(Network.Forward(Network.InputsOf(digit)).Layers[0].Activations[0] > 0.9));
}
