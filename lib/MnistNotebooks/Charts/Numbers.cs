using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

/// <summary>Smallest and largest of some numbers; those that are not finite don't count.</summary>
internal readonly record struct ValueRange(double Min, double Max)
{
    public double Size => Max - Min;

    public bool HasBothSigns => Min < 0 && Max > 0;

    /// <summary>0 to 0 when no value is finite.</summary>
    /// <exception cref="ArgumentException">The distance between them is more than the largest number there is.</exception>
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
        if (min <= max && !double.IsFinite(max - min))
            throw new ArgumentException($"The values go from {Words(min)} to {Words(max)}, which is more than an axis can show.");
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
            : throw new ArgumentException(
                $"The range goes from {Words(min)} to {Words(max)}; its lower end must be below its upper end.", nameof(range));
    }

    /// <summary>From −end to end, for colours that end where a caller asked them to; or else the values' own range.</summary>
    /// <exception cref="ArgumentException">The end is not a number above 0.</exception>
    public static ValueRange UpTo(double? end, ValueRange values) => end is null ? values : Asked((-end.Value, end.Value), []);

    public override string ToString() => $"{Words(Min)} to {Words(Max)}";

    /// <summary>A number for a sentence: four digits.</summary>
    public static string Words(double value) => Layouts.Minus(value.ToString("G4", CultureInfo.InvariantCulture));
}

/// <summary>
/// Numbers as plain JSON arrays, rounded to what a picture can show: a 200×784 weight matrix stays about 1 MB. NaN and infinities,
/// which JSON has no word for, become null, and plotly.js leaves a gap.
/// </summary>
internal readonly struct Numbers
{
    private readonly double _step;
    private readonly int _decimals;

    /// <summary>Rounding for values that lie in the range: at least 250 steps, finer when there are few values.</summary>
    public Numbers(ValueRange range, long count)
    {
        // A colour scale has 256 colours; a bar or a point is read off more closely.
        double steps = count > 2000 ? 250 : 100_000;
        double size = range.Size > 0 ? range.Size : Math.Abs(range.Max);
        int exponent = size > 0 ? (int)Math.Floor(Math.Log10(size / steps)) : 0;
        _decimals = Math.Clamp(-exponent, 0, 300);
        _step = exponent > 0 ? Math.Pow(10, exponent) : 1;
    }

    /// <summary>Rounding to the range of the values themselves.</summary>
    public static Numbers For(IReadOnlyCollection<double> values) => new(ValueRange.Of(values), values.Count);

    public JsonArray Row(IEnumerable<double> values)
    {
        var row = new JsonArray();
        foreach (double value in values)
            row.Add(One(value));
        return row;
    }

    /// <summary>
    /// An array of rows: plotly.js's <c>z</c>. A row without a single number is empty, which plotly.js draws as a gap just as well:
    /// the rows between the pictures of a mosaic would else take up to half of its bytes.
    /// </summary>
    public JsonArray Rows(Matrix<double> values)
    {
        var rows = new JsonArray();
        foreach (var row in values.EnumerateRows())
            rows.Add(row.Exists(double.IsFinite) ? Row(row) : []);
        return rows;
    }

    private JsonValue? One(double value)
    {
        if (!double.IsFinite(value))
            return null;
        double rounded = _decimals > 15 ? Significant(value) : Math.Round(value / _step, _decimals) * _step;
        // Adding zero turns -0 into 0.
        return JsonValue.Create(rounded + 0.0);
    }

    /// <summary>Tiny values, where <see cref="Math.Round(double, int)"/> has no decimals left.</summary>
    private static double Significant(double value) =>
        double.Parse(value.ToString("E5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
