using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Lessons;

/// <summary>What lesson 15 keeps: the results of its ladder, and its last network.</summary>
public class Lesson15Tests
{
    private const int LargestFile = 1_500_000;

    private static string Kept(string name) => Path.Combine(SolutionFolder.Find()!, "data", name);

    [Fact]
    public void What_is_kept_is_small() => Assert.All((string[])["how-far.json", "how-far-network.npz"],
        name => Assert.InRange(new FileInfo(Kept(name)).Length, 1, LargestFile));

    [MnistFact]
    public void The_kept_network_reads_as_the_kept_results_say_and_its_second_choices_are_good()
    {
        MnistData mnist = Mnist.Load();
        var last = new Trial(
            NetworkDescription.Modern with { Hidden = [1500], Initialization = Initialization.He },
            TrainingOptions.Modern with
            {
                BatchSize = 100,
                Epochs = 40,
                Schedule = Schedule.Cosine,
                Distortion = new() { Shift = 1, Rotation = 10, Scaling = 0.1, Elasticity = 30 },
            });
        double accuracy = Experiment.Run([1], _ => last, mnist.Train, mnist.Test, Kept("how-far.json"))[0].Outcome.Accuracy;
        Score score = Experiment.Trained(last, mnist.Train, Kept("how-far-network.npz")).Score(mnist.Test);
        Assert.Equal(accuracy, score.Accuracy);
        int second = score.Mistakes.Count(record => score.Outputs.Row(record).Index()
            .OrderByDescending(output => output.Item).ElementAt(1).Index == mnist.Test[record].Label);
        Assert.InRange(second, score.Mistakes.Count - 1, score.Mistakes.Count);
    }
}
