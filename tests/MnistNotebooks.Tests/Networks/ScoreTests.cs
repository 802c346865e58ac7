using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class ScoreTests
{
    [Fact]
    public void Outputs_are_those_of_the_readable_forward_pass()
    {
        Network network = Samples.Network([784, 19, 7, 10], biases: true, seed: 4, scale: PixelScale.Unit);
        DigitSet digits = Samples.Digits(50, seed: 4);
        Score score = network.Score(digits);
        foreach (Digit digit in digits)
        {
            ForwardPass forward = network.Forward(network.InputsOf(digit));
            Arrays.AssertClose(forward.Outputs, score.Outputs.Row(digit.Index), 1e-6);
            Assert.Equal(forward.Predicted, score.Predicted[digit.Index]);
        }
    }

    [Fact]
    public void Accuracy_mistakes_and_confusion_count_the_same_records()
    {
        DigitSet digits = Samples.Digits(200, seed: 4);
        Score score = Network.Tutorial(10).Score(digits);
        int[] wrong = [.. Enumerable.Range(0, 200).Where(record => score.Predicted[record] != digits.Labels[record])];
        Assert.Equal(wrong, score.Mistakes);
        Assert.Equal(1 - wrong.Length / 200.0, score.Accuracy, 1e-15);
        Assert.Equal(200 - wrong.Length, score.Confusion.Diagonal().Sum());
        for (int label = 0; label < 10; label++)
        {
            for (int predicted = 0; predicted < 10; predicted++)
            {
                int expected = Enumerable.Range(0, 200)
                    .Count(record => digits.Labels[record] == label && score.Predicted[record] == predicted);
                Assert.Equal(expected, score.Confusion[label, predicted]);
            }
        }
    }

    [Fact]
    public void The_first_of_equal_outputs_is_chosen()
    {
        var network = new Network(new Layer(Matrix<double>.Build.Dense(10, 784)));
        Score score = network.Score(Samples.Digits(5, seed: 4));
        Assert.All(score.Predicted, predicted => Assert.Equal(0, predicted));
    }
}
