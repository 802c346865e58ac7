using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 15, how far a plain network can go.</summary>
internal static class Lesson15
{
    private const double Right = 0.993;
    private const double Error = 0.0002;

    private static MnistData Data => AtHand.Digits;

    private static DigitSet Few => Data.Train.Range(0, 2000);

    private static DigitSet HeldBack => Data.Source.IsMnist ? Data.Train.Range(50_000, 10_000) : Data.Train.Range(2500, 500);

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("15-1", () => Right * (1 - Right) / (Error * Error), 1,
            new Mistake(() => Right * (1 - Right) / Error, "the root has to go on the other side too: square the error"),
            new Mistake(() => Math.Sqrt(Right * (1 - Right)) / Error, "so large would be the root of the number"),
            new Mistake(() => (1 - Right) * (1 - Right) / (Error * Error), "the share of right answers times the share of wrong ones")),
        new NumberQuestion("15-2", () => (Mended - Broken) / Math.Sqrt(Mended + Broken), 0.001,
            new Mistake(() => (Broken - Mended) / Math.Sqrt(Mended + Broken), "what ReLU mends counts for ReLU"),
            new Mistake(() => (Mended - Broken) / Math.Sqrt(Wrong(SigmoidScore) + Wrong(ReluScore)),
                "digits that both read wrongly say nothing about the difference"),
            new Mistake(() => (double)(Mended - Broken) / (Mended + Broken), "the error is a root")),
        new Question<Vector<double>>("15-3", TurnFault),
        new NumberQuestion("15-4", () => MistakesOf(Scores.Aggregate(0 * Scores[0].Outputs, (sum, score) => sum + score.Outputs)), 0,
            new Mistake(() => Scores.Average(Wrong), "average the outputs, digit by digit, not the numbers of mistakes"),
            new Mistake(() => Scores.Min(Wrong), "that is the best of the three alone")),
    ];

    private static Score ReluScore => field ??= Trained(network => network);

    private static Score SigmoidScore => field ??= Trained(network => network with { HiddenActivation = Activation.Sigmoid });

    private static Score[] Scores => field ??= [.. Enumerable.Range(1, 3).Select(seed => Trained(network => network, seed: seed))];

    private static int Mended => SigmoidScore.Mistakes.Except(ReluScore.Mistakes).Count();

    private static int Broken => ReluScore.Mistakes.Except(SigmoidScore.Mistakes).Count();

    private static double Wrong(Score score) => score.Mistakes.Count;

    private static double MistakesOf(Matrix<double> outputs) =>
        outputs.EnumerateRows().Index().Count(row => row.Item.MaximumIndex() != HeldBack.Labels[row.Index]);

    private static Score Trained(Func<NetworkDescription, NetworkDescription> change, Distortion? distortion = null, int seed = 1)
    {
        Network network = change(NetworkDescription.Modern with { Hidden = [100], Seed = seed }).Create();
        Training.Run(network, Few, TrainingOptions.Modern with { Epochs = 10, Seed = seed, Distortion = distortion });
        return network.Score(HeldBack);
    }

    private static string? TurnFault(Vector<double> answer)
    {
        if (answer.Count != 2)
            return "an angle and a digit are asked for, two numbers";
        if (!(answer[0] is > 0 and <= 180 && Enumerable.Range(0, DigitSet.Classes).Any(digit => digit == answer[1])))
            return "the angle is above 0 and at most 180 degrees, the digit one from 0 to 9";
        Score turned = Trained(network => network, new() { Rotation = answer[0] });
        if (turned.Mistakes.Count <= ReluScore.Mistakes.Count)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"turns of up to {answer[0]} degrees don't hurt: {turned.Mistakes.Count} mistakes instead of {ReluScore.Mistakes.Count}");
        }
        double Lost(int digit) =>
            (ReluScore.Confusion[digit, digit] - turned.Confusion[digit, digit]) / ReluScore.Confusion.Row(digit).Sum();
        double[] lost = [.. Enumerable.Range(0, DigitSet.Classes).Select(Lost)];
        return lost[(int)answer[1]] == lost.Max() ? null
            : string.Create(CultureInfo.InvariantCulture, $"this angle hurts, but another digit than {answer[1]} loses a larger share");
    }
}
