using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 09, pixel influence.</summary>
internal static class Lesson09
{
    private static readonly Baseline _empty = Baseline.Zero();

    private static readonly Lazy<NodeMaps> _maps = new(() => new OnePixel().Maps(Network, Picture, _empty));

    /// <summary>The network of lessons 09 and 10, trained when it is first asked for.</summary>
    public static Network Network { get => field ??= Trained(); private set; }

    /// <summary>The picture that both lessons explain, as network inputs.</summary>
    public static Vector<double> Picture => Network.InputsOf(Digit);

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("09-1", () => Sigmoid(Bias + Push) - Sigmoid(Bias), 1e-9,
            new Mistake(() => Push, "that is the influence on the sum a1; the node's output comes out of the sigmoid"),
            new Mistake(() => Sigmoid(Bias + Push), "that is what the node says to this pixel; how much of it did it say to empty paper?"),
            new Mistake(() => Sigmoid(Push) - 0.5, "the node has a bias, and stands at its place on the curve before the pixel comes"),
            new Mistake(() => Push * Sigmoid(Bias) * (1 - Sigmoid(Bias)), "the slope tells of a small step; this pixel takes a whole one")),
        new NumberQuestion("09-2", () => GapOf(Rows), 1e-9,
            new Mistake(() => -GapOf(Rows), "the gap is the sum of the influences minus the true change"),
            new Mistake(() => Rows.Sum(Effect), "that is the sum of the influences; the true change is still to be subtracted"),
            new Mistake(() => GapOf(Groups(pixel => pixel)), "that is the gap of single pixels; put a whole row on the paper at once"),
            new Mistake(() => GapOf(Groups(pixel => pixel % DigitSet.Side)), "those are the columns; pixel p lies in row p / 28")),
        new Question<Vector<double>>("09-3", FaultOfPair),
        new NumberQuestion("09-4", () => Taken.Gap, 1e-9,
            new Mistake(() => -Taken.Sum - Taken.Change, "a fall is the output of the whole digit minus that without the pixel"),
            new Mistake(() => Taken.Sum, "that is the sum of the falls; the true change is still to be subtracted"),
            new Mistake(() => -Taken.Gap, "the gap is the sum of the falls minus the true change")),
    ];

    private static Digit Digit => AtHand.Digits.Test[0];

    private static Node Own => Node.PreActivation(^1, Digit.Label);

    private static IEnumerable<int[]> Rows => Groups(pixel => pixel / DigitSet.Side);

    private static Attribution Taken => new Occlusion().Explain(Network, Picture, Own, _empty);

    private static double Bias => Network.Layers[0].Biases![7];

    /// <summary>What the strongest pixel adds to the sum of node 7.</summary>
    private static double Push
    {
        get
        {
            int strongest = _maps.Value.Of(Own).Values.AbsoluteMaximumIndex();
            return Network.Layers[0].Weights[7, strongest] * Picture[strongest];
        }
    }

    private static Network Trained()
    {
        var description = new NetworkDescription
        {
            Hidden = [50, 100],
            OutputActivation = Activation.Softmax,
            Biases = true,
            Scale = PixelScale.Unit,
            Initialization = Initialization.Glorot,
            Seed = 1,
        };
        Network network = description.Create();
        Training.Run(network, AtHand.Digits.Train, TrainingOptions.Modern with { LearningRate = 0.003, Epochs = 3 });
        return network;
    }

    private static string? FaultOfPair(Vector<double> answer)
    {
        Vector<double> picture = Picture;
        if (answer.Count != 2)
            return $"it has {answer.Count} numbers, those of 2 pixels are asked for";
        if (answer.Any(pixel => !double.IsInteger(pixel) || pixel < 0 || pixel >= DigitSet.PixelCount))
            return "pixels are numbered from 0 to 783";
        (int one, int other) = ((int)answer[0], (int)answer[1]);
        if (one == other)
            return "that is one pixel, twice";
        if (picture[one] == 0 || picture[other] == 0)
            return $"pixel {(picture[one] == 0 ? one : other)} has no ink in this digit";
        double together = Effect(one, other) - Effect(one) - Effect(other);
        return together > 0.01 ? null : FormattableString.Invariant($"their interaction is {together:F4}; it shall be above 0.01");
    }

    private static IEnumerable<int[]> Groups(Func<int, int> groupOf) =>
        Enumerable.Range(0, DigitSet.PixelCount).GroupBy(groupOf, (_, pixels) => pixels.ToArray());

    /// <summary>How far the sum of the groups' influences is from what all of them do together.</summary>
    private static double GapOf(IEnumerable<int[]> groups) => groups.Sum(Effect) - Effect([.. Enumerable.Range(0, DigitSet.PixelCount)]);

    /// <summary>How far these pixels of the digit, on empty paper, move the sum of the digit's label.</summary>
    private static double Effect(params int[] pixels)
    {
        var some = Vector<double>.Build.Dense(DigitSet.PixelCount);
        foreach (int pixel in pixels)
            some[pixel] = Picture[pixel];
        return Own.Of(Network.Forward(some)) - Own.Of(Network.Forward(_empty.Pictures[0]));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
