using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

public class EffectiveWeightsTests
{
    [Fact]
    public void What_a_layer_looks_for_is_the_product_of_the_weights_up_to_it()
    {
        Network network = Networks.Of("softmax");
        Arrays.AssertClose(network.Layers[0].Weights, EffectiveWeights.Of(network, 0), 0);
        Arrays.AssertClose(network.Layers[2].Weights * network.Layers[1].Weights * network.Layers[0].Weights,
            EffectiveWeights.Of(network, ^1), 1e-12);
    }

    [Fact]
    public void Strongest_inputs_are_sorted_by_their_weight()
    {
        var network = new Network(new Layer(Matrix<double>.Build.DenseOfArray(new double[,] { { 0.5, -2, 3, 0.5 }, { 1, 2, 3, 4 } })));
        Assert.Equal([2, 0, 3, 1], EffectiveWeights.StrongestInputs(network, Node.Activation(0, 0)));
        Assert.Equal([3, 2, 1, 0], EffectiveWeights.StrongestInputs(network, Node.PreActivation(^1, 1)));
    }

    [Fact]
    public void Contributions_and_biases_sum_to_the_difference_of_two_outputs()
    {
        Network network = Networks.Of("softmax");
        Target target = Target.Difference(Node.PreActivation(^1, 3), Node.PreActivation(2, 1));
        Vector<double> contributions = EffectiveWeights.Contributions(network, Networks.Picture, target);
        Vector<double> biases = network.Layers[2].Biases!;
        Assert.Equal(7, contributions.Count);
        Assert.Equal(target.Of(network.Forward(Networks.Picture)), contributions.Sum() + biases[3] - biases[1], 1e-13);
    }

    [Fact]
    public void Contributions_to_a_first_layer_node_are_weights_times_inputs()
    {
        Network network = Networks.Of("relu");
        Vector<double> product = network.Layers[0].Weights.Row(4).PointwiseMultiply(Networks.Picture);
        Assert.Equal(product, EffectiveWeights.Contributions(network, Networks.Picture, Node.PreActivation(0, 4)));
    }

    [Fact]
    public void Contributions_to_anything_but_pre_activations_of_one_layer_are_refused()
    {
        Network network = Networks.Of("relu");
        Target twoLayers = Target.Difference(Node.PreActivation(0, 1), Node.PreActivation(1, 1));
        var error =
            Assert.Throws<ArgumentException>(() => EffectiveWeights.Contributions(network, Networks.Picture, Node.Activation(0, 4)));
        Assert.Contains("pre-activations of one layer", error.Message);
        Assert.Throws<ArgumentException>(() => EffectiveWeights.Contributions(network, Networks.Picture, twoLayers));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectiveWeights.Of(network, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectiveWeights.StrongestInputs(network, Node.Activation(0, 9)));
    }

    [Fact]
    public void Top_digits_are_those_with_the_highest_values()
    {
        DigitSet digits = Samples.Digits(700, seed: 4);
        Network network = Samples.Network([784, 6, 10], biases: true, seed: 5);
        double[][] values = [.. digits.Select(digit => network.Forward(digit.Inputs(PixelScale.Tutorial)).Layers[0].Activations.ToArray())];
        IReadOnlyList<IReadOnlyList<(int Record, double Value)>> atlas = TopDigits.OfLayer(network, 0, digits, count: 100);
        for (int node = 0; node < 6; node++)
        {
            // Rounded, since blank records differ in the last bit only.
            double[] rounded = [.. values.Select(row => Math.Round(row[node], 12))];
            int[] expected =
                [.. Enumerable.Range(0, digits.Count).OrderByDescending(record => rounded[record]).ThenBy(record => record).Take(100)];
            Assert.Equal(expected, atlas[node]
                .Select(top => top.Record).OrderByDescending(record => rounded[record]).ThenBy(record => record));
            Assert.All(atlas[node], top => Assert.Equal(values[top.Record][node], top.Value, 1e-13));
            Assert.Equal(atlas[node].Take(5), TopDigits.Of(network, Node.Activation(0, node), digits, count: 5));
        }
        Assert.Contains(values.GroupBy(row => row[0]), same => same.Count() > 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => TopDigits.OfLayer(network, 0, digits, count: 701));
        Assert.Throws<ArgumentException>(() => TopDigits.Of(network, Node.Activation(0, 0), digits.Range(0, 0), count: 1));
    }

    [Fact]
    public void Of_a_saturated_node_the_top_digits_are_those_with_the_highest_sums()
    {
        DigitSet digits = Samples.Digits(700, seed: 4);
        Network weak = Samples.Network([784, 6, 10], biases: true, seed: 5);
        var network = new Network(new Layer(40 * weak.Layers[0].Weights, weak.Layers[0].Biases), weak.Layers[1]);
        LayerForward[] hidden = [.. digits.Select(digit => network.Forward(digit.Inputs(PixelScale.Tutorial)).Layers[0])];
        Assert.All(Enumerable.Range(0, 6), node =>
        {
            int[] expected = [.. Enumerable.Range(0, digits.Count)
                .OrderByDescending(record => Math.Round(hidden[record].PreActivations[node], 9)).ThenBy(record => record).Take(20)];
            int[] found = [.. TopDigits.OfLayer(network, 0, digits, count: 20)[node].Select(top => top.Record)];
            Assert.Equal(expected, found.OrderByDescending(record => Math.Round(hidden[record].PreActivations[node], 9))
                .ThenBy(record => record));
            Assert.Equal(found, TopDigits.Of(network, Node.Activation(0, node), digits, count: 20).Select(top => top.Record));
            Assert.Equal(found, TopDigits.Of(network, Node.PreActivation(0, node), digits, count: 20).Select(top => top.Record));
        });
        // Otherwise this says nothing: at least one node gives exactly 1 for more digits than are named.
        Assert.Contains(Enumerable.Range(0, 6), node => hidden.Count(layer => layer.Activations[node] == 1) > 20);
    }
}
