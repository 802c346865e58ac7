using System.Text.Encodings.Web;
using System.Text.Json;

namespace MnistNotebooks.Runner.Commands;

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
