using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Lessons;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 05 says of training on MNIST.</summary>
public class Lesson05Tests
{
    [MnistFact]
    public void The_best_answer_without_looking_costs_0_864_and_the_second_fifty_records_less()
    {
        DigitSet learned = Mnist.Load().Train.Range(0, 50_000);
        double[] shares = [.. Enumerable.Range(0, 10).Select(k => learned.Labels.Count((byte)k) / (double)learned.Count)];
        double cost = 0.98 * 0.98 * (1 - shares.Sum(share => share * share));
        Assert.Equal(0.864, cost, 3);

        // The same by its definition: the mean of the targets against each record's.
        var mean = Vector<double>.Build.DenseOfEnumerable(shares.Select(share => 0.01 + 0.98 * share));
        double measured = Enumerable.Range(0, 10).Sum(k => shares[k] * Squared(Targets.OneHot(k) - mean));
        Assert.Equal(measured, cost, 9);

        var network = Network.Tutorial();
        Assert.True(Cost(network, learned.Range(0, 50)) > cost);
        Assert.True(Cost(network, learned.Range(50, 50)) < cost);
    }

    [LongMnistFact]
    public void The_tutorials_rule_is_ahead_by_less_than_twice_the_chance_of_the_digits_that_only_one_rule_reads()
    {
        DigitSet train = Mnist.Load().Train, held = train.Range(50_000, 10_000);
        bool[] tutorial = Right(new()), exact = Right(new() { Rule = BackwardRule.Gradient });
        bool[] split = [.. tutorial.Zip(exact).Where(pair => pair.First != pair.Second).Select(pair => pair.First)];
        double ahead = 2 * split.Count(isTutorial => isTutorial) - split.Length;
        Assert.InRange(ahead, 0, 2 * Math.Sqrt(split.Length));

        bool[] Right(TrainingOptions options)
        {
            Network network = Network.Tutorial();
            Training.Run(network, train.Range(0, 50_000), options);
            return [.. network.Score(held).Predicted.Zip(held, (answer, digit) => answer == digit.Label)];
        }
    }

    [MnistFact]
    public void Some_hidden_nodes_have_hardly_learned_after_an_epoch_and_outputs_do_not_listen_to_them()
    {
        Network start = Network.Tutorial(), network = start.Copy();
        Training.Run(network, Mnist.Load().Train, new() { Epochs = 1 });
        Matrix<double> way = network.Layers[0].Weights - start.Layers[0].Weights;
        int[] hardly = [.. Enumerable.Range(0, 20)
            .Where(node => way.Row(node).L2Norm() < start.Layers[0].Weights.Row(node).L2Norm())];
        Assert.Equal([3, 13, 14, 16, 17, 18], hardly);
        Assert.All(hardly, node => Assert.InRange(network.Layers[1].Weights.Column(node).AbsoluteMaximum(), 0, 0.45));
    }

    [LongFact]
    public void A_learning_rate_is_judged_by_what_it_reads_of_the_held_back_digits()
    {
        var question = Assert.IsType<Question<double>>(Exercise.Named("05-3"));
        Assert.Null(question.Fault(0.5));
        Assert.Null(question.Fault(0.3));
        Assert.Contains("that may be chance", question.Fault(0.1), StringComparison.Ordinal);
        Assert.StartsWith("with 0.01 it reads ", question.Fault(0.01), StringComparison.Ordinal);
        Assert.Equal("a learning rate is a number above 0", question.Fault(-1));
        Assert.Equal("a learning rate is a number above 0", question.Fault(double.PositiveInfinity));
    }

    private static double Cost(Network network, DigitSet digits) =>
        Training.Run(network, digits, new() { Epochs = 1 }).Epochs[0].Error;

    private static double Squared(Vector<double> errors) => errors.DotProduct(errors);
}
