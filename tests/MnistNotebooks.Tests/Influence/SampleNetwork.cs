using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>The 784-50-100-10 network whose weights are among the reference arrays.</summary>
internal static class SampleNetwork
{
    private static readonly Lazy<Network> _network = new(Load);
    private static readonly Lazy<DigitSet> _testDigits = new(() => Idx.Read(
        Path.Combine(Requirement.MnistFolder!, "t10k-images-idx3-ubyte.gz"),
        Path.Combine(Requirement.MnistFolder!, "t10k-labels-idx1-ubyte.gz")));

    public static Network Network => _network.Value;

    public static Vector<double> White { get; } = Vector<double>.Build.Dense(DigitSet.PixelCount, 1);

    /// <summary>MNIST's test set; call only in tests that ask for MNIST.</summary>
    public static DigitSet TestDigits => _testDigits.Value;

    private static Network Load()
    {
        var weights = Npz.Load(Requirement.Reference("sample-network", "weights.npz"));
        Layer Layer(int number, int inputs, int outputs, Activation activation) => new(
            weights[$"W{number}"].ToMatrix(inputs, outputs), WeightOrientation.InputsByOutputs, weights[$"b{number}"].ToVector(outputs),
            activation);
        return new(Layer(1, 784, 50, Activation.Sigmoid), Layer(2, 50, 100, Activation.Sigmoid), Layer(3, 100, 10, Activation.Softmax))
        {
            Scale = PixelScale.Unit,
        };
    }
}
