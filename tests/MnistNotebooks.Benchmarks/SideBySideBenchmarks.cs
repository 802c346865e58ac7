using BenchmarkDotNet.Attributes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>Four networks of 100 hidden nodes, one epoch of 10,000 digits each.</summary>
public class SideBySideBenchmarks
{
    private readonly TrainingOptions _options = new() { Epochs = 1 };

    [Benchmark(Baseline = true, Description = "one after the other")]
    public void OneAfterTheOther()
    {
        for (int seed = 1; seed <= 4; seed++)
            Training.Run(Network.Tutorial(100, seed), Samples.Train, _options);
    }

    [Benchmark(Description = "side by side on all cores")]
    public ParallelLoopResult SideBySide() =>
        Parallel.For(1, 5, seed => Training.Run(Network.Tutorial(100, seed), Samples.Train, _options));
}
