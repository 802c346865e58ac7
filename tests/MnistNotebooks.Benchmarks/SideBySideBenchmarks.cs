using BenchmarkDotNet.Attributes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>Four networks of 100 hidden nodes, one epoch of 10,000 digits each.</summary>
public class SideBySideBenchmarks
{
    private readonly TrainingOptions _options = new() { Epochs = 1, Cores = 1 };

    [Benchmark(Baseline = true, Description = "one after the other")]
    public void OneAfterTheOther()
    {
        foreach (TrainingRun run in Runs())
            Training.Run(run.Network, Samples.Train, run.Options);
    }

    [Benchmark(Description = "side by side on all cores")]
    public IReadOnlyList<TrainingResult> SideBySide() => Training.RunAll(Runs(), Samples.Train);

    private TrainingRun[] Runs() => [.. Enumerable.Range(1, 4).Select(seed => new TrainingRun(Network.Tutorial(100, seed), _options))];
}
