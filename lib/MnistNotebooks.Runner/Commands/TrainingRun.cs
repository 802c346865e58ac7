using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Progress;

namespace MnistNotebooks.Runner.Commands;

/// <summary>One training with its measurements.</summary>
/// <param name="hidden">Hidden nodes.</param>
/// <param name="seed">What the first weights are drawn from.</param>
/// <param name="options">Learning rate and epochs.</param>
/// <param name="save">Where the weights go, or null.</param>
internal sealed class TrainingRun(int hidden, int seed, TrainingOptions options, string? save)
{
    /// <exception cref="IOException">The data or the folder to save into is missing.</exception>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public int Execute(string? dataFolder, bool asJson, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (save is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(save))))
            throw new DirectoryNotFoundException($"There is no folder for the file to save, {save}.");
        TextWriter messages = asJson ? error : output;

        long start = Stopwatch.GetTimestamp();
        MnistData data = RunData.Load(dataFolder, messages, cancellation);
        TimeSpan loading = Stopwatch.GetElapsedTime(start);
        messages.WriteLine(data.Source.Description);

        Network network = Network.Tutorial(hidden, seed);
        TrainingHistory history = Training.Run(
            network, data.Train, options, progress: new TrainingLines(messages), cancellation: cancellation);
        Score score = network.Score(data.Test);
        if (save is not null)
            Npz.Save(
                save,
                ("wih", NpyArray.FromMatrix(network.Layers[0].Weights)),
                ("who", NpyArray.FromMatrix(network.Layers[1].Weights)));

        var report = new TrainingReport(
            data.Source.Description, hidden, options.LearningRate, options.Epochs, seed,
            LoadSeconds: loading.TotalSeconds,
            Seconds: history.Duration.TotalSeconds,
            MicrosecondsPerRecord: history.Duration.TotalMicroseconds / ((double)options.Epochs * data.Train.Count),
            ErrorPerEpoch: [.. history.Epochs.Select(epoch => epoch.Error)],
            TestAccuracy: score.Accuracy,
            PeakMemoryBytes: PeakMemory());
        output.WriteLine(asJson ? report.ToJson() : Sentence(report, data.Test.Count));
        return ExitCode.Done;
    }

    private static string Sentence(TrainingReport report, int testDigits) => string.Create(
        CultureInfo.InvariantCulture,
        $"Test accuracy {report.TestAccuracy:0.0000} on {testDigits:N0} digits; "
        + $"training took {report.Seconds:0.00} s, {report.MicrosecondsPerRecord:0.0} µs a record.");

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
