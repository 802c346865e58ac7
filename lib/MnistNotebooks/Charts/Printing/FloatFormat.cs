using System.Globalization;

namespace MnistNotebooks.Charts;

/// <summary>
/// NumPy's default format of the doubles of one array: the shortest digits that identify each number, at most 8 after the point,
/// all in one width with the points below each other; scientific where the range is wide (largest from 1e8, smallest below 1e-4,
/// or a ratio above 1000).
/// </summary>
internal sealed class FloatFormat
{
    private const int Precision = 8;

    private readonly bool _scientific;
    private readonly int _left;
    private readonly int _right;
    private readonly int _digits;
    private readonly int _exponentDigits;

    public FloatFormat(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double[] finite = [.. all.Where(double.IsFinite)];
        double[] sizes = [.. finite.Where(value => value != 0).Select(Math.Abs)];
        _scientific = sizes.Length > 0 && (sizes.Max() >= 1e8 || sizes.Min() < 1e-4 || sizes.Max() / sizes.Min() > 1000);
        if (_scientific)
        {
            var parts = finite.Select(value => Scientific(value, ShortestDigits(value))).ToArray();
            _digits = parts.Max(part => part.Fraction.Length);
            _exponentDigits = parts.Max(part => part.Exponent.Length - 1);
            _left = parts.Max(part => part.Whole.Length);
            _right = _digits + 2 + _exponentDigits;
        }
        else if (finite.Length > 0)
        {
            var parts = finite.Select(Positional).ToArray();
            _left = parts.Max(part => part.Whole.Length);
            _right = parts.Max(part => part.Fraction.Length);
        }
        foreach (double value in all.Where(value => !double.IsFinite(value)))
            _left = Math.Max(_left, NonFinite(value).Length - _right - 1);
    }

    public string Format(double value)
    {
        if (!double.IsFinite(value))
            return NonFinite(value).PadLeft(_left + 1 + _right);
        if (_scientific)
        {
            var (whole, fraction, exponent) = Scientific(value, _digits);
            return $"{whole.PadLeft(_left)}.{fraction}e{exponent[0]}{exponent[1..].PadLeft(_exponentDigits, '0')}";
        }
        var (left, right) = Positional(value);
        return $"{left.PadLeft(_left)}.{right.PadRight(_right)}";
    }

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private static (string Whole, string Fraction) Positional(double value)
    {
        // Both formats round half to even on the exact binary value, as NumPy does.
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return (text, "");
        if (text.Length - point - 1 > Precision)
            text = value.ToString("F8", CultureInfo.InvariantCulture);
        return (text[..point], text[(point + 1)..].TrimEnd('0'));
    }

    private static (string Whole, string Fraction, string Exponent) Scientific(double value, int digits)
    {
        string text = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string exponent = text[e + 1] + text[(e + 2)..].TrimStart('0').PadLeft(2, '0');
        return point < 0 ? (text[..e], "", exponent) : (text[..point], text[(point + 1)..e], exponent);
    }

    /// <summary>How many digits after the first one the number needs, at most 8.</summary>
    private static int ShortestDigits(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int significant = (e < 0 ? shortest : shortest[..e]).Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Count();
        string rounded = value.ToString($"E{Math.Clamp(significant - 1, 0, Precision)}", CultureInfo.InvariantCulture);
        int point = rounded.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : rounded[(point + 1)..rounded.IndexOf('E', StringComparison.Ordinal)].TrimEnd('0').Length;
    }
}
