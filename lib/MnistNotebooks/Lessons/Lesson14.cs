using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Experiments;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 14, the laboratory.</summary>
internal static class Lesson14
{
    private const double TutorialRate = 0.1;
    private const int Budget = 120;

    private static MnistData Data => AtHand.Digits;

    private static int Count => Data.Source.IsMnist ? 10_000 : 3000;

    private static DigitSet Train => Data.Train.Range(0, Count);

    private static DigitSet HeldBack => Data.Train.Range(Data.Train.Count - Count, Count);

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("14-1", () => Seeds(2 * Math.Pow(2 * 0.004 / 0.003, 2)), 0,
            new Mistake(() => Seeds(Math.Pow(2 * 0.004 / 0.003, 2)), "both means have an error, not one of them"),
            new Mistake(() => Seeds(2 * Math.Pow(0.004 / 0.003, 2)), "the difference shall be twice its error, not once"),
            new Mistake(() => Seeds(2 * Math.Pow(2 * 0.004 / 0.003, 2)) - 1, "with so many it is a little less than twice"),
            new Mistake(() => Seeds(2 * 2 * 0.004 / 0.003), "the error falls with the root of the number of runs")),
        new Question<double>("14-2", RateFault),
        new Question<Vector<double>>("14-3", LinesFault),
        new Question<Vector<double>>("14-4", BudgetFault),
    ];

    private static double Seeds(double atLeast) => Math.Ceiling(atLeast);

    private static string? RateFault(double rate)
    {
        if (!(rate is > 0 and <= 100))
            return "a learning rate between 0 and 100 is asked for";
        if (rate == TutorialRate)
            return "that is the rate to beat";
        DigitSet few = Train.Range(0, 2000);
        Summary own = Tried(40, rate, 1, few), other = Tried(40, TutorialRate, 1, few);
        double times = (own.Mean - other.Mean)
            / Math.Sqrt((own.Deviation * own.Deviation / own.Count) + (other.Deviation * other.Deviation / other.Count));
        return times > 2 ? null
            : times > 0 ? string.Create(CultureInfo.InvariantCulture, $"it reads more, but by only {times:F1} times the error")
            : string.Create(CultureInfo.InvariantCulture, $"it reads {own.Mean:F3} of the digits, and 0.1 reads {other.Mean:F3}");
    }

    private static string? LinesFault(Vector<double> answer)
    {
        if (answer.Count != 2 * DigitSet.Classes)
            return $"it has {answer.Count} numbers; ten weights and ten biases are asked for";
        if (answer.SubVector(DigitSet.Classes, DigitSet.Classes).Distinct().Count() == 1)
            return "with equal biases all lines meet at 0, and one of them is on top everywhere";
        int[] named = [.. Enumerable.Range(1, 999).Select(i => Named(answer, i / 1000.0))];
        int[] missing = [.. Enumerable.Range(0, DigitSet.Classes).Except(named)];
        if (missing.Length > 0)
            return $"for no h between 0 and 1 is {string.Join(", ", missing)} named";
        int[] order = [.. named.Where((label, i) => i == 0 || named[i - 1] != label)];
        return order.SequenceEqual(Enumerable.Range(0, DigitSet.Classes)) ? null : $"the order is {string.Join(", ", order)}";
    }

    private static int Named(Vector<double> lines, double h) =>
        (lines.SubVector(0, DigitSet.Classes) * h + lines.SubVector(DigitSet.Classes, DigitSet.Classes)).MaximumIndex();

    private static string? BudgetFault(Vector<double> answer)
    {
        if (answer.Count != 3)
            return "nodes, learning rate and epochs are asked for, three numbers";
        if (!new[] { answer[0], answer[2] }.All(number => number is >= 1 and <= Budget && double.IsInteger(number)))
            return $"nodes and epochs are whole numbers from 1 to {Budget}, the first and the last of the three";
        if (!(answer[1] is > 0 and <= 100))
            return "a learning rate between 0 and 100 is asked for";
        if (answer[0] * answer[2] > Budget)
            return string.Create(CultureInfo.InvariantCulture, $"nodes times epochs are {answer[0] * answer[2]}, which is too dear");
        double own = Tried((int)answer[0], answer[1], (int)answer[2], Train).Mean, other = Tried(30, TutorialRate, 4, Train).Mean;
        return own > other ? null
            : string.Create(CultureInfo.InvariantCulture, $"it reads {own:F4} of the digits, and the other {other:F4}");
    }

    private static Summary Tried(int nodes, double rate, int epochs, DigitSet train) => Experiment.Run(
        Enumerable.Range(1, 5),
        seed => new(new() { Hidden = [nodes], Seed = seed }, new() { LearningRate = rate, Epochs = epochs, Seed = seed }),
        train, HeldBack).Summaries(_ => nodes)[nodes];
}
