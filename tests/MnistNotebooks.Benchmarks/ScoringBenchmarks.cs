using BenchmarkDotNet.Attributes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>The outputs for 10,000 digits.</summary>
public class ScoringBenchmarks
{
    private readonly Network _tutorial = Network.Tutorial();
    private readonly Network _modern = NetworkDescription.Modern.Create();

    [Benchmark(Description = "784-200-10, sigmoid")]
    public Score Tutorial() => _tutorial.Score(Samples.Test);

    [Benchmark(Description = "784-64-10, ReLU and softmax")]
    public Score Modern() => _modern.Score(Samples.Test);
}
