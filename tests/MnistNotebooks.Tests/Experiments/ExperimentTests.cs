using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Data;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Experiments;

public sealed class ExperimentTests : IDisposable
{
    private static readonly MnistData _drawn = DrawnDigits.Create(train: 80, test: 60);
    private readonly TemporaryFolder _folder = new();

    private static Setting[] Settings { get; } =
        [.. from nodes in (int[])[2, 6] from rate in (double[])[0.01, 0.1, 0.3] from seed in (int[])[1, 2] select new Setting(nodes, rate,
            seed)];

    private string Cache => _folder.File("trials.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_is_tried_in_order_and_is_what_one_would_get_alone()
    {
        IReadOnlyList<Result<Setting>> results = Run(Settings);
        Assert.Equal(Settings, results.Select(result => result.Setting));

        Network network = (NetworkDescription.Modern with { Hidden = [6], Seed = 2 }).Create();
        TrainingHistory history = Training.Run(network, _drawn.Train, Modern(epochs: 3) with { LearningRate = 0.3, Seed = 2 });
        Assert.Equal([6], results[11].Trial.Network.Hidden);
        Outcome outcome = results[11].Outcome;
        Assert.Equal(network.Score(_drawn.Test).Accuracy, outcome.Accuracy);
        Assert.Equal(history.Epochs[2].TrainingAccuracy, outcome.TrainingAccuracy);
        Assert.Equal(history.Epochs.Select(epoch => epoch.Loss), outcome.Losses);
    }

    [Fact]
    public void Settings_may_be_of_any_type()
    {
        var settings = from nodes in (int[])[5, 10] from rule in Enum.GetValues<BackwardRule>() select new { Nodes = nodes, Rule = rule };
        var results = Experiment.Run(
            settings, s => new(new() { Hidden = [s.Nodes] }, new() { Epochs = 1, Rule = s.Rule }), _drawn.Train, _drawn.Test);
        Network network = Network.Tutorial(10);
        Training.Run(network, _drawn.Train, new() { Epochs = 1, Rule = BackwardRule.Gradient });
        Assert.Equal(network.Score(_drawn.Test).Accuracy,
            results.Single(r => r.Setting is { Nodes: 10, Rule: BackwardRule.Gradient }).Outcome.Accuracy);
    }

    [Fact]
    public void Results_are_told_one_by_one_as_they_come()
    {
        var reports = new List<ExperimentProgress>();
        IReadOnlyList<Result<Setting>> results = Run(Settings, progress: reports);
        Assert.Equal(Enumerable.Range(1, 12), reports.Select(report => report.Finished));
        Assert.Equal(results.Select(result => result.Outcome).ToHashSet(), reports.Select(report => report.Outcome).ToHashSet());
        Assert.All(reports, report => Assert.False(report.FromCache));
        Assert.Contains(reports, report => report.Setting == "Nodes 6, Rate 0.3, Seed 2");
        Assert.Matches(@"^1 of 12: Nodes \d, Rate 0\.\d+, Seed \d: 0\.\d{4}$", reports[0].ToString());
    }

    [Fact]
    public void A_cancelled_run_continues_where_it_was()
    {
        using var source = new CancellationTokenSource();
        var stop = new Reports<ExperimentProgress>(report => { if (report.Finished == 4) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() =>
            Experiment.Run(Settings, Try, _drawn.Train, _drawn.Test, Cache, stop, source.Token));

        var reports = new List<ExperimentProgress>();
        IReadOnlyList<Result<Setting>> results = Run(Settings, Cache, reports);
        Assert.InRange(reports.Count(report => report.FromCache), 4, 11);
        AssertSame(Run(Settings), results);

        reports.Clear();
        AssertSame(results, Run(Settings, Cache, reports));
        Assert.All(reports, report => Assert.True(report.FromCache));
        Assert.Equal([Cache], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_grown_experiment_tries_only_what_is_new_and_other_digits_anew()
    {
        Run(Settings[..2], Cache);
        var reports = new List<ExperimentProgress>();
        Run(Settings[..3], Cache, reports);
        Assert.Equal([true, true, false], reports.Select(report => report.FromCache));
        reports.Clear();
        Experiment.Run(Settings[..2], Try, _drawn.Test, _drawn.Train, Cache, new Reports<ExperimentProgress>(reports.Add));
        Assert.All(reports, report => Assert.False(report.FromCache));
    }

    [Fact]
    public void A_training_that_diverges_is_a_result_without_numbers()
    {
        static Trial Unbounded(double rate) => new(
            NetworkDescription.Modern with { Hidden = [6], OutputActivation = Activation.Identity },
            Modern(epochs: 2) with { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd, LearningRate = rate });
        double[] rates = [0.01, 1e30];
        Experiment.Run(rates, Unbounded, _drawn.Train, _drawn.Test, Cache);
        var results = Experiment.Run(rates, Unbounded, _drawn.Train, _drawn.Test, Cache);
        Assert.Null(results[0].Outcome.Failure);
        Assert.Contains("overflowed", results[1].Outcome.Failure);
        Assert.Equal(double.NaN, results[1].Outcome.Accuracy);
    }

    [Fact]
    public void Caches_that_can_not_be_used_are_refused_in_one_sentence()
    {
        AssertRefused("""{ "version": 7, "outcomes": {} }""", "was written by version 7 of the experiments, and this is version 2, "
            + "whose results may differ; delete the file or name another.");
        AssertRefused("""{ "outcomes": {} }""", "is not a cache of experiments");
        AssertRefused("hidden,accuracy\n5,0.9\n", "is not a cache of experiments (line 1)");
        AssertRefused("null", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 2, "outcomes": null }""", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 2, "outcomes": { "a": null } }""", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 2, "outcomes": { "a": { "accuracy": 0.5 } } }""", "is not a cache of experiments (line 1)");

        void AssertRefused(string text, string sentence)
        {
            File.WriteAllText(Cache, text);
            var error = Assert.Throws<InvalidDataException>(() => Run(Settings, Cache));
            Assert.StartsWith(Cache, error.Message);
            Assert.Contains(sentence, error.Message);
            Assert.Equal(text, File.ReadAllText(Cache));
        }
    }

    [Fact]
    public void The_cache_is_a_file_whose_folder_is_made_when_it_is_missing()
    {
        var error = Assert.Throws<InvalidDataException>(() => Run(Settings, _folder.Path));
        Assert.Equal($"{_folder.Path}: is a folder; the name of a file for the cache was expected.", error.Message);

        string cache = Path.Combine(_folder.Path, "experiments", "trials.json");
        Run(Settings[..1], cache);
        Assert.True(File.Exists(cache));
    }

    [Fact]
    public void Experiments_that_make_no_sense_are_refused_before_anything_is_tried()
    {
        AssertRefused("The experiment has no settings.", []);
        AssertRefused("The setting Nodes 2, Rate 0.01, Seed 1 is there more than once.", Settings[0], Settings[1], Settings[0]);
        AssertRefused("The trial Nodes 0, Rate 0.1, Seed 1 can't be tried: A hidden layer has 1 to 100000 nodes", new(5, 0.1, 1),
            new(0, 0.1, 1));
        AssertRefused("The trial Nodes 5, Rate -1, Seed 1 can't be tried: The learning rate is a finite number above 0.",
            new Setting(5, -1, 1));
        AssertTrialRefused("The trial 3 can't be tried: Cross-entropy judges probabilities",
            new(new(), new() { Rule = BackwardRule.Gradient, Loss = Loss.CrossEntropy }));
        AssertTrialRefused("The trial 3 can't be tried: A mini-batch has at least 1 record.", new(new(), new() { BatchSize = 0 }));
        AssertTrialRefused("the network takes 2 inputs", new(new() { Inputs = 2 }, new()));

        static void AssertRefused(string sentence, params Setting[] settings) =>
            Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => Run(settings)).Message);

        static void AssertTrialRefused(string sentence, Trial trial) =>
            Assert.Contains(sentence,
                Assert.Throws<ArgumentException>(() => Experiment.Run([3], _ => trial, _drawn.Train, _drawn.Test)).Message);
    }

    [Fact]
    public void A_summary_has_mean_and_spread_and_counts_what_failed()
    {
        Summary summary = Summary.Of([0.251, double.NaN, 0.252, 0.253]);
        Assert.Equal((3, 1), (summary.Count, summary.Failed));
        Assert.Equal(0.252, summary.Mean, 12);
        Assert.Equal(0.001, summary.Deviation, 12);
        Assert.Equal(new Summary(double.NaN, double.NaN, 0, 1), Summary.Of([double.NaN]));
        Assert.Equal(new Summary(0.5, double.NaN, 1, 0), Summary.Of([0.5]));
    }

    [Fact]
    public void Csv_has_a_line_for_every_result()
    {
        Result<T>[] Made<T>(params T[] settings) => [.. settings.Select((setting, i) => new Result<T>(setting, Try(Settings[i]), i == 0
            ? new() { Accuracy = 0.112, TrainingAccuracy = 0.5, Losses = [0.5, 0.25], Seconds = 10 }
            : new() { Accuracy = double.NaN, TrainingAccuracy = double.NaN, Losses = [], Seconds = double.NaN,
                Failure = "Weights, overflowed." }))];
        string path = _folder.File("results.csv");
        Made(Settings[0], Settings[1]).WriteCsv(path);
        Assert.Equal(
            [
                "Nodes,Rate,Seed,accuracy,training accuracy,validation accuracy,last loss,epochs,seconds,failure",
                "2,0.01,1,0.112,0.5,,0.25,2,10,",
                "2,0.01,2,NaN,NaN,,,0,NaN,\"Weights, overflowed.\"",
            ],
            File.ReadAllLines(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        Made((5, "a")).WriteCsv(path);
        Assert.StartsWith("Item1,Item2,accuracy,", File.ReadAllText(path));
        Made(new { Layers = (int[])[30, 20] }).WriteCsv(path);
        Assert.StartsWith("30-20,0.112,", File.ReadAllLines(path)[1]);
        Made(7).WriteCsv(path);
        Assert.StartsWith("setting,accuracy,", File.ReadAllText(path));
    }

    private static Trial Try(Setting setting) => new(
        NetworkDescription.Modern with { Hidden = [setting.Nodes], Seed = setting.Seed },
        Modern(epochs: 3) with { LearningRate = setting.Rate, Seed = setting.Seed });

    private static TrainingOptions Modern(int epochs) => TrainingOptions.Modern with { Epochs = epochs, BatchSize = 20 };

    private static IReadOnlyList<Result<Setting>> Run(Setting[] settings, string? cache = null,
        List<ExperimentProgress>? progress = null) =>
        Experiment.Run(settings, Try, _drawn.Train, _drawn.Test, cache, progress is null ? null
            : new Reports<ExperimentProgress>(progress.Add));

    private static void AssertSame(IReadOnlyList<Result<Setting>> expected, IReadOnlyList<Result<Setting>> actual)
    {
        foreach ((Result<Setting> wanted, Result<Setting> got) in expected.Zip(actual))
        {
            Assert.Equal(wanted.Setting, got.Setting);
            Assert.Equal(wanted.Outcome.Accuracy, got.Outcome.Accuracy);
            Assert.Equal(wanted.Outcome.TrainingAccuracy, got.Outcome.TrainingAccuracy);
            Assert.Equal(wanted.Outcome.Losses, got.Outcome.Losses);
        }
    }

    private sealed record Setting(int Nodes, double Rate, int Seed);
}
