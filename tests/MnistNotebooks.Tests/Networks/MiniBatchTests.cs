using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class MiniBatchTests
{
    private static readonly DigitSet _digits = Samples.Digits(100, seed: 7);

    [Fact]
    public void A_batch_changes_the_weights_by_the_mean_of_its_records_directions()
    {
        Network network = Samples.Network([784, 12, 10], biases: true, seed: 3), start = network.Copy();
        Training.Run(network, _digits.Range(0, 40), new() { BatchSize = 40, Epochs = 1, LearningRate = 0.5, Rule = BackwardRule.Gradient });
        BackwardPass[] passes = [.. _digits.Range(0, 40).Select(digit =>
            start.Backward(start.Forward(start.InputsOf(digit)), Targets.OneHot(digit.Label), BackwardRule.Gradient))];
        for (int i = 0; i < 2; i++)
        {
            Matrix<double> mean = passes.Select(pass => pass.Layers[i].WeightDirections).Aggregate((sum, next) => sum + next) / 40;
            Vector<double> meanBias = passes.Select(pass => pass.Layers[i].Deltas).Aggregate((sum, next) => sum + next) / 40;
            Arrays.AssertClose(start.Layers[i].Weights + 0.5 * mean, network.Layers[i].Weights, 1e-6);
            Arrays.AssertClose(start.Layers[i].Biases! + 0.5 * meanBias, network.Layers[i].Biases!, 1e-6);
        }
    }

    [Theory]
    [InlineData(2, BackwardRule.Tutorial)]
    [InlineData(32, BackwardRule.Gradient)]
    [InlineData(33, BackwardRule.Tutorial)]
    [InlineData(70, BackwardRule.Gradient)]
    [InlineData(1000, BackwardRule.Gradient)]
    public void Training_follows_the_readable_form_batch_by_batch(int batchSize, BackwardRule rule)
    {
        var options = new TrainingOptions { BatchSize = batchSize, Epochs = 2, LearningRate = 0.5, Rule = rule };
        Network fast = Samples.Network([784, 50, 17, 10], biases: true, seed: 3), readable = fast.Copy();
        TrainingHistory history = Training.Run(fast, _digits, options);
        foreach (EpochResult epoch in history.Epochs)
            Assert.Equal(Readable.Epoch(readable, _digits, options).MeanError, epoch.Error, 1e-5);
        Arrays.AssertClose(readable, fast, 1e-5);
    }

    [Fact]
    public void Many_large_batches_are_reported_whole()
    {
        var reports = new List<int>();
        Training.Run(Network.Tutorial(5), Samples.Digits(3000, seed: 3), new() { Epochs = 1, BatchSize = 300 },
            progress: new Reports<TrainingProgress>(report => reports.Add(report.Records)));
        Assert.Equal([1200, 2400, 3000], reports);
    }
}
