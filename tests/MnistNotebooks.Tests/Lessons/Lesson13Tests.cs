using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 13 says of causes, of sure networks and of random directions.</summary>
public class Lesson13Tests
{
    private static readonly NetworkDescription _today = NetworkDescription.Modern;
    private static readonly TrainingOptions _five = TrainingOptions.Modern with { Epochs = 5 };

    [Fact]
    public void Directions_among_so_many_weights_that_have_no_relation_are_at_right_angles()
    {
        Vector<double> one = Vector<double>.Build.Random(50_176, seed: 1);
        Assert.All(Enumerable.Range(2, 5), seed =>
        {
            Vector<double> other = Vector<double>.Build.Random(50_176, seed);
            Assert.InRange(one.DotProduct(other) / (one.L2Norm() * other.L2Norm()), -0.02, 0.02);
        });
    }

    [LongMnistFact]
    public void Of_the_parts_only_ReLU_is_clear_of_chance_and_Adam_gains_nothing()
    {
        MnistData digits = Mnist.Load();
        double all = Mean(_today, _five);
        Assert.True(all - Mean(_today with { HiddenActivation = Activation.Sigmoid }, _five) > 0.004);
        Assert.InRange(all - Mean(_today, _five with { Optimizer = Optimizer.Sgd, LearningRate = 0.1 }), -0.003, 0.001);

        double Mean(NetworkDescription network, TrainingOptions training) => ((int[])[1, 2, 3]).Average(seed =>
        {
            Network learned = (network with { Seed = seed }).Create();
            Training.Run(learned, digits.Train, training with { Seed = seed });
            return learned.Score(digits.Test).Accuracy;
        });
    }

    [LongMnistFact]
    public void Five_epochs_mean_what_they_say_and_twenty_are_too_sure()
    {
        MnistData digits = Mnist.Load();
        Assert.InRange(Excess(5), -0.03, 0.03);
        Assert.InRange(Excess(20), 0.1, 0.4);

        // How far the mean probability of the readings from 0.8 to 0.9 is above the share that is right.
        double Excess(int epochs)
        {
            Network network = _today.Create();
            Training.Run(network, digits.Train, _five with { Epochs = epochs, Validation = 0.1 });
            Score score = network.Score(digits.Test);
            int[] inside = [.. Enumerable.Range(0, digits.Test.Count).Where(r => score.Outputs.Row(r).Maximum() is >= 0.8 and < 0.9)];
            return inside.Average(r => score.Outputs.Row(r).Maximum()) - (inside.Except(score.Mistakes).Count() / (double)inside.Length);
        }
    }

    [MnistFact]
    public void Validation_starts_better_because_of_the_moment_and_because_the_last_tenth_is_easier()
    {
        MnistData digits = Mnist.Load();
        Network network = _today.Create();
        EpochResult first = Training.Run(network, digits.Train, _five with { Epochs = 1, Validation = 0.1 }).Epochs[0];
        double again = network.Score(digits.Train.Range(0, 54_000)).Accuracy;
        Assert.True(first.ValidationAccuracy - first.TrainingAccuracy > 0.03);
        Assert.InRange(first.ValidationAccuracy!.Value - again, 0.005, 0.015);

        Network other = _today.Create();
        DigitSet rest = digits.Train.Range(6_000, 54_000);
        Training.Run(other, rest, _five with { Epochs = 1 });
        Assert.InRange(other.Score(digits.Train.Range(0, 6_000)).Accuracy - other.Score(rest).Accuracy, -0.005, 0.005);
    }
}
