using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 12, neurons, penalties, activations.</summary>
internal static class Lesson12
{
    private const double Lambda = 0.01;
    private const double LearningRate = 0.5;

    public static IEnumerable<Question> Questions { get; } =
    [
        new FormulaQuestion("12-1", z => 1 / (1 + Math.Exp(-z)), -3, -0.5, 0, 1, 4),
        new NumberQuestion("12-2", () => StepsToHalf(weight => weight - LearningRate * 2 * Lambda * weight), 0,
            new Mistake(() => StepsToHalf(weight => weight - LearningRate * Lambda * weight),
                "measure the slope of λ · w² at a weight of 1 by differences"),
            new Mistake(() => StepsToHalf(weight => weight - LearningRate * 2 * Lambda),
                "the weight gets smaller, and so do the steps"),
            new Mistake(() => StepsToHalf(weight => weight - 2 * Lambda * weight), "the slope is multiplied by the learning rate")),
        new NumberQuestion("12-3", () => FewestNodes(seeds: 5), 0,
            new Mistake(() => FewestNodes(seeds: 1), "that is enough from the weights of seed 1; try the others"),
            new Mistake(() => FewestNodes(seeds: 5) + 1, "one fewer will do as well")),
    ];

    private static int StepsToHalf(Func<double, double> step)
    {
        int steps = 0;
        for (double weight = 1; weight >= 0.5; weight = step(weight))
            steps++;
        return steps;
    }

    private static int FewestNodes(int seeds)
    {
        LabeledSet circles = ToySets.Circles(200);
        return Enumerable.Range(1, 20).First(nodes => Enumerable.Range(1, seeds).All(seed => AllRight(nodes, seed)));

        bool AllRight(int nodes, int seed)
        {
            Network network = (NetworkDescription.Modern with
            {
                Inputs = 2,
                Hidden = [nodes],
                Outputs = 2,
                HiddenActivation = Activation.Tanh,
                Seed = seed,
            }).Create();
            Training.Run(network, circles, TrainingOptions.Modern with { LearningRate = 0.02, BatchSize = 16, Epochs = 100 });
            return network.Score(circles).Mistakes.Count == 0;
        }
    }
}
