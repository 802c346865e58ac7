using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Influence;

/// <summary>Small networks of every kind, with pictures.</summary>
internal static class Networks
{
    public const int Inputs = 12;

    /// <summary>12-9-7-4 networks of several activations, by name.</summary>
    public static TheoryData<string> Kinds => ["sigmoid", "tanh", "softmax", "relu", "relu-softmax"];

    public static Network Of(string kind)
    {
        Network random = Samples.Network([Inputs, 9, 7, 4], biases: true, seed: kind.Length);
        Activation hidden = kind switch { "tanh" => Activation.Tanh, "relu" or "relu-softmax" => Activation.ReLU, _ => Activation.Sigmoid };
        Activation output = kind switch { "softmax" or "relu-softmax" => Activation.Softmax, "relu" => Activation.Identity, _ => hidden };
        return new([.. random.Layers.Select((layer, i) => new Layer(3 * layer.Weights, layer.Biases, i == 2 ? output : hidden))]);
    }

    public static Vector<double> Picture { get; } = Samples.Vector(Inputs, seed: 11, low: -1);

    public static Vector<double> Other { get; } = Samples.Vector(Inputs, seed: 12, low: -1);

    /// <summary>A target of every sort.</summary>
    public static IReadOnlyList<Target> Targets { get; } =
    [
        Node.PreActivation(0, 3), Node.Activation(0, 3), Node.PreActivation(1, 6), Node.Activation(1, 0), Node.PreActivation(^1, 2),
        Node.Activation(^1, 3),
        Target.Difference(Node.PreActivation(2, 0), Node.PreActivation(2, 1)),
        Target.Difference(Node.Activation(^1, 2), Node.Activation(^1, 3)),
        Target.Sum((Node.Activation(0, 1), 0.5), (Node.PreActivation(2, 2), -2), (Node.Activation(1, 4), 3)),
    ];
}
