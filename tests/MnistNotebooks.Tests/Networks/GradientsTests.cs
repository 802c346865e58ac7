using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>The readable gradients against the slope of the loss, measured by moving one parameter at a time.</summary>
public class GradientsTests
{
    private static readonly string[] _activations = ["sigmoid", "tanh", "ReLU", "identity", "softmax"];

    public static TheoryData<string, string, string, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, double>();
            foreach (string hidden in _activations)
            {
                foreach (double l2 in (double[])[0, 0.03])
                {
                    foreach (string output in _activations)
                        cases.Add(hidden, output, Loss.SquaredError.Name, l2);
                    cases.Add(hidden, "softmax", Loss.CrossEntropy.Name, l2);
                }
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void They_are_the_slopes_of_the_loss_on_random_shapes(string hidden, string output, string lossName, double l2)
    {
        Loss loss = LossTests.Named(lossName);
        for (int seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            int[] nodes = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 7))];
            Network network = Network(nodes, Activation.Named(hidden), Activation.Named(output), biases: seed % 2 == 0, seed);
            int records = random.Next(1, 6);
            Matrix<double> inputs = Matrix<double>.Build.Random(nodes[0], records, seed);
            Matrix<double> targets =
                Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, records)
                .Select(_ => loss.TargetsOf(random.Next(nodes[^1]), nodes[^1])));

            double Value() => Gradients.Of(network, inputs, targets, loss, l2).Loss;
            Gradients gradients = Gradients.Of(network, inputs, targets, loss, l2);
            for (int i = 0; i < network.Layers.Count; i++)
            {
                Matrix<double> weights = network.Layers[i].Weights;
                Arrays.AssertClose(
                    weights.MapIndexed((row, column, weight) =>
                    Slope(Value, weight, value => weights[row, column] = value), Zeros.Include), gradients.Layers[i].Weights, 1e-7);
                Assert.Equal(network.Layers[i].Biases is null, gradients.Layers[i].Biases is null);
                if (network.Layers[i].Biases is Vector<double> biases)
                    Arrays.AssertClose(biases.MapIndexed((node, bias) => Slope(Value, bias, value => biases[node] = value), Zeros.Include),
                        gradients.Layers[i].Biases!, 1e-7);
            }
        }
    }

    [Theory, InlineData(BackwardRule.Gradient), InlineData(BackwardRule.Tutorial)]
    public void Of_one_record_they_are_the_directions_of_the_backward_pass(BackwardRule rule)
    {
        Network network = Samples.Network([5, 4, 3, 2], biases: true, seed: 4);
        Vector<double> inputs = Samples.Vector(5, seed: 1), targets = Targets.OneHot(1, 2);
        BackwardPass backward = network.Backward(network.Forward(inputs), targets, rule);
        Gradients gradients = Gradients.Of(network, inputs.ToColumnMatrix(), targets.ToColumnMatrix(), Loss.SquaredError, rule: rule);
        Assert.Equal(backward.Layers[^1].Errors.DotProduct(backward.Layers[^1].Errors) / 2, gradients.Loss, 15);
        for (int i = 0; i < 3; i++)
        {
            Arrays.AssertClose(-backward.Layers[i].WeightDirections, gradients.Layers[i].Weights, 1e-15);
            Arrays.AssertClose(-backward.Layers[i].Deltas, gradients.Layers[i].Biases!, 1e-15);
        }
    }

    [Fact]
    public void Arrays_that_do_not_fit_and_a_negative_penalty_are_refused()
    {
        Network network = Samples.Network([3, 2], biases: false, seed: 1);
        Matrix<double> inputs = Matrix<double>.Build.Dense(3, 4), targets = Matrix<double>.Build.Dense(2, 4);
        Assert.Contains("targets are 2×3",
            Assert.Throws<ArgumentException>(() => Gradients.Of(network, inputs, Matrix<double>.Build.Dense(2, 3), Loss.SquaredError))
            .Message);
        Assert.Contains("takes 3 inputs",
            Assert.Throws<ArgumentException>(() => Gradients.Of(network, targets, targets, Loss.SquaredError)).Message);
        Assert.Contains("λ",
            Assert.Throws<ArgumentOutOfRangeException>(() => Gradients.Of(network, inputs, targets, Loss.SquaredError, -1e-4)).Message);
    }

    private static Network Network(int[] nodes, Activation hidden, Activation output, bool biases, int seed)
    {
        Network plain = Samples.Network(nodes, biases, seed);
        return new([.. plain.Layers.Select((layer, i) =>
            new Layer(layer.Weights, layer.Biases, i == plain.Layers.Count - 1 ? output : hidden))]);
    }

    private static double Slope(Func<double> loss, double value, Action<double> set)
    {
        const double Step = 1e-5;
        set(value + Step);
        double above = loss();
        set(value - Step);
        double below = loss();
        set(value);
        return (above - below) / (2 * Step);
    }
}
