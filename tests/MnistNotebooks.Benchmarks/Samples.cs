using MnistNotebooks.Data;

namespace MnistNotebooks.Benchmarks;

/// <summary>Drawn digits, so that the benchmarks need no file.</summary>
internal static class Samples
{
    public const int Count = 10_000;

    private static readonly Lazy<MnistData> Drawn = new(() => DrawnDigits.Create(Count, Count));

    public static DigitSet Train => Drawn.Value.Train;

    public static DigitSet Test => Drawn.Value.Test;
}
