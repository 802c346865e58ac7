using System.Diagnostics;
using System.Globalization;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Progress;

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
