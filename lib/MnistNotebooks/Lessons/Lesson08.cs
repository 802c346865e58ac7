using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 08, why it said two.</summary>
internal static class Lesson08
{
    public static IEnumerable<Question> Questions { get; } =
    [
        new VectorQuestion("08-1", () => OwnInputs(level => 0.01 + 0.99 * (255 - level) / 255),
            (() => OwnInputs(level => 0.01 + 0.99 * level / 255), "here paper still has the large numbers"),
            (() => OwnInputs(level => 0.01 + (255 - level) / 255), "the inputs go beyond 1.0; only 0.99 is left above the 0.01"),
            (() => OwnInputs(level => (255 - level) / 255), "the inputs begin at 0.01, not at 0"),
            (() => OwnInputs(level => 255 - level), "these are still levels up to 255")),
        new NumberQuestion("08-2", () => OnNegatives, 1e-9,
            new Mistake(() => Score.Accuracy, "that is the accuracy on the digits as they are"),
            new Mistake(() => 100 * OnNegatives, "that is in per cent; a share lies between 0 and 1"),
            new Mistake(() => 1 - OnNegatives, "that is the share of the mistakes")),
        new NumberQuestion("08-3", () => Pairs.Count(pair => pair.Sums.MaximumIndex() == Label), 0,
            new Mistake(() => Pairs.Count(pair => pair.Sums[Label] > pair.Sums[Wrong]),
                "there the label is ahead of the wrong answer, but another digit may be ahead of both"),
            new Mistake(() => Pairs.Count(pair => pair.Sums.MaximumIndex() != Wrong),
                "there the answer is another one, but not always the right one"),
            new Mistake(() => Pairs.Count(), "that is the number of all pairs; how many of them give the label?")),
        new NumberQuestion("08-4", () => ToChange(Own.Centred, null), 0,
            new Mistake(() => ToChange(Own.Centred, Network.Forward(Network.InputsOf(Own.ToDigit(1))).Predicted),
                "the answer that the network gives now needs no removal; leave `wanted` out")),
    ];

    public static Network Network => field ??= Trained();

    public static Score Score => field ??= Network.Score(AtHand.Digits.Test);

    private static double OnNegatives => Network.Score(
        new DigitSet(AtHand.Digits.Test.Pixels.ToArray().Select(p => (byte)(255 - p)).ToArray(), AtHand.Digits.Test.Labels.ToArray()))
        .Accuracy;

    private static OwnPicture Own => field ??= OwnPicture.Read(Path.Combine(SolutionFolder.Find()
        ?? throw new InvalidOperationException("The folder with MnistNotebooks.sln, which holds data/own-one.png, is not above this one."),
        "data", "own-one.png"));

    /// <summary>The surest 1 that was called a 2, or else the surest mistake.</summary>
    public static int Record => Score.Mistakes
        .OrderByDescending(i => AtHand.Digits.Test.Labels[i] == 1 && Score.Predicted[i] == 2)
        .ThenByDescending(i => Score.Outputs[i, Score.Predicted[i]]).First();

    private static int Label => AtHand.Digits.Test.Labels[Record];

    private static int Wrong => Score.Predicted[Record];

    /// <summary>The ten final inputs of the record without each pair of hidden nodes.</summary>
    public static IEnumerable<(int First, int Second, Vector<double> Sums)> Pairs
    {
        get
        {
            ForwardPass pass = Network.Forward(Network.InputsOf(AtHand.Digits.Test[Record]));
            Vector<double> PushOf(int node) => pass.Layers[0].Activations[node] * Network.Layers[1].Weights.Column(node);
            return from first in Enumerable.Range(0, 10)
                   from second in Enumerable.Range(0, first)
                   select (second, first, pass.Layers[1].PreActivations - PushOf(first) - PushOf(second));
        }
    }

    // How the lesson makes and trains its network.
    private static Network Trained()
    {
        var random = new Random(35);
        var wih = Matrix<double>.Build.Random(10, 784, new Normal(0, Math.Pow(784, -0.5), random));
        var woh = Matrix<double>.Build.Random(10, 10, new Normal(0, Math.Pow(10, -0.5), random));
        var network = new Network(new Layer(wih), new Layer(woh));
        Training.Run(network, AtHand.Digits.Train, new TrainingOptions { LearningRate = 0.1, Epochs = 5 });
        return network;
    }

    private static Vector<double> OwnInputs(Func<double, double> input) =>
        Vector<double>.Build.DenseOfEnumerable(Own.Grey.Scaled(28, 28).Pixels.ToArray().Select(level => input(level)));

    private static double ToChange(GreyPicture picture, int? wanted) =>
        FewestPixels.ToChange(Network, Network.InputsOf(picture.ToDigit(1)), Baseline.Black(Network), wanted)?.Pixels.Count ?? -1;
}
