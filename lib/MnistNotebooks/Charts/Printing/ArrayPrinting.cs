using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

/// <summary>
/// Arrays as text the way NumPy prints them: a line with the name and the shape, then aligned columns in brackets, 8 digits,
/// lines of at most 75 characters. Of more than 1000 numbers only the first and last three of each axis are printed,
/// unless all are asked for.
/// </summary>
/// <remarks>Source: NumPy's documentation of <c>array2string</c> and <c>set_printoptions</c> (defaults of version 1.14 and later).</remarks>
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
    public static void Print(this IReadOnlyList<byte> values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    /// <inheritdoc cref="Print(IReadOnlyList{byte}, string, bool)"/>
    public static void Print(this IReadOnlyList<int> values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    /// <summary>Writes a table of whole numbers to the console: a confusion matrix.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="name">Printed before the shape.</param>
    /// <param name="full">True for every number, however many there are.</param>
    public static void Print(this int[,] values, string name, bool full = false) => Console.WriteLine(values.ToText(name, full));

    /// <summary>What <see cref="Print(Matrix{double}, string, bool)"/> writes, without the last line break.</summary>
    public static string ToText(this Matrix<double> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        var layout = new BracketLayout(values.RowCount, values.ColumnCount, full);
        var format = new FloatFormat(layout.ShownCells().Select(cell => values[cell.Row, cell.Column]));
        return Headed(name, $"{values.RowCount}×{values.ColumnCount}", layout.Matrix((row, column) => format.Format(values[row, column])));
    }

    /// <summary>What <see cref="Print(Vector{double}, string, bool)"/> writes, without the last line break.</summary>
    public static string ToText(this Vector<double> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        var layout = new BracketLayout(1, values.Count, full);
        var format = new FloatFormat(layout.ShownCells().Select(cell => values[cell.Column]));
        return Headed(name, $"{values.Count}", layout.Vector(column => format.Format(values[column])));
    }

    /// <summary>What <see cref="Print(IReadOnlyList{byte}, string, bool)"/> writes, without the last line break.</summary>
    public static string ToText(this IReadOnlyList<byte> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return WholeNumbers(values.Count, index => values[index], name, full);
    }

    /// <summary>What <see cref="Print(IReadOnlyList{int}, string, bool)"/> writes, without the last line break.</summary>
    public static string ToText(this IReadOnlyList<int> values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return WholeNumbers(values.Count, index => values[index], name, full);
    }

    /// <summary>What <see cref="Print(int[,], string, bool)"/> writes, without the last line break.</summary>
    public static string ToText(this int[,] values, string name, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        var layout = new BracketLayout(values.GetLength(0), values.GetLength(1), full);
        int width = WidestOf(layout.ShownCells().Select(cell => values[cell.Row, cell.Column]));
        return Headed(name, $"{values.GetLength(0)}×{values.GetLength(1)}", layout.Matrix((row, column) => Padded(values[row, column], width)));
    }

    private static string WholeNumbers(int count, Func<int, int> value, string name, bool full)
    {
        var layout = new BracketLayout(1, count, full);
        int width = WidestOf(layout.ShownCells().Select(cell => value(cell.Column)));
        return Headed(name, $"{count}", layout.Vector(column => Padded(value(column), width)));
    }

    private static int WidestOf(IEnumerable<int> values) => values.Select(value => Padded(value, 0).Length).DefaultIfEmpty(0).Max();

    private static string Padded(int value, int width) => value.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width);

    private static string Headed(string name, string shape, string body) => $"{name}: {shape}\n{body}";
}
