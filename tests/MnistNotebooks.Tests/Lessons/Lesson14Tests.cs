using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 14 says of networks, whatever they are trained on.</summary>
public class Lesson14Tests
{
    private static readonly MnistData _drawn = DrawnDigits.Create(train: 1000, test: 500);

    [Theory]
    [InlineData(1, 0.03)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0.3)]
    public void One_hidden_node_without_biases_names_one_class(int seed, double rate)
    {
        Network network = Network.Tutorial(hiddenNodes: 1, seed);
        Training.Run(network, _drawn.Train, new TrainingOptions { LearningRate = rate });
        Assert.Single(network.Score(_drawn.Test).Predicted.Distinct());
    }

    [MnistFact]
    public void With_biases_one_hidden_node_tells_two_classes_apart()
    {
        MnistData mnist = Mnist.Load();
        Network network = new NetworkDescription { Hidden = [1], Biases = true }.Create();
        Training.Run(network, mnist.Train.Range(0, 10_000), new() { Epochs = 10, LearningRate = 0.3, Rule = BackwardRule.Gradient });
        Assert.Equal(2, network.Score(mnist.Train.Range(50_000, 10_000)).Predicted.Distinct().Count());
    }

    [Fact]
    public void Sigmoids_go_deaf_where_outputs_without_bounds_overflow()
    {
        Outcome Tried(Activation hidden, Activation output) => Experiment.Run(
            [10.0],
            rate => new(new() { Hidden = [100], HiddenActivation = hidden, OutputActivation = output },
                new() { Epochs = 1, LearningRate = rate, Rule = BackwardRule.Gradient }),
            _drawn.Train, _drawn.Test)[0].Outcome;
        Assert.Null(Tried(Activation.Sigmoid, Activation.Sigmoid).Failure);
        Assert.Contains("overflowed", Tried(Activation.ReLU, Activation.Identity).Failure, StringComparison.Ordinal);
    }
}
