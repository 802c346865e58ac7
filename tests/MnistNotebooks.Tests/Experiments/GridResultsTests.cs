using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Data;
using MnistNotebooks.Tests.Networks;

namespace MnistNotebooks.Tests.Experiments;

/// <summary>Results whose accuracies are made up: hidden / 100 + rate / 10 + seed / 1000.</summary>
public class GridResultsTests
{
    private static readonly GridResults _results = Results((hidden, rate, seed) => hidden / 100.0 + rate / 10 + seed / 1000.0);

    [Fact]
    public void Summaries_average_over_the_seeds()
    {
        IReadOnlyList<Summary> summaries = _results.Summaries();
        Assert.Equal(4, summaries.Count);
        Summary last = summaries[^1];
        Assert.Equal([20, 0.5], last.Values);
        Assert.Equal(3, last.Count);
        Assert.Equal(0.252, last.Mean, 12);
        Assert.Equal(0.001, last.Deviation, 12);
        Assert.Equal(0.251, last.Least, 12);
        Assert.Equal(0.253, last.Largest, 12);
    }

    [Fact]
    public void Other_axes_and_other_numbers_can_be_asked_for()
    {
        Summary tenNodes = Assert.Single(_results.Summaries(["hidden nodes"], outcome => outcome.Seconds), summary => summary.Values[0] is 10);
        Assert.Equal(6, tenNodes.Count);
        Assert.Equal(10, tenNodes.Mean);
        Assert.Contains("does not vary 'rate', but 'hidden nodes', 'learning rate', 'seed'", Assert.Throws<ArgumentException>(() => _results.Summaries(["rate"])).Message);
    }

    [Fact]
    public void Means_make_a_matrix_for_a_heatmap() =>
        Arrays.AssertClose(Matrix<double>.Build.DenseOfArray(new[,] { { 0.112, 0.152 }, { 0.212, 0.252 } }), _results.Means("hidden nodes", "learning rate"), 1e-12);

    [Fact]
    public void The_table_has_a_line_for_every_combination()
    {
        string[] lines = Results((hidden, rate, seed) => hidden == 20 && rate > 0.2 ? double.NaN : rate > 0.2 && seed == 1 ? double.NaN : 0.9 + seed / 1000.0).ToText().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("hidden nodes  learning rate  accuracy       ±  seconds          runs", lines[0]);
        Assert.Equal("10            0.1    0.9020  0.0010     10.0             3", lines[1]);
        Assert.Equal("10            0.5    0.9025  0.0007     10.0  2 + 1 failed", lines[2]);
        Assert.Equal("20            0.5    failed             20.0  0 + 3 failed", lines[4]);
    }

    [Fact]
    public void Csv_has_a_line_for_every_cell()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("grid.csv");
        _results.WriteCsv(path);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(13, lines.Length);
        Assert.Equal("hidden nodes,learning rate,seed,accuracy,training accuracy,validation accuracy,last loss,epochs,seconds,failure", lines[0]);
        Assert.Equal("10,0.1,2,0.112,0.5,,0.25,2,10,", lines[2]);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static GridResults Results(Func<int, double, int, double> accuracy)
    {
        var trial = new Trial(new NetworkDescription(), new TrainingOptions());
        Axis[] axes = [new("hidden nodes", [10, 20], (t, _) => t), new("learning rate", [0.1, 0.5], (t, _) => t), new(Grid.SeedAxis, [1, 2, 3], (t, _) => t)];
        var cells = from hidden in (int[])[10, 20]
                    from rate in (double[])[0.1, 0.5]
                    from seed in (int[])[1, 2, 3]
                    select new Cell([axes[0].Values[hidden / 10 - 1], axes[1].Values[rate > 0.2 ? 1 : 0], axes[2].Values[seed - 1]], trial, new Outcome
                    {
                        Accuracy = Math.Round(accuracy(hidden, rate, seed), 9),
                        TrainingAccuracy = 0.5,
                        Losses = [0.5, 0.25],
                        Seconds = hidden,
                    });
        return new(axes, [.. cells]);
    }
}
