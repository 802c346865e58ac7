using System.Globalization;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 05, training.</summary>
internal static class Lesson05
{
    // A digit of a thousand: the lesson's loop and the library's differ by rounding.
    private const double Tolerance = 0.0015;

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("05-1", () => AfterFew(Start, BackwardRule.Gradient), Tolerance,
            new Mistake(() => AfterFew(Start, BackwardRule.Tutorial),
                "that is still the tutorial's rule: the slope of the outputs belongs into the hidden errors"),
            new Mistake(() => AfterFew(Trained(Few, new() { Epochs = 1 }), BackwardRule.Gradient),
                "the network had been trained before; start again from seed 1"),
            new Mistake(() => Start.Score(Unseen).Accuracy, "the weights have not moved")),
        new NumberQuestion("05-2", () => Trained(Sorted(1), new() { Epochs = 1 }).Score(Held).Accuracy, 1e-4,
            new Mistake(() => Trained(Learned, new() { Epochs = 1 }).Score(Held).Accuracy, "the records still come in file order"),
            new Mistake(() => Trained(Sorted(-1), new() { Epochs = 1 }).Score(Held).Accuracy, "the 0s come first, not last")),
        new Question<double>("05-3", FaultOfRate),
    ];

    private static DigitSet Learned => AtHand.Digits.Train.Range(0, 50_000);

    private static DigitSet Held => AtHand.Digits.Train.Range(50_000, 10_000);

    private static DigitSet Few => Learned.Range(0, 300);

    private static DigitSet Unseen => Held.Range(0, 1000);

    private static DigitSet Sorted(int direction) =>
        Learned.Pick(Enumerable.Range(0, Learned.Count).OrderBy(record => direction * Learned.Labels[record]));

    private static Network Start => Network.Tutorial(hiddenNodes: 200, seed: 1);

    private static Network Trained(DigitSet digits, TrainingOptions options)
    {
        Network network = Start;
        Training.Run(network, digits, options);
        return network;
    }

    private static double AfterFew(Network network, BackwardRule rule)
    {
        Training.Run(network, Few, new() { Epochs = 1, Rule = rule });
        return network.Score(Unseen).Accuracy;
    }

    private static string? FaultOfRate(double rate)
    {
        if (!(rate > 0 && double.IsFinite(rate)))
            return "a learning rate is a number above 0";
        double reached = OfRate(rate), before = OfRate(0.1);
        // Twice what chance gives the difference of two accuracies on different digits; on the same digits it gives less.
        double chance = 2 * Math.Sqrt((Variance(reached) + Variance(before)) / Held.Count);
        return reached > before + chance ? null : string.Create(CultureInfo.InvariantCulture,
            $"with {rate:G4} it reads {100 * reached:F2} % of the held-back digits, with 0.1 {100 * before:F2} %; that may be chance");

        static double OfRate(double rate) =>
            Trained(Learned, new() { Epochs = 1, LearningRate = rate, Rule = BackwardRule.Gradient }).Score(Held).Accuracy;

        static double Variance(double share) => share * (1 - share);
    }
}
