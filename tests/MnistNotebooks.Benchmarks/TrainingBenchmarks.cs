using BenchmarkDotNet.Attributes;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks;

/// <summary>One epoch of 10,000 digits.</summary>
public class TrainingBenchmarks
{
    private readonly TrainingOptions _tutorial = new() { Epochs = 1 };
    private readonly TrainingOptions _modern = TrainingOptions.Modern with { Epochs = 1 };

    [Benchmark(Description = "784-200-10, record by record")]
    public TrainingHistory RecordByRecord() => Training.Run(Network.Tutorial(), Samples.Train, _tutorial);

    [Benchmark(Description = "784-64-10, batches of 32, plain descent")]
    public TrainingHistory PlainDescent() => Train(_modern with { Optimizer = Optimizer.Sgd, LearningRate = 0.1 });

    [Benchmark(Description = "784-64-10, batches of 32, Adam")]
    public TrainingHistory Adam() => Train(_modern);

    [Benchmark(Description = "784-64-10, batches of 32, Adam, distorted digits")]
    public TrainingHistory Distorted() => Train(_modern with { Distortion = Data.Distortion.Handwriting });

    private static TrainingHistory Train(TrainingOptions options) =>
        Training.Run(NetworkDescription.Modern.Create(), Samples.Train, options);
}
