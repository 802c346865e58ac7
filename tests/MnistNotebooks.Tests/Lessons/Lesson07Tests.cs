using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Lessons;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>The exercises of lesson 07 that have several right answers, and what it says of cuts.</summary>
public class Lesson07Tests
{
    [Fact]
    public void The_neuron_that_is_missed_most_is_found_by_counting()
    {
        var question = (Question<double>)Exercise.Named("07-1");
        int[] right = Lesson07.RightWithout;
        for (int neuron = 0; neuron < 100; neuron++)
            Assert.Equal(right[neuron] == right.Min(), question.Fault(neuron) is null);
        Assert.Equal("neurons have the numbers 0 to 99", question.Fault(100));
        Assert.Equal("neurons have the numbers 0 to 99", question.Fault(0.5));
        int mild = Array.FindIndex(right, count => count == right.Max());
        Assert.Contains($"{right[mild]} of the 1000 digits are right", question.Fault(mild), StringComparison.Ordinal);
    }

    [MnistFact]
    public void The_loudest_neuron_for_a_3_is_not_missed_most()
    {
        Assert.NotEqual(Lesson07.RightWithout.Min(), Lesson07.RightWithout[Lesson07.Speaker]);
        var question = (Question<double>)Exercise.Named("07-1");
        Assert.Contains("largest weight to output 3", question.Fault(Lesson07.Speaker), StringComparison.Ordinal);
    }

    [LongFact]
    public void Twenty_pairs_look_alike()
    {
        var question = (Question<Vector<double>>)Exercise.Named("07-4");
        string? FaultOf(params double[] neurons) => question.Fault(Vector<double>.Build.Dense(neurons));
        var alike = from first in Enumerable.Range(0, 100)
                    from second in Enumerable.Range(0, first)
                    where FaultOf(second, first) is null
                    select (first, second);
        Assert.Equal(20, alike.Count());
        Assert.All(alike, pair => Assert.Null(FaultOf(pair.first, pair.second)));
        Assert.Equal("it has 3 numbers, two neurons are asked for", FaultOf(1, 2, 3));
        Assert.Equal("every neuron looks like itself; two different ones are asked for", FaultOf(5, 5));
        Assert.Equal("neurons have the numbers 0 to 99", FaultOf(5, -1));
    }
}
