using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 11, scores, losses and slopes.</summary>
internal static class Lesson11
{
    private const double Lambda = 0.01;
    private const double LongStep = 1.5;

    public static IEnumerable<Question> Questions { get; } =
    [
        new Question<Vector<double>>("11-1", FaultOfDiagonal),
        new NumberQuestion("11-2", () => SumY() + SumZ(), 1e-9,
            new Mistake(() => SumZ(), "x stands in both sums, and this is only what comes back through one of them"),
            new Mistake(() => SumY(), "x stands in both sums, and this is only what comes back through one of them"),
            new Mistake(() => SumY() * SumZ(), "this is k itself; the slopes that come back to x are wanted")),
        new Question<Vector<double>>("11-3", FaultOfLongStep),
        new NumberQuestion("11-4", () => SquaresAfter(penaltySlope: 2 * Lambda), 1e-6,
            new Mistake(() => SquaresAfter(0), "these are the weights without a penalty"),
            new Mistake(() => SquaresAfter(Lambda), "measure the slope of λ · w² at a weight of 1 by differences"),
            new Mistake(() => SquaresAfter(-2 * Lambda), "the penalty pushes the weights the wrong way"),
            new Mistake(() => SquaresAfter(2 * Lambda, biases: true), "the biases were pressed down too")),
    ];

    private static double SumY() => 4 - 1;

    private static double SumZ() => 4 - 2;

    // The weights by hand: 2 where a stroke of the class has ink, −1 elsewhere.
    private static Matrix<double> ByHand() =>
        ToySets.Strokes(3, smudge: 0).Inputs.Map(ink => ink > 0.5 ? 2.0 : -1.0, Zeros.Include);

    private static string? FaultOfDiagonal(Vector<double> answer)
    {
        Vector<double> ours = Vector<double>.Build.Dense([0.2, 0.9, 0, 0, 1, 0.2, 0, 0.8, 0.1]);
        Vector<double> other = Vector<double>.Build.Dense([0.1, 0.3, 0.9, 0.2, 1, 0, 0.8, 0.2, 0]);
        if (answer.Count != ours.Count)
            return $"it has {answer.Count} numbers, {ours.Count} are asked for";
        if (!answer.ForAll(double.IsFinite))
            return "weights are finite numbers";
        if (answer.DotProduct(other) <= (ByHand() * other).Maximum())
            return "on the other diagonal one of the three classes still has the highest score";
        return answer.DotProduct(ours) >= (ByHand() * ours)[0] ? "it wins on the upright stroke as well" : null;
    }

    private static string? FaultOfLongStep(Vector<double> answer)
    {
        if (answer.Count != 3)
            return $"it has {answer.Count} numbers, 3 are asked for";
        (double x, double y, double z) = (answer[0], answer[1], answer[2]);
        double q = x + y, before = q * z, after = (q - 2 * LongStep * z) * (z - LongStep * q);
        if (!double.IsFinite(after))
            return "x, y and z are finite numbers";
        if (q == 0 && z == 0)
            return "there all slopes are 0, so that nothing moves";
        return after > before ? null : FormattableString.Invariant($"there f falls, from {before:G6} to {after:G6}");
    }

    private static double SquaresAfter(double penaltySlope, bool biases = false)
    {
        LabeledSet strokes = ToySets.Strokes(12);
        var layer = new Layer(Matrix<double>.Build.Random(3, 9, seed: Noise), Vector<double>.Build.Dense(3), Activation.Softmax);
        var network = new Network(layer);
        for (int step = 0; step < 200; step++)
        {
            LayerGradients slopes = Gradients.Of(network, strokes, Loss.CrossEntropy).Layers[0];
            Matrix<double> toWeights = slopes.Weights + (penaltySlope * layer.Weights);
            Vector<double> toBiases = slopes.Biases! + (biases ? penaltySlope : 0) * layer.Biases!;
            layer.Weights.Subtract(0.5 * toWeights, layer.Weights);
            layer.Biases!.Subtract(0.5 * toBiases, layer.Biases);
        }
        return layer.Weights.Enumerate().Sum(weight => weight * weight);
    }

    /// <summary>The seed of the noise that the classes start from.</summary>
    private const int Noise = 3;
}
