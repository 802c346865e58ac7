using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Experiments;
using MnistNotebooks.Networks;
using MnistNotebooks.Tests.Data;

namespace MnistNotebooks.Tests.Experiments;

/// <summary>A trained network in a file, with a byte for a weight; and groups of results.</summary>
public sealed class KeptNetworkTests : IDisposable
{
    private static readonly MnistData _drawn = DrawnDigits.Create(train: 80, test: 60);
    private readonly TemporaryFolder _folder = new();

    private static Trial Small { get; } =
        new(NetworkDescription.Modern with { Hidden = [6] }, TrainingOptions.Modern with { Epochs = 3, BatchSize = 20 });

    private string File => Path.Combine(_folder.Path, "kept", "network.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trained_now_or_read_from_the_file_it_is_the_same_network()
    {
        Network first = Experiment.Trained(Small, _drawn.Train, File);
        Network again = Experiment.Trained(Small, _drawn.Train, File);
        Assert.Equal(first.Layers.Select(layer => layer.Weights), again.Layers.Select(layer => layer.Weights));
        Assert.Equal(first.Layers.Select(layer => layer.Biases), again.Layers.Select(layer => layer.Biases));
        Assert.Equal(first.Scale, again.Scale);
    }

    [Fact]
    public void A_weight_is_off_by_at_most_half_a_step()
    {
        Network exact = Experiment.Trained(Small, _drawn.Train);
        Network kept = Experiment.Trained(Small, _drawn.Train, File);
        foreach ((Layer layer, Layer other) in exact.Layers.Zip(kept.Layers))
        {
            foreach ((int node, Vector<double> weights) in layer.Weights.EnumerateRowsIndexed())
            {
                double step = weights.InfinityNorm() / sbyte.MaxValue;
                Assert.InRange((weights - other.Weights.Row(node)).InfinityNorm(), 0, 0.5001 * step);
            }
            Assert.Equal(layer.Biases!.Select(bias => (double)(float)bias), other.Biases!);
        }
    }

    [Fact]
    public void A_file_of_another_network_is_refused()
    {
        Experiment.Trained(Small, _drawn.Train, File);
        Trial larger = Small with { Network = Small.Network with { Hidden = [7] } };
        var fault = Assert.Throws<InvalidDataException>(() => Experiment.Trained(larger, _drawn.Train, File));
        Assert.Contains("(7,) was expected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_are_summed_up_by_what_they_have_in_common()
    {
        var settings = from nodes in (int[])[5, 3] from seed in (int[])[1, 2] select (Nodes: nodes, Seed: seed);
        var results = Experiment.Run(settings,
            s => new(Small.Network with { Hidden = [s.Nodes], Seed = s.Seed }, Small.Training), _drawn.Train, _drawn.Test);
        IReadOnlyDictionary<int, Summary> groups = results.Summaries(s => s.Nodes);
        Assert.Equal([5, 3], groups.Keys);
        Assert.Equal(Summary.Of(results.Where(r => r.Setting.Nodes == 3).Select(r => r.Outcome.Accuracy)), groups[3]);
        Assert.Equal(Summary.Of(results.Take(2).Select(r => r.Outcome.TrainingAccuracy)),
            results.Summaries(s => s.Nodes, outcome => outcome.TrainingAccuracy)[5]);
        Assert.Equal("0.500 ± 0.100", new Summary(0.5, 0.1, 3, 0).ToString());
    }
}
