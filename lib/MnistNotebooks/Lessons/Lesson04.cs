using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 04, the backward pass.</summary>
internal static class Lesson04
{
    private const int HiddenNode = 3;

    public static IEnumerable<Question> Questions { get; } =
    [
        new VectorQuestion("04-1", () => Errors(BackwardRule.Gradient),
            (() => Errors(BackwardRule.Tutorial),
                "these are the tutorial's hidden errors: the slope of the outputs has no part in them yet"),
            (() => Passed(BackwardRule.Gradient).Layers[0].Deltas,
                "you went one sigmoid too far: a hidden error stands before the slope of its own node"),
            (() => Moved(0).Layers[1].Weights.TransposeThisAndMultiply(Passed(BackwardRule.Gradient).Layers[1].Deltas),
                "who has moved since; the errors belong to the weights of the forward pass, whoBefore"),
            (() => -Errors(BackwardRule.Gradient), "that way the error grows: errors are target − output")),
        new NumberQuestion("04-2", () => LabelOutput(Moved(0, 1)), 1e-4,
            new Mistake(() => LabelOutput(Moved(0)), "record 1 has not moved the weights yet"),
            new Mistake(() => LabelOutput(Moved(1)), "record 1 starts from the weights that record 0 has moved"),
            new Mistake(() => LabelOutput(Moved(0, 0)), "that is a second step for record 0; record 1 has its own inputs and targets"),
            new Mistake(() => Moved(0, 1).Forward(Record(1).Inputs(PixelScale.Tutorial)).Outputs[Record(0).Label],
                "that is the answer for record 1; record 0 is asked about")),
        new VectorQuestion("04-3", () => Of(Passed(BackwardRule.Gradient).Layers[1].Errors),
            (() => Of(Passed(BackwardRule.Gradient).Layers[1].Deltas),
                "that is downhill for the squared error; along the final input, the cross-entropy has no factor o(1 − o)"),
            (() => -Of(Passed(BackwardRule.Gradient).Layers[1].Errors), "that is uphill"),
            (() => 0.1 * Of(Passed(BackwardRule.Gradient).Layers[1].Errors), "the direction is asked for, without the learning rate"),
            (() => Passed(BackwardRule.Gradient).Layers[1].Errors,
                "these are the slopes along the final inputs; the signal of the weight is missing")),
    ];

    private static Digit Record(int index) => AtHand.Digits.Train[index];

    private static Network Start => Network.Tutorial(hiddenNodes: 200, seed: 1);

    private static BackwardPass Passed(BackwardRule rule)
    {
        Network network = Start;
        return network.Backward(network.Forward(network.InputsOf(Record(0))), Targets.OneHot(Record(0).Label), rule);
    }

    private static Vector<double> Errors(BackwardRule rule) => Passed(rule).Layers[0].Errors;

    // Directions of the weights that leave the hidden node.
    private static Vector<double> Of(Vector<double> slopes) =>
        slopes * Start.Forward(Record(0).Inputs(PixelScale.Tutorial)).Layers[0].Activations[HiddenNode];

    private static Network Moved(params int[] records)
    {
        Network network = Start;
        foreach (int record in records)
            network.TrainStep(network.InputsOf(Record(record)), Targets.OneHot(Record(record).Label));
        return network;
    }

    private static double LabelOutput(Network network) => network.Forward(network.InputsOf(Record(0))).Outputs[Record(0).Label];
}
