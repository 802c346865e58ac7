using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>Trained networks, and test digits for them: MNIST's where it is, else drawn ones.</summary>
internal static class TrainedNetworks
{
    private const int Records = 5_000;

    private static readonly Lazy<MnistData> LazyDigits =
        new(() => Requirement.MnistFolder is { } folder ? Mnist.Load(folder) : DrawnDigits.Create(Records, 100));

    private static readonly Lazy<Network> LazyTutorial = new(() => Trained(Network.Tutorial(200), new() { Epochs = 2 }));

    private static readonly Lazy<Network> LazyModern = new(() =>
        Trained((NetworkDescription.Modern with { Hidden = [64, 32] }).Create(), TrainingOptions.Modern with { Epochs = 2 }));

    private static readonly Lazy<Network> LazyLinear = new(() =>
    {
        var description = NetworkDescription.Modern with
        {
            Hidden = [60, 40, 20],
            HiddenActivation = Activation.Tanh,
            OutputActivation = Activation.Identity,
            Biases = false,
        };
        return Trained(description.Create(), TrainingOptions.Modern with { Loss = Loss.SquaredError, Epochs = 2 });
    });

    /// <summary>What the networks learn from.</summary>
    public static MnistData Data => LazyDigits.Value;

    /// <summary>A hundred digits that no network was trained on.</summary>
    public static DigitSet Digits => LazyDigits.Value.Test.Range(0, 100);

    /// <summary>784-200-10, sigmoids, inputs from 0.01.</summary>
    public static Network Tutorial => LazyTutorial.Value;

    /// <summary>Two hidden layers of ReLU, softmax, biases, inputs from 0.</summary>
    public static Network Modern => LazyModern.Value;

    /// <summary>Three hidden layers of tanh, outputs of any size and sign, no biases, inputs from 0.</summary>
    public static Network Linear => LazyLinear.Value;

    /// <summary>A hidden layer of softmax below three sigmoids, which nobody needs but the engine knows; not trained.</summary>
    public static Network Odd { get; } = new(
        (NetworkDescription.Modern with { Hidden = [20], HiddenActivation = Activation.Softmax }).Create().Layers[0],
        new NetworkDescription { Inputs = 20, Hidden = [], Outputs = 3, Biases = true }.Create().Layers[0]);

    private static Network Trained(Network network, TrainingOptions options)
    {
        Training.Run(network, LazyDigits.Value.Train.Range(0, Records), options);
        return network;
    }
}
