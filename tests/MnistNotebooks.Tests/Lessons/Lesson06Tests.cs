using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Lessons;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 06 says of its network.</summary>
public class Lesson06Tests
{
    [LongMnistFact]
    public void The_tutorials_performance_is_within_the_standard_error_of_ours()
    {
        double accuracy = Lesson06.Score.Accuracy, error = Math.Sqrt(accuracy * (1 - accuracy) / Lesson06.Score.Predicted.Count);
        Assert.Equal(0.0016, error, 0.00005);
        Assert.InRange(Math.Abs(accuracy - 0.9722), 0, error);
    }

    [MnistFact]
    public void The_network_is_less_sure_than_it_may_be()
    {
        Score score = Lesson06.Score;
        double Largest(int record) => score.Outputs[record, score.Predicted[record]];
        var wrong = score.Mistakes.ToHashSet();
        var bands = Enumerable.Range(0, score.Predicted.Count).GroupBy(record => (int)(10 * Largest(record)))
            .Where(band => band.Count() > 20);
        Assert.All(bands, band => Assert.True(band.Average(record => wrong.Contains(record) ? 0 : 1) > band.Average(Largest)));
    }

    [MnistFact]
    public void Weights_from_the_rim_move_a_little_since_paper_has_an_input_of_its_own()
    {
        Network network = Network.Tutorial(hiddenNodes: 200, seed: 1);
        Matrix<double> start = network.Layers[0].Weights.Clone();
        Training.Run(network, Mnist.Load().Train, new TrainingOptions { LearningRate = 0.1, Epochs = 1 });
        var way = (network.Layers[0].Weights - start).PointwiseAbs().ColumnSums() / 200;
        bool IsRim(int pixel) => pixel / 28 is 0 or 27 || pixel % 28 is 0 or 27;
        double rim = way.Where((_, pixel) => IsRim(pixel)).Average(), rest = way.Where((_, pixel) => !IsRim(pixel)).Average();
        Assert.InRange(rim, 1e-4, rest / 5);
    }
}
