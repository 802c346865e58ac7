using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 06, testing.</summary>
internal static class Lesson06
{
    private const double Smallest = 0.0001;

    public static IEnumerable<Question> Questions { get; } =
    [
        new VectorQuestion("06-1", () => Diagonal.PointwiseDivide(Score.Confusion.RowSums()),
            (() => Diagonal.PointwiseDivide(Score.Confusion.ColumnSums()),
                "these are shares of the answers (precision); recall is a share of the records, and all records of a digit stand in a row"),
            (() => Diagonal, "these are counts; divide each by the number of records of its digit"),
            (() => Diagonal / Score.Predicted.Count, "each digit has records of its own to be divided by, not the whole test set")),
        new NumberQuestion("06-2", () => ReadUntilHalf(ByLargestOutput), 0,
            new Mistake(() => ReadUntilHalf(ByLargestOutput.Reverse()), "that order begins with the surest digits"),
            new Mistake(() => ReadUntilHalf(Enumerable.Range(0, Score.Predicted.Count)),
                "that is the order of the file; sort by the largest output first"),
            new Mistake(() => (Score.Mistakes.Count + 1) / 2,
                "that is half of the mistakes; the person reads right answers on the way too")),
        new NumberQuestion("06-3", () => Chance / (Smallest * Smallest), 1000,
            new Mistake(() => Math.Sqrt(Chance) / Smallest, "both sides of the formula have to be squared"),
            new Mistake(() => Score.Predicted.Count * StandardError / Smallest,
                "the error falls with the square root of the number of digits, so half the error takes more than twice the digits")),
    ];

    public static Score Score => field ??= Tested();

    private static Vector<double> Diagonal => Score.Confusion.Diagonal();

    /// <summary>p · (1 − p).</summary>
    private static double Chance => Score.Accuracy * (1 - Score.Accuracy);

    private static double StandardError => Math.Sqrt(Chance / Score.Predicted.Count);

    /// <summary>The test records, the least sure first.</summary>
    private static IEnumerable<int> ByLargestOutput =>
        Enumerable.Range(0, Score.Predicted.Count).OrderBy(record => Score.Outputs[record, Score.Predicted[record]]);

    // How the lesson trains its network.
    private static Score Tested()
    {
        Network network = Network.Tutorial(hiddenNodes: 200, seed: 1);
        Training.Run(network, AtHand.Digits.Train, new TrainingOptions { LearningRate = 0.1, Epochs = 5 });
        return network.Score(AtHand.Digits.Test);
    }

    private static int ReadUntilHalf(IEnumerable<int> order)
    {
        var mistakes = Score.Mistakes.ToHashSet();
        int read = 0, caught = 0;
        foreach (int record in order.TakeWhile(_ => 2 * caught < mistakes.Count))
        {
            read++;
            caught += mistakes.Contains(record) ? 1 : 0;
        }
        return read;
    }
}
