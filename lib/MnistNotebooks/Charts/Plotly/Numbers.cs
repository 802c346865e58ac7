using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

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
        double.Parse(value.ToString("E5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
