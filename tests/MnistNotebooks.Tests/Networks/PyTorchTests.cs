using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

/// <summary>
/// The same network, batches and optimizers in PyTorch (double precision): 784-64-10, ReLU, softmax, cross-entropy, 100 batches of 32.
/// </summary>
public class PyTorchTests
{
    private const int BatchSize = 32;

    private static readonly Lazy<Npz> _start = new(() => Load("start"));
    private static readonly Lazy<DigitSet> _digits = new(() => Idx.Read(
        Path.Combine(Requirement.MnistFolder!, "train-images-idx3-ubyte.gz"),
            Path.Combine(Requirement.MnistFolder!, "train-labels-idx1-ubyte.gz")));

    [MnistReferenceFact]
    public void Gradients_of_the_first_batch_are_those_of_autograd()
    {
        (Matrix<double> inputs, Matrix<double> targets) = Batch(0);
        Gradients gradients = Gradients.Of(StartNetwork(), inputs, targets, Loss.CrossEntropy);
        for (int i = 0; i < 2; i++)
        {
            Arrays.AssertClose(_start.Value[$"first_gradient_w{i + 1}"].ToMatrix(), gradients.Layers[i].Weights, 1e-12);
            Arrays.AssertClose(_start.Value[$"first_gradient_b{i + 1}"].ToVector(), gradients.Layers[i].Biases!, 1e-12);
        }
    }

    [MnistReferenceFact]
    public void Adam_takes_the_same_hundred_steps() => AssertSameSteps("adam", Optimizer.Adam(), learningRate: 0.001);

    [MnistReferenceFact]
    public void Plain_descent_takes_the_same_hundred_steps() => AssertSameSteps("sgd", Optimizer.Sgd, learningRate: 0.1);

    [MnistReferenceFact]
    public void The_penalty_on_the_weights_takes_the_same_hundred_steps() =>
        AssertSameSteps("sgd-l2", Optimizer.Sgd, learningRate: 0.1, l2: 1e-4);

    [MnistReferenceFact]
    public void Fast_Adam_takes_them_in_single_precision() => AssertSameEpoch("adam", TrainingOptions.Modern, 1e-3);

    [MnistReferenceFact]
    public void Fast_plain_descent_takes_them_in_single_precision() =>
        AssertSameEpoch("sgd", TrainingOptions.Modern with { Optimizer = Optimizer.Sgd, LearningRate = 0.1 }, 1e-5);

    [MnistReferenceFact]
    public void The_fast_penalty_takes_them_in_single_precision() =>
        AssertSameEpoch("sgd-l2", TrainingOptions.Modern with { Optimizer = Optimizer.Sgd, LearningRate = 0.1, L2 = 1e-4 }, 1e-5);

    // Adam's tolerance is one of its steps: where a slope is nearly 0, single precision may give it either sign.
    private static void AssertSameEpoch(string name, TrainingOptions options, double tolerance)
    {
        Npz expected = Load(name);
        Network network = StartNetwork();
        TrainingHistory history =
            Training.Run(network, _digits.Value.Range(0, 100 * BatchSize), options with { Epochs = 1, Shuffle = false });

        // The reference counts the penalty, of which the smallest and the largest are known.
        double mean = expected["loss"].Values.ToArray().Average();
        double penalty = Math.Max(Gradients.Penalty(StartNetwork(), options.L2), Gradients.Penalty(Of(expected), options.L2));
        Assert.InRange(mean - history.Epochs[0].Loss, -1e-5, penalty + 1e-5);
        Network reference = Of(expected);
        Arrays.AssertClose(reference, network, tolerance);
        foreach ((Layer wanted, Layer got) in reference.Layers.Zip(network.Layers))
            Assert.InRange((wanted.Weights - got.Weights).FrobeniusNorm() / wanted.Weights.FrobeniusNorm(), 0, 1e-4);
    }

    private static void AssertSameSteps(string name, Optimizer optimizer, double learningRate, double l2 = 0)
    {
        Npz expected = Load(name);
        Network network = StartNetwork();
        OptimizerState[] weightStates = [.. network.Layers.Select(layer => optimizer.Start(layer.Outputs, layer.Inputs))];
        OptimizerState[] biasStates = [.. network.Layers.Select(layer => optimizer.Start(layer.Outputs, 1))];
        ReadOnlySpan<double> losses = expected["loss"].Values;
        Assert.Equal(100, losses.Length);
        for (int batch = 0; batch < losses.Length; batch++)
        {
            (Matrix<double> inputs, Matrix<double> targets) = Batch(batch);
            Gradients gradients = Gradients.Of(network, inputs, targets, Loss.CrossEntropy, l2);
            Assert.Equal(losses[batch], gradients.Loss, 1e-9);
            for (int i = 0; i < network.Layers.Count; i++)
            {
                Layer layer = network.Layers[i];
                layer.Weights.Add(weightStates[i].Change(gradients.Layers[i].Weights, learningRate), layer.Weights);
                layer.Biases!.Add(biasStates[i].Change(gradients.Layers[i].Biases!.ToColumnMatrix(), learningRate).Column(0), layer.Biases);
            }
        }
        Arrays.AssertClose(Of(expected), network, 1e-6);
    }

    private static Network StartNetwork() => Of(_start.Value);

    private static Network Of(Npz arrays) => new(
        new Layer(arrays["w1"].ToMatrix(64, 784), arrays["b1"].ToVector(64), Activation.ReLU),
        new Layer(arrays["w2"].ToMatrix(10, 64), arrays["b2"].ToVector(10), Activation.Softmax))
    { Scale = PixelScale.Unit };

    private static (Matrix<double> Inputs, Matrix<double> Targets) Batch(int number)
    {
        DigitSet digits = _digits.Value.Range(number * BatchSize, BatchSize);
        return (digits.Inputs(PixelScale.Unit).Transpose(),
            Matrix<double>.Build.DenseOfColumnVectors(digits.Select(digit => Loss.CrossEntropy.TargetsOf(digit.Label, 10))));
    }

    private static Npz Load(string name) => Npz.Load(Requirement.Reference("relu-softmax", name + ".npz"));
}
