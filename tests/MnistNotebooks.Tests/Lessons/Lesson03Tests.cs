using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>Why an untrained network gives nearly the same answer to every picture.</summary>
public class Lesson03Tests
{
    private static readonly DigitSet _digits = DrawnDigits.Create(500, 10).Train;

    [Fact]
    public void Hidden_outputs_do_not_all_stay_near_one_half()
    {
        Vector<double> outputs = Network.Tutorial().Forward(_digits[0].Inputs(PixelScale.Tutorial)).Layers[0].Activations;
        Assert.True(outputs.Minimum() < 0.25 && outputs.Maximum() > 0.75);
    }

    [Fact]
    public void Final_inputs_stay_near_half_the_row_sums_of_who()
    {
        var network = Network.Tutorial();
        Vector<double> half = network.Layers[1].Weights.RowSums() / 2;
        var finals = Matrix<double>.Build.DenseOfRowVectors(
            _digits.Select(digit => network.Forward(network.InputsOf(digit)).Layers[1].PreActivations));
        foreach (int k in Enumerable.Range(0, 10))
        {
            Assert.InRange(finals.Column(k).Mean() - half[k], -0.2, 0.2);
            Assert.InRange(finals.Column(k).StandardDeviation(), 0.05, 0.15);
        }
        int answeredAsWhoSays = finals.EnumerateRows().Count(row => row.MaximumIndex() == half.MaximumIndex());
        Assert.True(answeredAsWhoSays > 450, $"{answeredAsWhoSays} of 500");
    }

    [Fact]
    public void The_row_sums_tell_the_answer_of_most_networks_but_not_of_all()
    {
        int told = Enumerable.Range(1, 20).Count(seed =>
        {
            var network = Network.Tutorial(seed: seed);
            IReadOnlyList<int> answers = network.Score(_digits).Predicted;
            return answers.CountBy(answer => answer).MaxBy(pair => pair.Value).Key == network.Layers[1].Weights.RowSums().MaximumIndex();
        });
        Assert.InRange(told, 11, 19);
    }

    [Fact]
    public void The_more_hidden_nodes_the_fewer_different_answers()
    {
        double[] different = [.. ((int[])[20, 200, 2000]).Select(hidden => Enumerable.Range(1, 5).Average(
            seed => Network.Tutorial(hidden, seed).Score(_digits).Predicted.Distinct().Count()))];
        Assert.InRange(different[0], 4, 8);
        Assert.InRange(different[1], 1.5, 4);
        Assert.InRange(different[2], 1, 1.9);
    }

    [Fact]
    public void Without_the_hidden_sigmoid_one_matrix_takes_the_place_of_two()
    {
        var network = Network.Tutorial();
        Vector<double> inputs = _digits[0].Inputs(PixelScale.Tutorial);
        Matrix<double> wih = network.Layers[0].Weights, who = network.Layers[1].Weights;
        Assert.True((who * wih * inputs - who * (wih * inputs)).AbsoluteMaximum() < 1e-12);
    }
}
