using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Lessons;

/// <summary>The exercises of lesson 02, one record.</summary>
internal static class Lesson02
{
    public static IEnumerable<Question> Questions { get; } =
    [
        new NumberQuestion("02-1", () => CentreOfMass(AtHand.Digits.Train[0].Image().Transpose()), 1e-6,
            new Mistake(() => CentreOfMass(AtHand.Digits.Train[0].Image()), "this is the row of the centre, the column is asked for"),
            new Mistake(() => CentreOfMass(AtHand.Digits.Train[0].Image().Transpose().Map(grey => grey > 0 ? 1.0 : 0.0)),
                "every inked pixel counts alike here; a dark one should weigh more than a pale one"),
            new Mistake(() => 13.5, "this is the middle of the field, wherever the ink is")),
        new NumberQuestion("02-2", () => Ink().Count(pixel => pixel is { Training: 0, Test: > 0 }), 0,
            new Mistake(() => Ink().Count(pixel => pixel.Training == 0),
                "these never carry ink in training; most of them never do in the test either"),
            new Mistake(() => Ink().Count(pixel => pixel.Test == 0), "these never carry ink in the test digits"),
            new Mistake(() => Ink().Count(pixel => pixel is { Training: > 0, Test: 0 }), "the two sets are exchanged")),
        new NumberQuestion("02-3", () => MeanDigits(AtHand.Digits.Test, isDistance: true), 0.0005,
            new Mistake(() => MeanDigits(AtHand.Digits.Test, isDistance: false),
                "the largest product favours mean digits with much ink; take the smallest distance"),
            new Mistake(() => 1 - MeanDigits(AtHand.Digits.Test, isDistance: true), "this is the share of wrong answers"),
            new Mistake(() => 100 * MeanDigits(AtHand.Digits.Test, isDistance: true), "a share lies between 0 and 1"),
            new Mistake(() => MeanDigits(AtHand.Digits.Train, isDistance: true),
                "judge by the test digits, which had no part in the means")),
        new NumberQuestion("02-4", () => AfterTraining(PixelScale.Unit, seed: 2, epochs: 1), 0.00005,
            new Mistake(() => AfterTraining(PixelScale.Tutorial, seed: 2, epochs: 1),
                "this network saw inputs from 0.01 to 1; give it a Scale"),
            new Mistake(() => AfterTraining(PixelScale.Unit, seed: 1, epochs: 1),
                "the start weights are those of another seed"),
            new Mistake(() => AfterTraining(PixelScale.Unit, seed: 2, epochs: 5),
                "five epochs were trained, which is the default; one is asked for")),
    ];

    /// <summary>The mean row number, each row weighted with its grey.</summary>
    private static double CentreOfMass(Matrix<double> image) =>
        image.RowSums().EnumerateIndexed().Sum(row => row.Item1 * row.Item2) / image.RowSums().Sum();

    /// <summary>Of each pixel, how many training and how many test digits have ink there.</summary>
    private static IEnumerable<(int Training, int Test)> Ink() =>
        Enumerable.Range(0, 784).Select(pixel => (InkAt(AtHand.Digits.Train, pixel), InkAt(AtHand.Digits.Test, pixel)));

    private static int InkAt(DigitSet digits, int pixel)
    {
        int inked = 0;
        for (int at = pixel; at < digits.Pixels.Length; at += 784)
            inked += digits.Pixels[at] > 0 ? 1 : 0;
        return inked;
    }

    /// <summary>Share of digits whose label is that of the most alike of the ten mean training digits.</summary>
    private static double MeanDigits(DigitSet digits, bool isDistance)
    {
        Matrix<double> means = Means(AtHand.Digits.Train);
        double[] lengths = [.. means.EnumerateRows().Select(mean => mean.DotProduct(mean))];
        int Answer(Digit digit)
        {
            double[] products = new double[lengths.Length];
            for (int pixel = 0; pixel < digit.Pixels.Length; pixel++)
            {
                if (digit.Pixels[pixel] is > 0 and var grey)
                {
                    for (int label = 0; label < products.Length; label++)
                        products[label] += means[label, pixel] * grey;
                }
            }
            // |m − p|² = |m|² − 2 m·p + |p|², and the last part is the same for all means.
            return Enumerable.Range(0, products.Length)
                .MinBy(label => isDistance ? lengths[label] - 2 * products[label] : -products[label]);
        }
        return (double)digits.Count(digit => Answer(digit) == digit.Label) / digits.Count;
    }

    private static Matrix<double> Means(DigitSet digits)
    {
        var sums = Matrix<double>.Build.Dense(10, 784);
        double[] counts = new double[10];
        foreach (Digit digit in digits)
        {
            counts[digit.Label]++;
            for (int pixel = 0; pixel < 784; pixel++)
                sums[digit.Label, pixel] += digit.Pixels[pixel];
        }
        return sums.MapIndexed((label, _, sum) => sum / counts[label]);
    }

    private static double AfterTraining(PixelScale scale, int seed, int epochs)
    {
        Network network = new NetworkDescription { Seed = seed, Scale = scale }.Create();
        Training.Run(network, AtHand.Digits.Train, new() { Epochs = epochs });
        return network.Score(AtHand.Digits.Test).Accuracy;
    }
}
