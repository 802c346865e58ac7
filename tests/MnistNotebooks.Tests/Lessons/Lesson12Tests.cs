using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 12 says of nodes and penalties, over eight sets of points.</summary>
public class Lesson12Tests
{
    private static readonly LabeledSet[] _eight = [.. Enumerable.Range(1, 8).Select(seed => ToySets.Moons(40, noise: 0.18, seed))];
    private static readonly LabeledSet _unseen = ToySets.Moons(1000, noise: 0.18, seed: 100);

    [Fact]
    public void A_small_penalty_is_better_than_none_and_than_a_large_one_on_every_set()
    {
        double[] none = Learned(20, 0).Others, small = Learned(20, 0.003).Others, large = Learned(20, 0.03).Others;
        Assert.All(small.Zip(none), pair => Assert.True(pair.First > pair.Second));
        Assert.All(small.Zip(large), pair => Assert.True(pair.First > pair.Second));
        Assert.True(none.Average() > large.Average());
    }

    [LongFact]
    public void More_nodes_than_enough_learn_by_heart_and_read_the_others_no_worse_beyond_chance()
    {
        (double[] Own, double[] Others)[] byNodes = [.. ((int[])[5, 10, 20, 30]).Select(nodes => Learned(nodes, 0))];
        Assert.All(byNodes, learned => Assert.True(learned.Own.Average() > 0.98));
        double[] means = [.. byNodes.Select(learned => learned.Others.Average())];
        Assert.True(means.Max() - means.Min() < 0.026, "more than the spread over the sets");
        Assert.True(Learned(2, 0).Others.Average() < means.Min());
    }

    [Fact]
    public void A_factor_in_the_start_weights_is_its_fifth_power_in_the_first_slopes_of_six_layers()
    {
        double once = FirstSlope(1), triple = FirstSlope(3), third = FirstSlope(1.0 / 3);
        Assert.InRange(triple / once, 200, 300);
        Assert.InRange(once / third, 200, 300);

        static double FirstSlope(double factor)
        {
            Network network = Description(Activation.ReLU, 1, 20, 20, 20, 20, 20).Create();
            foreach (Layer layer in network.Layers)
                layer.Weights.Multiply(factor, layer.Weights);
            return Gradients.Of(network, ToySets.Xor(200), Loss.CrossEntropy).Layers[0].Weights.Enumerate().Average(Math.Abs);
        }
    }

    private static (double[] Own, double[] Others) Learned(int nodes, double penalty)
    {
        Network[] networks = [.. _eight.Select((set, i) =>
        {
            Network network = Description(Activation.ReLU, i + 1, nodes, nodes).Create();
            Training.Run(network, set,
                TrainingOptions.Modern with { LearningRate = 0.02, BatchSize = 16, Epochs = 200, L2 = penalty });
            return network;
        })];
        return ([.. networks.Zip(_eight, (network, set) => network.Score(set).Accuracy)],
            [.. networks.Select(network => network.Score(_unseen).Accuracy)]);
    }

    private static NetworkDescription Description(Activation activation, int seed, params int[] hidden) =>
        NetworkDescription.Modern with { Inputs = 2, Hidden = hidden, Outputs = 2, HiddenActivation = activation, Seed = seed };
}
