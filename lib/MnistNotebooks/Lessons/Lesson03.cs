using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 03, the forward pass.</summary>
internal static class Lesson03
{
    public static IEnumerable<Question> Questions { get; } =
    [
        new VectorQuestion("03-1", () => FinalOutputs(Silenced(Pass().Layers[0].Activations, 0)),
            (() => FinalOutputs(Silenced(Pass().Layers[0].Activations, 0.5)),
                "a hidden input of 0 is a hidden output of 0.5; a silent node gives 0"),
            (() => Who() * Silenced(Pass().Layers[0].Activations, 0), "these are final inputs; the last sigmoid is missing"),
            (() => Pass().Outputs, "node 17 still speaks")),
        new NumberQuestion("03-2", () => (Pass(corner: 1).Outputs - Pass().Outputs).AbsoluteMaximum(), 1e-6,
            new Mistake(() => (FinalInputs(Pass(corner: 1)) - FinalInputs(Pass())).AbsoluteMaximum(),
                "this is how far a final input moves; its sigmoid makes less of it"),
            new Mistake(() => (Pass(corner: 255).Outputs - Pass().Outputs).AbsoluteMaximum(),
                "full ink is a pixel of 255, which is an input of 1"),
            new Mistake(() => (Pass(corner: 0).Outputs - Pass().Outputs).AbsoluteMaximum(),
                "this takes the paper away; full ink is an input of 1")),
        new VectorQuestion("03-3", () => Who() * Wih() * Inputs(),
            (() => FinalInputs(Pass()), "the sigmoid of the hidden layer is still there"),
            (() => (Who() * Wih() * Inputs()).Map(Sigmoid), "these are outputs; the final inputs are asked for")),
        new NumberQuestion("03-4", () => Agreements(1000), 0,
            new Mistake(() => Agreements(1), "this looks at record 0 only; count the answers to 1000 records"),
            new Mistake(() => 20 - Agreements(1000), "this counts the networks whose who says something else")),
    ];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Vector<double> Inputs() => AtHand.Digits.Train[0].Inputs(PixelScale.Tutorial);

    private static Matrix<double> Wih() => Network.Tutorial().Layers[0].Weights;

    private static Matrix<double> Who() => Network.Tutorial().Layers[1].Weights;

    /// <summary>The forward pass of record 0, with another input in the corner where one is given.</summary>
    private static ForwardPass Pass(double? corner = null)
    {
        Vector<double> inputs = Inputs();
        inputs[0] = corner ?? inputs[0];
        return Network.Tutorial().Forward(inputs);
    }

    private static Vector<double> FinalInputs(ForwardPass pass) => pass.Layers[1].PreActivations;

    private static Vector<double> FinalOutputs(Vector<double> hiddenOutputs) => (Who() * hiddenOutputs).Map(Sigmoid);

    private static Vector<double> Silenced(Vector<double> hiddenOutputs, double output)
    {
        Vector<double> others = hiddenOutputs.Clone();
        others[17] = output;
        return others;
    }

    /// <summary>Of 20 untrained networks, those that answer most often what the largest row sum of who says.</summary>
    private static int Agreements(int records) => Enumerable.Range(1, 20).Count(seed =>
    {
        Network network = Network.Tutorial(seed: seed);
        IReadOnlyList<int> answers = network.Score(AtHand.Digits.Train.Range(0, records)).Predicted;
        int mostOften = Enumerable.Range(0, 10).MaxBy(digit => answers.Count(answer => answer == digit));
        return mostOften == network.Layers[1].Weights.RowSums().MaximumIndex();
    });
}
