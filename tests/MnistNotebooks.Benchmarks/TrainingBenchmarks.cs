using BenchmarkDotNet.Attributes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>One epoch of 10,000 digits.</summary>
public class TrainingBenchmarks
{
    private static readonly TrainingOptions Modern = TrainingOptions.Modern with { Epochs = 1 };

    [Params(1, 2)]
    public int Cores { get; set; }

    [Benchmark(Description = "784-200-10, record by record")]
    public TrainingHistory RecordByRecord() => Training.Run(Network.Tutorial(), Samples.Train, new() { Epochs = 1, Cores = Cores });

    [Benchmark(Description = "784-64-10, batches of 32, plain descent")]
    public TrainingHistory PlainDescent() => Train(Modern with { Optimizer = Optimizer.Sgd, LearningRate = 0.1 });

    [Benchmark(Description = "784-64-10, batches of 32, Adam")]
    public TrainingHistory Adam() => Train(Modern);

    [Benchmark(Description = "784-64-10, batches of 32, Adam, distorted digits")]
    public TrainingHistory Distorted() => Train(Modern with { Distortion = Data.Distortion.Handwriting });

    private TrainingHistory Train(TrainingOptions options) => Training.Run(NetworkDescription.Modern.Create(), Samples.Train, options with { Cores = Cores });
}
