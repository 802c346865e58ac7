namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 01, weights and the sigmoid.</summary>
internal static class Lesson01
{
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("01-1", () => (64 * 784) + (10 * 64), 0,
            new Mistake(() => 784 * 64 * 10, "the two tables stand side by side, so their numbers add up"),
            new Mistake(() => 64 * 784, "the table from the hidden nodes to the outputs is missing"),
            new Mistake(() => (64 * 784) + (10 * 64) + 64 + 10, "this network has no biases")),
        new FormulaQuestion("01-2", y => Math.Log(y / (1 - y)), 0.01, 0.2, 0.5, 0.9, 0.99),
        new FormulaQuestion("01-3", Math.Tanh, -3, -0.5, 0, 1, 2.5),
    ];
}
