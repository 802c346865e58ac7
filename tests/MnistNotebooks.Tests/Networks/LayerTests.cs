using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class LayerTests
{
    private static readonly Matrix<double> _weights = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { -1, 0, 0.5 } });

    [Fact]
    public void Forward_is_the_activation_of_weights_times_inputs_plus_biases()
    {
        var layer = new Layer(_weights, Vector<double>.Build.Dense([0.5, -0.5]));
        LayerForward forward = layer.Forward(Vector<double>.Build.Dense([1, 0, -1]));
        Assert.Equal([-1.5, -2], forward.PreActivations);
        Assert.Equal([1 / (1 + Math.Exp(1.5)), 1 / (1 + Math.Exp(2))], forward.Activations);
    }

    [Fact]
    public void Without_biases_nothing_is_added()
    {
        LayerForward forward = new Layer(_weights).Forward(Vector<double>.Build.Dense([1, 0, -1]));
        Assert.Equal([-2, -1.5], forward.PreActivations);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(17, 33)]
    [InlineData(200, 784)]
    public void Products_have_the_bits_of_MathNet(int nodes, int inputs)
    {
        Matrix<double> weights = Matrix<double>.Build.Random(nodes, inputs, 1);
        Vector<double> some = Vector<double>.Build.Random(inputs, 2).Map(input => Math.Max(0, input));
        Assert.Equal(weights * some, new Layer(weights).PreActivations(some));
        Assert.Equal(weights * some, new Layer(Matrix<double>.Build.SparseOfMatrix(weights)).PreActivations(some));
    }

    [Fact]
    public void A_layer_works_on_the_arrays_it_was_given_and_a_copy_on_its_own()
    {
        var layer = new Layer(_weights);
        Assert.Same(_weights, layer.Weights);
        Assert.NotSame(_weights, layer.Copy().Weights);
        Assert.Equal(_weights, layer.Copy().Weights);
    }

    [Fact]
    public void Weights_of_a_file_are_turned_as_the_call_says()
    {
        Layer byInputs = new(_weights.Transpose(), WeightOrientation.InputsByOutputs, Vector<double>.Build.Dense(2), Activation.Tanh);
        Assert.Equal(_weights, byInputs.Weights);
        Assert.Same(Activation.Tanh, byInputs.Activation);
        Assert.Same(_weights, new Layer(_weights, WeightOrientation.OutputsByInputs).Weights);
        Assert.Contains("3 nodes need 3 biases", Assert.Throws<ArgumentException>(() =>
            new Layer(_weights, WeightOrientation.InputsByOutputs, Vector<double>.Build.Dense(2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Layer(_weights, (WeightOrientation)2));
    }

    [Fact]
    public void A_wrong_number_of_inputs_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Layer(_weights).Forward(Vector<double>.Build.Dense(2)));
        Assert.Contains("takes 3 inputs, but 2 were given", error.Message);
    }

    [Fact]
    public void Biases_that_do_not_fit_the_weights_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Layer(_weights, Vector<double>.Build.Dense(3)));
        Assert.Contains("2 nodes need 2 biases, but there are 3", error.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_weight_or_bias_that_is_not_a_finite_number_is_refused_with_its_place(double value)
    {
        Matrix<double> weights = _weights.Clone();
        weights[1, 2] = value;
        Assert.Contains("row 1, column 2", Assert.Throws<ArgumentException>(() => new Layer(weights)).Message);
        Assert.Contains("node 1",
            Assert.Throws<ArgumentException>(() => new Layer(_weights, Vector<double>.Build.Dense([0, value]))).Message);
    }
}
