using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 16, charts of your own: the numbers that a chart draws, its size, its axes.</summary>
internal static class Lesson16
{
    public static IEnumerable<Question> Questions { get; } =
    [
        new VectorQuestion("16-1", () => TenLargest(Products(Answer)),
            (() => Sorted(TenLargest(Products(Answer))), "the largest comes first"),
            (() => TenLargest(Products(FirstMistake.Digit.Label)), "those speak for the label; which digit was answered?"),
            (() => TenLargest(WeightsTo(Answer)), "those are weights; a node gives its weight times its output")),
        new VectorQuestion("16-2", () => Size(500, 250),
            (() => Size(250, 500), "it stands upright: width and height have changed places")),
        new NumberQuestion("16-3", () => 3, 0,
            new Mistake(() => 1, "all of it is in one frame; Plot.Grid gives each chart its own"),
            new Mistake(() => 2, "one of the three is missing")),
        new VectorQuestion("16-4", () => Sorted(FirstMistake.Pass.Layers[0].Activations),
            (() => FirstMistake.Pass.Layers[0].Activations, "they are drawn node by node; sort them first"),
            (() => Reversed(FirstMistake.Pass.Layers[0].Activations), "the largest comes last")),
    ];

    /// <summary>The first test digit that the lesson's network reads wrongly, and its forward pass.</summary>
    private static (Network Network, Digit Digit, ForwardPass Pass) FirstMistake
    {
        get
        {
            if (field.Digit is not null)
                return field;
            Network network = Network.Tutorial(hiddenNodes: 200, seed: 1);
            Training.Run(network, AtHand.Digits.Train, new TrainingOptions { Epochs = 1 });
            return field = AtHand.Digits.Test.Select(digit => (network, digit, network.Forward(network.InputsOf(digit))))
                .First(one => one.Item3.Outputs.MaximumIndex() != one.digit.Label);
        }
    }

    private static int Answer => FirstMistake.Pass.Outputs.MaximumIndex();

    private static Vector<double> WeightsTo(int output) => FirstMistake.Network.Layers[1].Weights.Row(output);

    /// <summary>What each hidden node gives to the output's sum.</summary>
    private static Vector<double> Products(int output) => WeightsTo(output).PointwiseMultiply(FirstMistake.Pass.Layers[0].Activations);

    private static Vector<double> TenLargest(Vector<double> values) => Reversed(values).SubVector(0, 10);

    private static Vector<double> Size(double width, double height) => Vector<double>.Build.Dense([width, height]);

    private static Vector<double> Sorted(Vector<double> values) => Vector<double>.Build.DenseOfEnumerable(values.Order());

    private static Vector<double> Reversed(Vector<double> values) => Vector<double>.Build.DenseOfEnumerable(values.OrderDescending());
}
