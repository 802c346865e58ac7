using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 10, fair shares.</summary>
internal static class Lesson10
{
    private static readonly Network _small = new(
        new Layer(Matrix<double>.Build.DenseOfRowVectors(Numbers(3, 5, 0), Numbers(0, 9, 4)), Numbers(-6, -3), Activation.Sigmoid),
        new Layer(Numbers(4, 3).ToRowMatrix(), null, Activation.Identity));

    private static readonly Node _last = Node.Activation(^1, 0);

    private static readonly IntegratedGradients _path = new() { Points = 200 };

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("10-1", () => (ComesFirst + ComesSecond) / 2, 1e-9,
            new Mistake(() => ComesFirst, "that is its effect when it comes first; in the other ordering it comes second"),
            new Mistake(() => ComesSecond, "that is its effect when it comes second; in the other ordering it comes first"),
            new Mistake(() => ComesFirst + ComesSecond, "a Shapley value is the mean over the orderings, not the sum"),
            new Mistake(() => new ExactShapley().Explain(_small, Numbers(1, 1, 1), _last, Baseline.Zero(3)).Values[1],
                "that is its share when input 0 is switched on as well")),
        new VectorQuestion("10-2", () => FromOneZeroZero.Values,
            (() => MeanSlopes, "an input's share is its mean slope times the distance that it moves; input 0 does not move"),
            (() => -FromOneZeroZero.Values, "an input moves from where the path starts to where it ends"),
            (() => new IntegratedGradients().Explain(_small, Numbers(1, 1, 1), _last, Baseline.Zero(3)).Values,
                "that path starts at 0 0 0")),
        new VectorQuestion("10-3", () => Winner.Values - RunnerUp.Values,
            (() => RunnerUp.Values - Winner.Values, "the sign: what speaks for the winner is positive"),
            (() => Winner.Values, "those are the shares in the winner alone"),
            (() => Winner.Values + RunnerUp.Values, "a difference is asked for")),
        new Question<Vector<double>>("10-4", FaultOfBlindMap),
    ];

    private static double ComesFirst => Small(0, 1, 0) - Small(0, 0, 0);

    private static double ComesSecond => Small(0, 1, 1) - Small(0, 0, 1);

    private static Attribution FromOneZeroZero =>
        new IntegratedGradients().Explain(_small, Numbers(1, 1, 1), _last, Numbers(1, 0, 0));

    /// <summary>On the path from 1 0 0 to 1 1 1.</summary>
    private static Vector<double> MeanSlopes
    {
        get
        {
            var rule = new GaussLegendreRule(0, 1, 50);
            Vector<double> from = Numbers(1, 0, 0), moved = Numbers(0, 1, 1);
            return Enumerable.Range(0, 50).Select(point =>
                rule.GetWeight(point) * Slopes(from + rule.GetAbscissa(point) * moved)).Aggregate((a, b) => a + b);
        }
    }

    private static Attribution Winner => _path.Explain(Lesson09.Network, Lesson09.Picture, Ranked(0), Baseline.Zero());

    private static Attribution RunnerUp => _path.Explain(Lesson09.Network, Lesson09.Picture, Ranked(1), Baseline.Zero());

    /// <summary>The output before softmax that is the largest (0), the second largest (1) and so on.</summary>
    private static Node Ranked(int rank)
    {
        Vector<double> outputs = Lesson09.Network.Forward(Lesson09.Picture).Outputs;
        return Node.PreActivation(^1, Enumerable.Range(0, outputs.Count).OrderByDescending(output => outputs[output]).ElementAt(rank));
    }

    private static string? FaultOfBlindMap(Vector<double> answer)
    {
        Vector<double> picture = Lesson09.Picture;
        if (answer.Count != picture.Count)
            return $"it has {answer.Count} numbers, {picture.Count} are asked for";
        if (answer.Any(share => !double.IsFinite(share)))
            return "a share is not a number";
        int paper = Enumerable.Range(0, answer.Count).FirstOrDefault(pixel => picture[pixel] == 0 && answer[pixel] != 0, -1);
        if (paper >= 0)
            return $"pixel {paper} has no ink, and gets a share";
        double gap = answer.Sum() - Winner.Change;
        return Math.Abs(gap) < 1e-6 ? null : FormattableString.Invariant($"it leaves a gap of {gap:G4}");
    }

    private static Vector<double> Slopes(Vector<double> x)
    {
        Vector<double> h = _small.Forward(x).Layers[0].Activations, output = _small.Layers[1].Weights.Row(0);
        return _small.Layers[0].Weights.Transpose() * output.PointwiseMultiply(h).PointwiseMultiply(1 - h);
    }

    private static double Small(params double[] x) => _last.Of(_small.Forward(Numbers(x)));

    private static Vector<double> Numbers(params double[] numbers) => Vector<double>.Build.DenseOfArray(numbers);
}
