using System.Collections.Concurrent;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Tests.Networks;

public class SideBySideTests
{
    private static readonly DigitSet _digits = Samples.Digits(1500, seed: 8), _test = Samples.Digits(200, seed: 9);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Each_run_gives_what_it_gives_alone(int cores)
    {
        TrainingRun[] runs = [.. Variants().Select(variant => new TrainingRun(Network.Tutorial(variant.Hidden, variant.Hidden), variant.Options))];
        IReadOnlyList<TrainingResult> results = Training.RunAll(runs, _digits, _test, cores);
        foreach (((int hidden, TrainingOptions options), TrainingRun run, TrainingResult result) in Variants().Zip(runs, results))
        {
            Network alone = Network.Tutorial(hidden, hidden);
            TrainingHistory history = Training.Run(alone, _digits, options, _test);
            Arrays.AssertClose(alone, run.Network, 0);
            Assert.Null(result.Divergence);
            Assert.Equal(history.Epochs.Select(Numbers), result.History.Epochs.Select(Numbers));
        }

        static (double, double?) Numbers(EpochResult epoch) => (epoch.Error, epoch.TestAccuracy);
    }

    [Fact]
    public void Every_run_reports_its_progress_under_its_number()
    {
        var reports = new ConcurrentQueue<TrainingRunProgress>();
        TrainingRun[] runs = [.. Enumerable.Range(5, 4).Select(hidden => new TrainingRun(Network.Tutorial(hidden), new() { Epochs = 2 }))];
        Training.RunAll(runs, _digits, progress: new Reports<TrainingRunProgress>(reports.Enqueue));
        for (int run = 0; run < 4; run++)
            Assert.Equal([1024, 1500, 1024, 1500], reports.Where(report => report.Run == run).Select(report => report.Progress.Records));
    }

    [Fact]
    public void A_run_whose_weights_overflow_does_not_stop_the_others()
    {
        TrainingRun[] runs =
        [
            new(new NetworkDescription { Hidden = [20], Scale = new(1, 1) }.Create(), new() { LearningRate = 3e38 }),
            new(Network.Tutorial(20), new() { Epochs = 1 }),
        ];
        IReadOnlyList<TrainingResult> results = Training.RunAll(runs, _digits);
        Assert.NotNull(results[0].Divergence);
        Assert.Null(results[1].Divergence);
        Assert.Single(results[1].History.Epochs);
    }

    [Fact]
    public void Cancellation_stops_all_runs()
    {
        using var source = new CancellationTokenSource();
        TrainingRun[] runs = [.. Enumerable.Range(5, 6).Select(hidden => new TrainingRun(Network.Tutorial(hidden), new() { Epochs = 100_000 }))];
        var progress = new Reports<TrainingRunProgress>(_ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => Training.RunAll(runs, _digits, progress: progress, cancellation: source.Token));
    }

    [Fact]
    public void The_same_network_twice_is_refused()
    {
        Network network = Network.Tutorial(5);
        Assert.Throws<ArgumentException>(() => Training.RunAll([new(network, new()), new(network, new())], _digits));
        Assert.Throws<ArgumentOutOfRangeException>(() => Training.RunAll([new(network, new())], _digits, cores: 0));
        Assert.Empty(Training.RunAll([], _digits));
    }

    private static IEnumerable<(int Hidden, TrainingOptions Options)> Variants()
    {
        yield return (10, new() { Epochs = 2 });
        yield return (64, new() { Epochs = 1, LearningRate = 0.3, Rule = BackwardRule.Gradient });
        yield return (30, new() { Epochs = 3, BatchSize = 32, Rule = BackwardRule.Gradient });
    }
}
