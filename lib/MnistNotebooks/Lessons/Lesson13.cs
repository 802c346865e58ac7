using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 13, ReLU, softmax, Adam.</summary>
internal static class Lesson13
{
    private const double Keep = 0.9;

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("13-1", () => Refused(allowed: 0.001), 0.0003,
            new Mistake(() => 100 * Refused(0.001), "that is in percent; a share lies between 0 and 1"),
            new Mistake(() => Refused(0.01), "of the others one in a hundred is still wrong"),
            new Mistake(() => 1 - Refused(0.001), "that is the share that is read")),
        new NumberQuestion("13-2", () => Turn(Mean(slopes: 10)), 0,
            new Mistake(() => 1, "m has the ten slopes before it in it"),
            new Mistake(() => Turn(1), "after ten slopes m is not 1 yet, as it began at 0")),
        new NumberQuestion("13-3", () => Temperature(Network, HeldBack), 0.02,
            new Mistake(() => 1 / Temperature(Network, HeldBack), "the pre-activations are divided by T, not multiplied"),
            new Mistake(() => Temperature(Network, AtHand.Digits.Train.Range(0, HeldBack.Count)),
                "these are records that the network has learned from")),
        new NumberQuestion("13-4", () => Dead(Enumerable.All), 0,
            new Mistake(() => Dead(Enumerable.Any), "a dead node is 0 for every one of the digits, not for some of them")),
    ];

    private static Network Network => field ??= Trained();

    private static DigitSet HeldBack
    {
        get
        {
            DigitSet train = AtHand.Digits.Train;
            int held = (int)Math.Ceiling(0.1 * train.Count);
            return train.Range(train.Count - held, held);
        }
    }

    private static Network Trained()
    {
        Network network = NetworkDescription.Modern.Create();
        Training.Run(network, AtHand.Digits.Train, TrainingOptions.Modern with { Epochs = 20, Validation = 0.1 });
        return network;
    }

    /// <summary>The smallest share of the test digits to refuse, the most doubtful first, until few enough of the rest are wrong.</summary>
    private static double Refused(double allowed)
    {
        Score score = Network.Score(AtHand.Digits.Test);
        int count = score.Predicted.Count;
        double[] doubts = [.. score.Outputs.EnumerateRows().Select(row => row.Where((_, digit) => digit != row.MaximumIndex()).Sum())];
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(record => doubts[record])];
        var wrong = score.Mistakes.ToHashSet();
        int left = wrong.Count;
        for (int refused = 0; refused < count; refused++)
        {
            if (left < allowed * (count - refused))
                return (double)refused / count;
            left -= wrong.Contains(order[refused]) ? 1 : 0;
        }
        return 1;
    }

    private static double Mean(int slopes) => 1 - Math.Pow(Keep, slopes);

    /// <summary>How many slopes of −1 it takes until the running mean is no longer above 0.</summary>
    private static int Turn(double mean)
    {
        int slopes = 0;
        for (; mean > 0; slopes++)
            mean = Keep * mean - (1 - Keep);
        return slopes;
    }

    private static double Temperature(Network network, DigitSet digits)
    {
        var scores = digits.Select(digit => (Z: network.Forward(network.InputsOf(digit)).Layers[^1].PreActivations, digit.Label)).ToArray();
        return Enumerable.Range(5, 36).Select(tenths => 0.1 * tenths).MinBy(LossAt);

        double LossAt(double temperature) => scores.Average(score =>
        {
            Vector<double> z = (score.Z - score.Z.Maximum()) / temperature;
            return Math.Log(z.Map(Math.Exp).Sum()) - z[score.Label];
        });
    }

    private static int Dead(Func<IEnumerable<Vector<double>>, Func<Vector<double>, bool>, bool> forWhich)
    {
        Vector<double>[] hidden = [.. AtHand.Digits.Test.Range(0, 1000)
            .Select(digit => Network.Forward(Network.InputsOf(digit)).Layers[0].Activations)];
        return Enumerable.Range(0, Network.Layers[0].Outputs).Count(node => forWhich(hidden, activations => activations[node] == 0));
    }
}
