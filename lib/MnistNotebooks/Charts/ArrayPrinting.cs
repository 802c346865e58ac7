using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

/// <summary>
/// Arrays as text the way NumPy prints them: a line with the name and the shape, then aligned columns in brackets, 8 digits. Three
/// things differ: lines have up to 110 characters, since that is what a page has room for; numbers that need several lines are shared
/// out evenly, so that the tenth of ten does not stand alone; and where every number is whole, none has a point. Of more than 1000
/// numbers only the first and last three of each axis are printed, unless all are asked for.
/// </summary>
/// <remarks>Source: NumPy's documentation of <c>array2string</c> and <c>set_printoptions</c> (defaults of version 1.14 and
/// later).</remarks>
public static class ArrayPrinting
{
    /// <summary>Writes a matrix to the console.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="name">Printed before the shape, as in <c>wih: 200×784</c>.</param>
    /// <param name="full">True for every number, however many there are.</param>
    public static void Print(this Matrix<double> values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    /// <summary>Writes a vector to the console.</summary>
    /// <param name="values">Any length.</param>
    /// <param name="name">Printed before the length, as in <c>inputs: 784</c>.</param>
    /// <param name="full">True for every number, however many there are.</param>
    public static void Print(this Vector<double> values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    /// <summary>Writes whole numbers to the console: the pixels of a digit, a list of labels.</summary>
    /// <param name="values">Any length.</param>
    /// <param name="name">Printed before the length, as in <c>pixels: 784</c>.</param>
    /// <param name="full">True for every number, however many there are.</param>
    public static void Print(this IReadOnlyList<byte> values, string name, bool full = false) =>
        Console.WriteLine(values.ToText(name, full));

    /// <inheritdoc cref="Print(IReadOnlyList{byte}, string, bool)"/>
    public static void Print(this IReadOnlyList<int> values, string name, bool full = false) =>
        Console.WriteLine(values.ToText(name, full));

    /// <summary>Writes a table of whole numbers to the console: a confusion matrix.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="name">Printed before the shape.</param>
    /// <param name="full">True for every number, however many there are.</param>
    public static void Print(this int[,] values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    internal static string ToText(this Matrix<double> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return MatrixText(
            name, values.RowCount, values.ColumnCount, full, (row, column) => values[row, column], FormatFor(values.Enumerate()));
    }

    internal static string ToText(this Vector<double> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return VectorText(name, values.Count, full, index => values[index], FormatFor(values));
    }

    internal static string ToText(this IReadOnlyList<byte> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return VectorText(name, values.Count, full, index => values[index], WholeFormat);
    }

    internal static string ToText(this IReadOnlyList<int> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return VectorText(name, values.Count, full, index => values[index], WholeFormat);
    }

    internal static string ToText(this int[,] values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return MatrixText(name, values.GetLength(0), values.GetLength(1), full, (row, column) => values[row, column], WholeFormat);
    }

    /// <param name="name">Printed before the shape.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="full">True for every number.</param>
    /// <param name="value">The number in a row and column.</param>
    /// <param name="formatFor">Makes one format from all the numbers that are printed.</param>
    private static string MatrixText(
        string name, int rows, int columns, bool full, Func<int, int, double> value,
        Func<IEnumerable<double>, Func<double, string>> formatFor)
    {
        var layout = new BracketLayout(rows, columns, full);
        Func<double, string> format = formatFor(layout.ShownCells().Select(cell => value(cell.Row, cell.Column)));
        return $"{name}: {rows}×{columns}\n{layout.Matrix((row, column) => format(value(row, column)))}";
    }

    private static string VectorText(
        string name, int count, bool full, Func<int, double> value, Func<IEnumerable<double>, Func<double, string>> formatFor)
    {
        var layout = new BracketLayout(1, count, full);
        Func<double, string> format = formatFor(layout.ShownCells().Select(cell => value(cell.Column)));
        return $"{name}: {count}\n{layout.Vector(column => format(value(column)))}";
    }

    /// <summary>That of whole numbers where all values are, the hidden ones too.</summary>
    private static Func<IEnumerable<double>, Func<double, string>> FormatFor(IEnumerable<double> values)
    {
        const double largest = 1e8;
        return values.All(value => double.IsInteger(value) && Math.Abs(value) < largest)
            ? WholeFormat : cells => new FloatFormat(cells).Format;
    }

    /// <summary>Whole numbers, all as wide as the widest.</summary>
    private static Func<double, string> WholeFormat(IEnumerable<double> values)
    {
        int width = values.Select(value => Whole(value).Length).DefaultIfEmpty(0).Max();
        return value => Whole(value).PadLeft(width);

        // Adding zero turns -0 into 0.
        static string Whole(double value) => (value + 0.0).ToString("F0", CultureInfo.InvariantCulture);
    }
}

/// <summary>NumPy's placement of formatted numbers: brackets, lines of at most 110 characters, the middle elided.</summary>
internal sealed class BracketLayout(int rows, int columns, bool full)
{
    private const int LineWidth = 110;
    private const int EdgeItems = 3;
    private const int Threshold = 1000;

    private readonly bool _elided = !full && (long)rows * columns > Threshold;

    /// <summary>The cells that are printed; they alone decide how wide a column is.</summary>
    public IEnumerable<(int Row, int Column)> ShownCells() =>
        Shown(rows).Where(row => row >= 0).SelectMany(row => Shown(columns).Where(column => column >= 0).Select(column => (row, column)));

    public string Vector(Func<int, string> cell)
    {
        var text = new StringBuilder();
        AppendRow(text, depth: 1, cell);
        return text.ToString();
    }

    public string Matrix(Func<int, int, string> cell)
    {
        var text = new StringBuilder("[");
        string next = "";
        foreach (int row in Shown(rows))
        {
            text.Append(next);
            if (row < 0)
                text.Append("...");
            else
                AppendRow(text, depth: 2, column => cell(row, column));
            next = "\n ";
        }
        return text.Append(']').ToString();
    }

    /// <summary>A row in brackets. Lines that follow the first are indented below its first number.</summary>
    private void AppendRow(StringBuilder text, int depth, Func<int, string> cell)
    {
        string[] words = [.. Shown(columns).Select(column => column < 0 ? "..." : cell(column))];
        // One column is kept for each bracket that closes after the last number.
        string[] lines = [.. words.Chunk(WordsOfLine(words, LineWidth - (2 * depth))).Select(line => string.Join(' ', line))];
        text.Append('[');
        foreach (string line in lines[..^1])
            text.Append(line.TrimEnd()).Append('\n').Append(' ', depth);
        text.Append(lines[^1]).Append(']');
    }

    /// <summary>How many words a line gets, so that there are as few lines as can be, all of nearly the same length.</summary>
    private static int WordsOfLine(string[] words, int width)
    {
        if (words.Sum(word => word.Length + 1) - 1 <= width)
            return words.Length;
        int fit = Math.Max(1, (width + 1) / (words.Max(word => word.Length) + 1));
        int lines = (words.Length + fit - 1) / fit;
        return (words.Length + lines - 1) / lines;
    }

    /// <summary>Indices along an axis; -1 stands for those that are left out.</summary>
    private IEnumerable<int> Shown(int length) => _elided && length > 2 * EdgeItems
        ? [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(length - EdgeItems, EdgeItems)]
        : Enumerable.Range(0, length);
}

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
