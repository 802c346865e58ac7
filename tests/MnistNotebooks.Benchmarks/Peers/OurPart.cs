using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Influence;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Benchmarks.Peers;

/// <summary>
/// This library's part in the comparison with its peers: one task, done once after a shorter warm-up, in a process of its own.
/// </summary>
internal static class OurPart
{
    private static readonly TrainingOptions MiniBatches = TrainingOptions.Modern with { Epochs = 1 };

    /// <summary>Prints the microseconds that a task took: a record, an epoch or the whole, as compare.py knows.</summary>
    /// <param name="task">Its name.</param>
    /// <param name="folder">Where MNIST's files are, and train.csv.</param>
    /// <param name="output">Gets one number.</param>
    /// <param name="error">Gets a sentence when there is no such task.</param>
    public static int Run(string task, string folder, TextWriter output, TextWriter error)
    {
        double? microseconds = task switch
        {
            "sgd" => RecordByRecord(folder),
            "limit" => Limit.MicrosecondsPerRecord(Train(folder), hiddenNodes: 200),
            "batch-sgd" => Epoch(folder, MiniBatches with { Optimizer = Optimizer.Sgd, LearningRate = 0.1 }),
            "batch-adam" => Epoch(folder, MiniBatches),
            "score" => Scoring(folder),
            "load-idx" => Time(() => (Train(folder), Test(folder))),
            "load-csv" => Time(() => DigitCsv.Read(Path.Combine(folder, "train.csv"))),
            "one-pixel" => OnePixelMaps(folder),
            "side-by-side" => SideBySide(folder),
            _ => null,
        };
        if (microseconds is null)
            error.WriteLine($"There is no task '{task}'.");
        else
            output.WriteLine(microseconds.Value.ToString("R", CultureInfo.InvariantCulture));
        return microseconds is null ? 2 : 0;
    }

    /// <summary>784-50-100-10 with biases, sigmoids and a softmax, untrained: how long maps take does not depend on the weights.</summary>
    public static Network SampleShape() =>
        (NetworkDescription.Modern with { Hidden = [50, 100], HiddenActivation = Activation.Sigmoid }).Create();

    private static double RecordByRecord(string folder)
    {
        DigitSet train = Train(folder);
        Training.Run(Network.Tutorial(), train.Range(0, 5000), new() { Epochs = 1 });
        var options = new TrainingOptions();
        TrainingHistory history = Training.Run(Network.Tutorial(), train, options);
        return history.Duration.TotalMicroseconds / (options.Epochs * train.Count);
    }

    private static double Epoch(string folder, TrainingOptions options)
    {
        DigitSet train = Train(folder);
        Network network = NetworkDescription.Modern.Create();
        return Training.Run(network, train, options with { Epochs = 4 }).Epochs.Skip(1).Average(epoch => epoch.Duration.TotalMicroseconds);
    }

    private static double Scoring(string folder)
    {
        DigitSet test = Test(folder);
        Network network = Network.Tutorial();
        return Repeated(() => network.Score(test), times: 20);
    }

    private static double OnePixelMaps(string folder)
    {
        Network network = SampleShape();
        Vector<double> picture = Test(folder)[0].Inputs(PixelScale.Unit);
        return Repeated(() => new OnePixel().Maps(network, picture, Baseline.Black(network)), times: 50);
    }

    /// <summary>Four trainings of one epoch on all cores, per record.</summary>
    private static double SideBySide(string folder)
    {
        DigitSet train = Train(folder);
        Run(train.Range(0, 5000));
        return Time(() => Run(train)) / (4 * train.Count);

        static object Run(DigitSet digits) =>
            Parallel.For(1, 5, seed => Training.Run(Network.Tutorial(200, seed), digits, new() { Epochs = 1 }));
    }

    private static double Repeated(Func<object> action, int times)
    {
        for (int i = 0; i < times; i++)
            action();
        double[] microseconds = [.. Enumerable.Range(0, times).Select(_ => Time(action)).Order()];
        return microseconds[times / 2];
    }

    private static double Time(Func<object> action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static DigitSet Train(string folder) =>
        Idx.Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), Path.Combine(folder, "train-labels-idx1-ubyte.gz"));

    private static DigitSet Test(string folder) =>
        Idx.Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
}
