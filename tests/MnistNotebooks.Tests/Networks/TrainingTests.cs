using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class TrainingTests
{
    private static readonly DigitSet _digits = Samples.Digits(60, seed: 1);

    public static TheoryData<int[], bool, BackwardRule> Shapes => new()
    {
        { [784, 200, 10], false, BackwardRule.Tutorial },
        { [784, 200, 10], false, BackwardRule.Gradient },
        { [784, 1, 10], true, BackwardRule.Gradient },
        { [784, 17, 10], true, BackwardRule.Tutorial },
        { [784, 10], false, BackwardRule.Gradient },
        { [784, 33, 20, 13], true, BackwardRule.Gradient },
        { [784, 20, 16, 15, 11], false, BackwardRule.Tutorial },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Training_follows_the_readable_form_step_by_step(int[] nodes, bool biases, BackwardRule rule)
    {
        var options = new TrainingOptions { Rule = rule, LearningRate = 0.2, Epochs = 2 };
        Network fast = Samples.Network(nodes, biases, seed: 2), readable = fast.Copy();
        TrainingHistory history = Training.Run(fast, _digits, options);

        foreach (EpochResult epoch in history.Epochs)
        {
            RunningMetrics expected = Readable.Epoch(readable, _digits, options);
            Assert.Equal(expected.MeanError, epoch.Error, 1e-5);
            Assert.Equal(expected.MeanLoss, epoch.Loss, 1e-5);
            Assert.Equal(expected.Accuracy, epoch.TrainingAccuracy, 0.02);
        }
        Arrays.AssertClose(readable, fast, 1e-5);
    }

    [Fact]
    public void Other_pixel_scales_are_followed_too()
    {
        var options = new TrainingOptions { Epochs = 1 };
        Network fast = Samples.Network([784, 20, 10], biases: true, seed: 2, scale: new(-0.5, 1.0 / 255)), readable = fast.Copy();
        Training.Run(fast, _digits, options);
        Readable.Epoch(readable, _digits, options);
        Arrays.AssertClose(readable, fast, 1e-5);
    }

    [Fact]
    public void A_network_with_an_activation_of_the_readers_own_is_trained_too()
    {
        Network own = Samples.Network([784, 8, 10], biases: true, seed: 2, new Arctangent());
        TrainingHistory history =
            Training.Run(own, Samples.Digits(300, seed: 5), new() { LearningRate = 0.01, Rule = BackwardRule.Gradient, Epochs = 3 });
        Assert.True(history.Epochs[2].Error < history.Epochs[0].Error);
    }

    [Fact]
    public void What_can_be_learned_is_learned()
    {
        Network network = Network.Tutorial(30);
        DigitSet unseen = Samples.Digits(500, seed: 9);
        TrainingHistory history = Training.Run(network, Samples.Digits(1500, seed: 8), new() { Epochs = 3 }, unseen);
        Assert.Equal([1, 2, 3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(history.Epochs[2].Error < history.Epochs[0].Error / 2);
        Assert.Equal(network.Score(unseen).Accuracy, history.Epochs[2].TestAccuracy);
        Assert.InRange(history.Epochs[2].TestAccuracy!.Value, 0.85, 1);
        Assert.True(history.Duration > TimeSpan.Zero);
    }

    [Fact]
    public void Two_runs_give_the_same_weights_to_the_last_bit()
    {
        Network first = Network.Tutorial(50), second = Network.Tutorial(50);
        Training.Run(first, _digits);
        Training.Run(second, _digits);
        Arrays.AssertClose(first, second, 0);
    }

    [Fact]
    public void Trainings_side_by_side_on_one_set_give_what_each_gives_alone()
    {
        DigitSet digits = Samples.Digits(1500, seed: 8);
        TrainingOptions[] options =
        [
            new() { Epochs = 2 }, new() { Epochs = 1, LearningRate = 0.3, Rule = BackwardRule.Gradient },
                new() { Epochs = 2, BatchSize = 32 },
            new() { Epochs = 1, Shuffle = true }, new() { Epochs = 1, Validation = 0.1 },
        ];
        Network[] together = [.. options.Select((_, seed) => Network.Tutorial(30, seed))];
        Parallel.For(0, options.Length, i => Training.Run(together[i], digits, options[i]));
        for (int i = 0; i < options.Length; i++)
        {
            Network alone = Network.Tutorial(30, i);
            Training.Run(alone, Samples.Digits(1500, seed: 8), options[i]);
            Arrays.AssertClose(alone, together[i], 0);
        }
    }

    [Fact]
    public void Training_in_parts_continues_where_it_stopped()
    {
        Network whole = Network.Tutorial(20), parts = Network.Tutorial(20);
        Training.Run(whole, _digits, new() { Epochs = 1 });
        Training.Run(parts, _digits.Range(0, 25), new() { Epochs = 1 });
        Training.Run(parts, _digits.Range(25, 35), new() { Epochs = 1 });
        Arrays.AssertClose(whole, parts, 1e-6);
    }

    [Fact]
    public void Progress_is_reported_within_and_at_the_end_of_every_epoch()
    {
        var reports = new List<TrainingProgress>();
        TrainingHistory history =
            Training.Run(Network.Tutorial(5), Samples.Digits(2500, seed: 3), new() { Epochs = 2 },
            progress: new Reports<TrainingProgress>(reports.Add));
        Assert.Equal([1024, 2048, 2500, 1024, 2048, 2500], reports.Select(report => report.Records));
        Assert.Equal([1, 1, 1, 2, 2, 2], reports.Select(report => report.Epoch));
        Assert.Equal(history.Epochs, reports.Select(report => report.Finished).OfType<EpochResult>());
        Assert.Equal(history.Epochs[1].Error, reports[^1].Error);
    }

    [Fact]
    public void Cancellation_stops_between_records_and_keeps_the_weights_reached()
    {
        DigitSet digits = Samples.Digits(2500, seed: 3);
        using var source = new CancellationTokenSource();
        Network cancelled = Network.Tutorial(5), expected = Network.Tutorial(5);
        var progress = new Reports<TrainingProgress>(report => { if (report.Records == 2048) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => Training.Run(cancelled, digits, progress: progress, cancellation: source.Token));
        Training.Run(expected, digits.Range(0, 2048), new() { Epochs = 1 });
        Arrays.AssertClose(expected, cancelled, 0);
    }

    [Theory]
    [InlineData(0.0, 1, "LearningRate")]
    [InlineData(-1.0, 1, "LearningRate")]
    [InlineData(double.NaN, 1, "LearningRate")]
    [InlineData(double.PositiveInfinity, 1, "LearningRate")]
    [InlineData(0.1, 0, "Epochs")]
    [InlineData(0.1, -2, "Epochs")]
    public void Options_out_of_range_are_refused_by_name(double rate, int epochs, string name) =>
        AssertRefused(new() { LearningRate = rate, Epochs = epochs }, name);

    [Fact]
    public void Batches_rules_and_scales_that_make_no_sense_are_refused_by_name()
    {
        AssertRefused(new() { BatchSize = 0 }, "BatchSize");
        AssertRefused(new() { Rule = (BackwardRule)7 }, "Rule");
        Assert.Equal("Scale",
            Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkDescription { Scale = new(0, double.NaN) }.Create()).ParamName);
    }

    [Fact]
    public void Digits_that_do_not_fit_the_network_are_refused()
    {
        Assert.Contains("no records",
            Assert.Throws<ArgumentException>(() => Training.Run(Network.Tutorial(3), _digits.Range(0, 0))).Message);
        Assert.Contains("no records", Assert.Throws<ArgumentException>(() => Network.Tutorial(3).Score(_digits.Range(0, 0))).Message);
        Network two = Samples.Network([784, 3, 2], biases: false, seed: 1);
        var error = Assert.Throws<ArgumentException>(() => Training.Run(two, new DigitSet(new byte[3 * 784], new byte[] { 0, 1, 7 })));
        Assert.Contains("Record 2 has the label 7, but the network has 2 outputs", error.Message);
        Network small = Samples.Network([4, 3, 10], biases: false, seed: 1);
        Assert.Contains("takes 4 inputs", Assert.Throws<ArgumentException>(() => Training.Run(small, _digits)).Message);
    }

    private static void AssertRefused(TrainingOptions options, string name)
    {
        Network network = Network.Tutorial(3), before = network.Copy();
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => Training.Run(network, _digits, options)).ParamName);
        Arrays.AssertClose(before, network, 0);
    }

    private sealed class Arctangent : ElementwiseActivation
    {
        public override string Name => "arctangent";

        public override double Value(double preActivation) => Math.Atan(preActivation);

        public override double Slope(double preActivation, double activation) => 1 / (1 + preActivation * preActivation);
    }
}
