using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 01, weights and the sigmoid.</summary>
internal static class Lesson01
{
    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("01-1", () => Spread(25), 0.001,
            new Mistake(() => Spread(100) / 4, "a quarter of the ink is not a quarter of the spread: squares are what adds up"),
            new Mistake(() => Math.Pow(Spread(25), 2), "this is the variance; the spread is its square root"),
            new Mistake(() => Spread(25) * Math.Sqrt(200), "this is the length of the inputs; the spread of the weights is missing"),
            new Mistake(() => 25 / Math.Sqrt(200), "the inputs are added up here; their squares should be, before a square root")),
        new FormulaQuestion("01-2", y => Math.Log(y / (1 - y)), 0.01, 0.2, 0.5, 0.9, 0.99),
        new FormulaQuestion("01-3", Math.Tanh, -3, -0.5, 0, 1, 2.5),
        new NumberQuestion("01-4", () => FirstSaturated(Wide(), 100), 1e-6,
            new Mistake(() => FirstSaturated(Wide(), 99), "half of the nodes is not yet more than half of them"),
            new Mistake(() => FirstSaturated(Wide() / Math.Sqrt(200), 100), "these are multiples of wih, whose spread is not 1; use wide"),
            new Mistake(() => FirstSaturated(Wide(), 50), "this is a quarter of the nodes")),
    ];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Matrix<double> Wide() => Matrix<double>.Build.Random(200, 784, new Normal(0, 1, new Random(2)));

    /// <summary>The predicted spread of hidden inputs for a picture with so many inputs of 1, the others of 0.01.</summary>
    private static double Spread(int ink) => Math.Sqrt((ink + (784 - ink) * 0.01 * 0.01) / 200);

    /// <summary>The first multiple of 0.05 that, times the weights, saturates more than so many nodes on the made-up picture.</summary>
    private static double FirstSaturated(Matrix<double> weights, int nodes)
    {
        Vector<double> sums = weights * Vector<double>.Build.Dense(784, i => i is >= 300 and < 400 ? 1.0 : 0.01);
        bool IsSaturated(double sum) => Sigmoid(sum) is < 0.05 or > 0.95;
        return 0.05 * Enumerable.Range(1, 1000).First(step => sums.Count(sum => IsSaturated(0.05 * step * sum)) > nodes);
    }
}
