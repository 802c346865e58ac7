using System.Globalization;

namespace MnistNotebooks.Charts;

/// <summary>Smallest and largest of some numbers; those that are not finite don't count.</summary>
internal readonly record struct ValueRange(double Min, double Max)
{
    public double Size => Max - Min;

    public bool HasBothSigns => Min < 0 && Max > 0;

    /// <summary>0 to 0 when no value is finite.</summary>
    public static ValueRange Of(IEnumerable<double> values)
    {
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                continue;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }
        return min <= max ? new(min, max) : new(0, 0);
    }

    /// <summary>The range that a caller asked for, or else that of the values.</summary>
    /// <exception cref="ArgumentException">The lower end is not below the upper one.</exception>
    public static ValueRange Asked((double Min, double Max)? range, IEnumerable<double> values)
    {
        if (range is not var (min, max))
            return Of(values);
        return min < max && double.IsFinite(max - min)
            ? new(min, max)
            : throw new ArgumentException($"The range goes from {Words(min)} to {Words(max)}; its lower end must be below its upper end.", nameof(range));
    }

    /// <summary>From −end to end, for colours that end where a caller asked them to; or else the values' own range.</summary>
    /// <exception cref="ArgumentException">The end is not a number above 0.</exception>
    public static ValueRange UpTo(double? end, ValueRange values) => end is null ? values : Asked((-end.Value, end.Value), []);

    public override string ToString() => $"{Words(Min)} to {Words(Max)}";

    /// <summary>A number for a sentence: four digits.</summary>
    public static string Words(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
