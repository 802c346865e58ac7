using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Data;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Experiments;

public class GridTests
{
    private static readonly LabeledSet _train = ToySets.Moons(80, seed: 1), _test = ToySets.Moons(60, seed: 2);

    private static readonly Grid _grid = new Grid(
            NetworkDescription.Modern with { Inputs = 2, Outputs = 2 },
            TrainingOptions.Modern with { Epochs = 3, BatchSize = 20 })
        .HiddenNodes(2, 6)
        .LearningRates(0.01, 0.1, 0.3)
        .Seeds(1, 2);

    [Fact]
    public void Every_combination_is_tried_in_order_and_is_what_one_would_get_alone()
    {
        GridResults results = _grid.Run(_train, _test);
        Assert.Equal(12, results.Cells.Count);
        Assert.Equal([2, 0.01, 1], results.Cells[0].Values);
        Assert.Equal([2, 0.1, 1], results.Cells[2].Values);
        Assert.Equal([6, 0.3, 2], results.Cells[11].Values);

        Network network = (NetworkDescription.Modern with { Inputs = 2, Outputs = 2, Hidden = [6], Seed = 2 }).Create();
        TrainingHistory history = Training.Run(network, _train, TrainingOptions.Modern with { Epochs = 3, BatchSize = 20, LearningRate = 0.3, Seed = 2 });
        Outcome outcome = results.Cells[11].Outcome;
        Assert.Equal(network.Score(_test).Accuracy, outcome.Accuracy);
        Assert.Equal(history.Epochs[2].TrainingAccuracy, outcome.TrainingAccuracy);
        Assert.Equal(history.Epochs.Select(epoch => epoch.Loss), outcome.Losses);
    }

    [Fact]
    public void Digits_are_tried_as_well_and_so_is_any_other_setting()
    {
        MnistData drawn = DrawnDigits.Create(train: 120, test: 50);
        GridResults results = new Grid(training: new() { Epochs = 1 })
            .HiddenNodes(5, 10)
            .Vary("rule", [BackwardRule.Tutorial, BackwardRule.Gradient], (trial, rule) => trial with { Training = trial.Training with { Rule = rule } })
            .Run(drawn.Train, drawn.Test);
        Network network = Network.Tutorial(10);
        Training.Run(network, drawn.Train, new() { Epochs = 1, Rule = BackwardRule.Gradient });
        Assert.Equal(network.Score(drawn.Test).Accuracy, results.Cells[3].Outcome.Accuracy);
        Assert.Equal([10, BackwardRule.Gradient], results.Cells[3].Values);
    }

    [Fact]
    public void Results_are_told_one_by_one_as_they_come()
    {
        var reports = new List<GridProgress>();
        GridResults results = _grid.Run(_train, _test, progress: new Reports<GridProgress>(reports.Add));
        Assert.Equal(Enumerable.Range(1, 12), reports.Select(report => report.Finished));
        Assert.Equal(results.Cells.ToHashSet(), reports.Select(report => report.Cell).ToHashSet());
        Assert.All(reports, report => Assert.False(report.FromCache));
        Assert.Contains("of 12: ", reports[0].ToString());
    }

    [Fact]
    public void A_cancelled_run_continues_where_it_was()
    {
        using var folder = new TemporaryFolder();
        string cache = folder.File("cells.json");
        using var source = new CancellationTokenSource();
        var stop = new Reports<GridProgress>(report => { if (report.Finished == 4) source.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => _grid.Run(_train, _test, cache, stop, source.Token));

        var reports = new List<GridProgress>();
        GridResults results = _grid.Run(_train, _test, cache, new Reports<GridProgress>(reports.Add));
        Assert.InRange(reports.Count(report => report.FromCache), 4, 11);
        AssertSame(_grid.Run(_train, _test), results);

        reports.Clear();
        AssertSame(results, _grid.Run(_train, _test, cache, new Reports<GridProgress>(reports.Add)));
        Assert.All(reports, report => Assert.True(report.FromCache));
        Assert.Equal([cache], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_grown_grid_tries_only_what_is_new_and_other_data_anew()
    {
        using var folder = new TemporaryFolder();
        string cache = folder.File("cells.json");
        Grid small = new Grid(NetworkDescription.Modern with { Inputs = 2, Outputs = 2 }, TrainingOptions.Modern with { Epochs = 1 }).HiddenNodes(3);
        small.Seeds(1, 2).Run(_train, _test, cache);
        var reports = new List<GridProgress>();
        small.Seeds(1, 2, 3).Run(_train, _test, cache, new Reports<GridProgress>(reports.Add));
        Assert.Equal([true, true, false], reports.Select(report => report.FromCache));
        reports.Clear();
        small.Seeds(1, 2).Run(_test, _train, cache, new Reports<GridProgress>(reports.Add));
        Assert.All(reports, report => Assert.False(report.FromCache));
    }

    [Fact]
    public void A_training_that_diverges_is_a_result_without_numbers()
    {
        using var folder = new TemporaryFolder();
        Grid grid = new Grid(
                NetworkDescription.Modern with { Inputs = 2, Outputs = 2, OutputActivation = Activation.Identity },
                TrainingOptions.Modern with { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd, Epochs = 2 })
            .LearningRates(0.01, 1e150).Seeds(1, 2);
        grid.Run(_train, _test, folder.File("cells.json"));
        GridResults results = grid.Run(_train, _test, folder.File("cells.json"));
        Assert.All(results.Cells.Take(2), cell => Assert.Null(cell.Outcome.Failure));
        Assert.All(results.Cells.Skip(2), cell => Assert.Contains("overflowed", cell.Outcome.Failure));
        IReadOnlyList<Summary> summaries = results.Summaries();
        Assert.Equal([(2, 0), (0, 2)], summaries.Select(summary => (summary.Count, summary.Failed)));
        Assert.True(double.IsNaN(summaries[1].Mean));
        Assert.Contains("failed", results.ToText());
    }

    [Fact]
    public void Caches_that_can_not_be_used_are_refused_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        AssertRefused("""{ "version": 7, "outcomes": {} }""", "was written by version 7 of the experiments, and this is version 1, whose results may differ; delete the file or name another.");
        AssertRefused("""{ "outcomes": {} }""", "is not a cache of experiments");
        AssertRefused("hidden,accuracy\n5,0.9\n", "is not a cache of experiments (line 1)");
        AssertRefused("null", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 1, "outcomes": null }""", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 1, "outcomes": { "a": null } }""", "is not a cache of experiments; delete the file");
        AssertRefused("""{ "version": 1, "outcomes": { "a": { "accuracy": 0.5 } } }""", "is not a cache of experiments (line 1)");

        void AssertRefused(string text, string sentence)
        {
            string cache = folder.File("cells.json");
            File.WriteAllText(cache, text);
            var error = Assert.Throws<InvalidDataException>(() => _grid.Run(_train, _test, cache));
            Assert.StartsWith(cache, error.Message);
            Assert.Contains(sentence, error.Message);
            Assert.Equal(text, File.ReadAllText(cache));
        }
    }

    [Fact]
    public void The_cache_is_a_file_whose_folder_is_made_when_it_is_missing()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InvalidDataException>(() => _grid.Run(_train, _test, folder.Path));
        Assert.Equal($"{folder.Path}: is a folder; the name of a file for the cache was expected.", error.Message);

        string cache = Path.Combine(folder.Path, "experiments", "cells.json");
        _grid.Run(_train, _test, cache);
        Assert.True(File.Exists(cache));
    }

    [Fact]
    public void Grids_that_make_no_sense_are_refused_before_anything_is_tried()
    {
        Assert.Contains("The grid has no cells: 'hidden nodes' has no values.", Assert.Throws<ArgumentException>(() => new Grid().HiddenNodes()).Message);
        Assert.Contains("'hidden nodes' has the value 10 more than once.", Assert.Throws<ArgumentException>(() => new Grid().HiddenNodes(10, 20, 10)).Message);
        Assert.Contains("varies 'seed' already", Assert.Throws<ArgumentException>(() => _grid.Seeds(3)).Message);
        AssertRefused("The cell hidden nodes 0, learning rate 0.1 can't be tried: A hidden layer has at least 1 node", new Grid().HiddenNodes(5, 0).LearningRates(0.1));
        AssertRefused("The cell learning rate -1 can't be tried: The learning rate is a finite number above 0.", new Grid().LearningRates(-1));
        AssertRefused("The cell loss cross-entropy can't be tried: Cross-entropy judges probabilities", new Grid(training: new() { Rule = BackwardRule.Gradient })
            .Vary("loss", [Loss.CrossEntropy], (trial, loss) => trial with { Training = trial.Training with { Loss = loss } }));
        AssertRefused("The trial can't be tried: A mini-batch has at least 1 record.", new Grid(training: new() { BatchSize = 0 }));
        AssertRefused("the network takes 784", new Grid());

        static void AssertRefused(string sentence, Grid grid) =>
            Assert.Contains(sentence, Assert.ThrowsAny<ArgumentException>(() => grid.Run(_train, _test)).Message);
    }

    private static void AssertSame(GridResults expected, GridResults actual)
    {
        foreach ((Cell wanted, Cell got) in expected.Cells.Zip(actual.Cells))
        {
            Assert.Equal(wanted.Values, got.Values);
            Assert.Equal(wanted.Outcome.Accuracy, got.Outcome.Accuracy);
            Assert.Equal(wanted.Outcome.TrainingAccuracy, got.Outcome.TrainingAccuracy);
            Assert.Equal(wanted.Outcome.Losses, got.Outcome.Losses);
        }
    }
}
