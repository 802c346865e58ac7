using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 07, what each neuron looks for.</summary>
internal static class Lesson07
{
    private const int Digits = 1000;
    private const int MostAlike = 20;

    public static IEnumerable<Question> Questions { get; } =
    [
        new Question<double>("07-1", FaultOfCut),
        new NumberQuestion("07-2", () => OfSpeaker.Where(w => w > 0).Sum() + SpeakersBias, 1e-6,
            new Mistake(() => OfSpeaker.Where(w => w > 0).Sum(), "the bias belongs to the sum too"),
            new Mistake(() => OfSpeaker.Sum() + SpeakersBias, "that picture is full of ink; ink on a negative weight lowers the sum"),
            new Mistake(() => OfSpeaker.Sum(Math.Abs) + SpeakersBias, "a pixel with a negative weight can give nothing better than 0"),
            new Mistake(() => OfSpeaker.Maximum() + SpeakersBias, "that is one pixel's ink; all pixels may have ink at the same time")),
        new VectorQuestion("07-3", () => TinyOutputs(Tiny.Layers[0].Biases!.Map(Sigmoid)),
            (() => TinyOutputs(Vector<double>.Build.Dense(1)), "without ink the hidden neuron still has its bias, so its output is not 0"),
            (() => TinyOutputs(Tiny.Layers[0].Biases!), "the hidden neuron's bias has to go through its sigmoid"),
            (() => TinyOutputs(Tiny.Layers[0].Biases!.Map(Sigmoid)).Map(Logit),
                "these are the sums; the sigmoid of the outputs is missing")),
        new Question<Vector<double>>("07-4", FaultOfPair),
    ];

    public static Network Network => field ??= Trained(Description, AtHand.Digits.Train);

    private static Network Tiny => field ??= Trained(
        Description with { Hidden = [1], Outputs = 2 },
        AtHand.Digits.Train.Pick(Enumerable.Range(0, AtHand.Digits.Train.Count).Where(i => AtHand.Digits.Train.Labels[i] < 2)));

    private static NetworkDescription Description => new()
    {
        Hidden = [100],
        Biases = true,
        Scale = PixelScale.Unit,
        Initialization = Initialization.Glorot,
        Seed = 1,
    };

    /// <summary>The neuron with the largest weight to output 3.</summary>
    public static int Speaker => Network.Layers[1].Weights.Row(3).MaximumIndex();

    private static Vector<double> OfSpeaker => Network.Layers[0].Weights.Row(Speaker);

    private static double SpeakersBias => Network.Layers[0].Biases![Speaker];

    /// <summary>How many of the first digits are read correctly without each neuron.</summary>
    public static int[] RightWithout => field ??= CutOneByOne();

    /// <summary>The correlation of the weights of every two neurons.</summary>
    private static double[,] Alike => field ??= Correlation.PearsonMatrix(Network.Layers[0].Weights.ToRowArrays()).ToArray();

    private static Network Trained(NetworkDescription description, DigitSet digits)
    {
        Network network = description.Create();
        Training.Run(network, digits, new TrainingOptions { LearningRate = 0.3, Epochs = 6, Rule = BackwardRule.Gradient });
        return network;
    }

    private static string? FaultOfCut(double answer)
    {
        if (FaultOfNumber(answer) is { } fault)
            return fault;
        int worst = RightWithout.Min();
        return RightWithout[(int)answer] == worst ? null
            : (int)answer == Speaker
            ? "that is the neuron with the largest weight to output 3, which need not be the one that is missed most; count"
            : $"without it {RightWithout[(int)answer]} of the {Digits} digits are right, and another cut costs more";
    }

    private static string? FaultOfPair(Vector<double> answer)
    {
        if (answer.Count != 2)
            return $"it has {answer.Count} numbers, two neurons are asked for";
        if ((FaultOfNumber(answer[0]) ?? FaultOfNumber(answer[1])) is { } fault)
            return fault;
        int first = (int)answer[0], second = (int)answer[1];
        if (first == second)
            return "every neuron looks like itself; two different ones are asked for";
        int more = (from a in Enumerable.Range(0, 100) from b in Enumerable.Range(0, a) where Alike[a, b] > Alike[first, second] select a)
            .Count();
        return more < MostAlike ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"their weights have a correlation of {Alike[first, second]:F2}, and {more} pairs have a higher one");
    }

    private static string? FaultOfNumber(double answer) =>
        double.IsInteger(answer) && answer is >= 0 and < 100 ? null : "neurons have the numbers 0 to 99";

    private static int[] CutOneByOne()
    {
        DigitSet digits = AtHand.Digits.Test.Range(0, Digits);
        Layer output = Network.Layers[1];
        ForwardPass[] passes = [.. digits.Select(digit => Network.Forward(Network.InputsOf(digit)))];
        return [.. Enumerable.Range(0, 100).Select(cut => passes.Where((pass, record) =>
        {
            LayerForward hidden = pass.Layers[0];
            Vector<double> sums = pass.Layers[1].PreActivations - hidden.Activations[cut] * output.Weights.Column(cut);
            return sums.MaximumIndex() == digits.Labels[record];
        }).Count())];
    }

    private static Vector<double> TinyOutputs(Vector<double> hidden) =>
        (Tiny.Layers[1].Weights * hidden + Tiny.Layers[1].Biases).Map(Sigmoid);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Logit(double y) => Math.Log(y / (1 - y));
}
