using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 02 says of scales and of answers without a network.</summary>
public class Lesson02Tests
{
    [MnistFact]
    public void Inputs_from_0_teach_as_well_as_inputs_from_a_hundredth()
    {
        MnistData mnist = Mnist.Load();
        double[] withOffset = [.. Enumerable.Range(1, 3).Select(seed => Accuracy(mnist, PixelScale.Tutorial, seed))];
        double[] without = [.. Enumerable.Range(1, 3).Select(seed => Accuracy(mnist, PixelScale.Unit, seed))];
        // Closer together than the seeds.
        Assert.True(Math.Abs(withOffset.Average() - without.Average()) < without.Max() - without.Min());
        Assert.All(withOffset.Concat(without), accuracy => Assert.True(accuracy > 0.945));
    }

    [LongMnistFact]
    public void Ten_mean_digits_answer_four_of_five_and_fall_to_guessing_when_the_picture_moves()
    {
        MnistData mnist = Mnist.Load();
        Matrix<double> means = Means(mnist.Train);
        DigitSet test = mnist.Test;
        Assert.Equal(0.8203, Nearest(means, test, columns: 0), 1e-9);
        Assert.InRange(Nearest(means, test, columns: 1), 0.79, 0.82);
        Assert.InRange(Nearest(means, test, columns: 3), 0.39, 0.42);
        Assert.InRange(Nearest(means, test, columns: 5), 0.10, 0.15);
    }

    [MnistFact]
    public void Grey_levels_as_they_are_spread_the_sums_over_hundreds()
    {
        Digit first = Mnist.Load().Train[0];
        Assert.InRange(first.Inputs(new PixelScale(0, 1)).L2Norm() / Math.Sqrt(200), 170, 175);
        Assert.InRange(first.Inputs(PixelScale.Tutorial).L2Norm() / Math.Sqrt(200), 0.67, 0.69);
    }

    private static double Accuracy(MnistData mnist, PixelScale scale, int seed)
    {
        Network network = new NetworkDescription { Seed = seed, Scale = scale }.Create();
        Training.Run(network, mnist.Train, new() { Epochs = 1 });
        return network.Score(mnist.Test).Accuracy;
    }

    private static Matrix<double> Means(DigitSet digits)
    {
        var sums = Matrix<double>.Build.Dense(10, 784);
        foreach (Digit digit in digits)
            sums.SetRow(digit.Label, sums.Row(digit.Label) + digit.Inputs(new PixelScale(0, 1)));
        return sums.MapIndexed((label, _, sum) => sum / digits.Labels.Count((byte)label));
    }

    private static double Nearest(Matrix<double> means, DigitSet digits, int columns)
    {
        Vector<double> lengths = means.RowNorms(2).PointwisePower(2);
        return digits.Average(digit =>
        {
            var moved = Vector<double>.Build.Dense(784, i => i % 28 < columns ? 0 : digit.Pixels[i - columns]);
            return (lengths - 2 * (means * moved)).MinimumIndex() == digit.Label ? 1.0 : 0;
        });
    }
}
