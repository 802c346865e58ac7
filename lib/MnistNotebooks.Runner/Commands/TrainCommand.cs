using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Commands;

/// <summary>train: the tutorial's training and score.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var standard = new TrainingOptions();
        Option<int> hidden = NumberOption.Create(
            "--hidden", "N", "Nodes of the hidden layer.", standard: 200, smallest: 1, largest: 100_000);
        Option<double> rate = NumberOption.Create(
            "--rate", "R", "The learning rate.", standard.LearningRate, smallest: 1e-9, largest: 1000);
        Option<int> epochs = NumberOption.Create(
            "--epochs", "N", "How often all training digits are passed through.", standard.Epochs, smallest: 1, largest: 100_000);
        Option<int> seed = NumberOption.Create(
            "--seed", "N", "What the first weights are drawn from.", standard: 1, smallest: int.MinValue, largest: int.MaxValue);
        Option<string?> data = DataOption.Create();
        var save = new Option<string?>("--save")
        {
            HelpName = "FILE.npz",
            Description = "Where the trained weights go, as NumPy arrays wih and who.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };

        var command = new Command("train", "Trains the tutorial's network and tells how well it reads the test digits.")
        {
            hidden, rate, epochs, seed, data, save, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new TrainingOptions { LearningRate = parsed.GetValue(rate), Epochs = parsed.GetValue(epochs) };
            var run = new TrainSession(parsed.GetValue(hidden), parsed.GetValue(seed), options, parsed.GetValue(save));
            InvocationConfiguration console = parsed.InvocationConfiguration;
            // On another thread, so that Ctrl-C is heard while training keeps this one busy.
            return Task.Run(
                () => run.Execute(parsed.GetValue(data), parsed.GetValue(json), console.Output, console.Error, cancellation),
                cancellation);
        });
        return command;
    }
}

/// <summary>One training with its measurements.</summary>
/// <param name="hidden">Hidden nodes.</param>
/// <param name="seed">What the first weights are drawn from.</param>
/// <param name="options">Learning rate and epochs.</param>
/// <param name="save">Where the weights go, or null.</param>
internal sealed class TrainSession(int hidden, int seed, TrainingOptions options, string? save)
{
    /// <exception cref="IOException">The data or the folder to save into is missing.</exception>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public int Execute(string? dataFolder, bool asJson, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (save is not null)
            OutputPlace.RequireFile(save);
        TextWriter messages = asJson ? error : output;

        long start = Stopwatch.GetTimestamp();
        MnistData data = RunData.Load(dataFolder, messages, cancellation);
        TimeSpan loading = Stopwatch.GetElapsedTime(start);
        messages.WriteLine(data.Source.Description);

        cancellation.ThrowIfCancellationRequested();
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

/// <summary>What train --json prints.</summary>
/// <param name="Data">Where the digits came from, as a sentence.</param>
/// <param name="Hidden">Hidden nodes.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Epochs">Passes through the training digits.</param>
/// <param name="Seed">What the first weights were drawn from.</param>
/// <param name="LoadSeconds">Finding and reading, or drawing, the digits.</param>
/// <param name="Seconds">Training alone.</param>
/// <param name="MicrosecondsPerRecord">The same for one record of one epoch.</param>
/// <param name="ErrorPerEpoch">Mean over the records of the sum of squared output errors, each before its own step.</param>
/// <param name="TestAccuracy">Share of the test digits that are read right, 0…1.</param>
/// <param name="PeakMemoryBytes">The most memory the process had resident.</param>
internal sealed record TrainingReport(
    string Data,
    int Hidden,
    double Rate,
    int Epochs,
    int Seed,
    double LoadSeconds,
    double Seconds,
    double MicrosecondsPerRecord,
    IReadOnlyList<double> ErrorPerEpoch,
    double TestAccuracy,
    long PeakMemoryBytes)
{
    private static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}

/// <summary>Training as lines: each epoch, and within one that takes long, a line every few seconds.</summary>
internal sealed class TrainingLines(TextWriter output) : IProgress<TrainingProgress>
{
    private static TimeSpan Silence { get; } = TimeSpan.FromSeconds(5);

    private long _last = Stopwatch.GetTimestamp();

    public void Report(TrainingProgress value)
    {
        if (value.Finished is null && Stopwatch.GetElapsedTime(_last) < Silence)
            return;
        _last = Stopwatch.GetTimestamp();
        output.WriteLine(value.Finished?.ToString() ?? string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {value.Epoch} of {value.Epochs}: {value.Records:N0} of {value.RecordsPerEpoch:N0} records, error {value.Error:F6}"));
    }
}
