using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Data;

/// <summary>An array of one or two dimensions as NumPy stores it. Its values are doubles here; as <see cref="NpyType.SinglePrecision"/> they are rounded to single precision.</summary>
public sealed class NpyArray
{
    private readonly double[] _values;
    private readonly string _name;

    /// <param name="values">Row by row; taken over, not copied.</param>
    /// <param name="shape">One or two dimensions.</param>
    /// <param name="type">How the values are stored in a file.</param>
    /// <param name="name">What messages call the array: its file, and its name in the file.</param>
    internal NpyArray(double[] values, int[] shape, NpyType type, string name)
    {
        _values = values;
        _name = name;
        Shape = Array.AsReadOnly(shape);
        Type = type;
    }

    /// <summary>[length] or [rows, columns].</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>How the values are stored in a file.</summary>
    public NpyType Type { get; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The matrix as an array of the shape [rows, columns].</summary>
    public static NpyArray FromMatrix(Matrix<double> matrix, NpyType type = NpyType.DoublePrecision) =>
        new(Rounded(matrix.ToRowMajorArray(), type), [matrix.RowCount, matrix.ColumnCount], type, "array");

    /// <summary>The vector as an array of the shape [length].</summary>
    public static NpyArray FromVector(Vector<double> vector, NpyType type = NpyType.DoublePrecision) =>
        new(Rounded(vector.ToArray(), type), [vector.Count], type, "array");

    /// <summary>The matrix as an array of doubles, so that it can be saved without further ado.</summary>
    public static implicit operator NpyArray(Matrix<double> matrix) => FromMatrix(matrix);

    /// <summary>The vector as an array of doubles, so that it can be saved without further ado.</summary>
    public static implicit operator NpyArray(Vector<double> vector) => FromVector(vector);

    /// <summary>The array as a matrix.</summary>
    /// <exception cref="InvalidDataException">It has one dimension, or no values.</exception>
    public Matrix<double> ToMatrix() => Shape.Count == 2 && _values.Length > 0
        ? Matrix<double>.Build.DenseOfRowMajor(Shape[0], Shape[1], _values)
        : throw Unexpected("a matrix");

    /// <summary>The array as a matrix that must have the given shape.</summary>
    /// <exception cref="InvalidDataException">It has another shape.</exception>
    public Matrix<double> ToMatrix(int rows, int columns) => Shape is [int r, int c] && r == rows && c == columns
        ? ToMatrix()
        : throw Unexpected($"({rows}, {columns})");

    /// <summary>The array as a vector; a matrix of one row or one column will do.</summary>
    /// <exception cref="InvalidDataException">It has more rows and columns than one, or no values.</exception>
    public Vector<double> ToVector() => _values.Length > 0 && (Shape.Count == 1 || Shape.Contains(1))
        ? Vector<double>.Build.DenseOfArray(_values)
        : throw Unexpected("a vector");

    /// <summary>The array as a vector that must have the given length; a matrix of one row or one column will do.</summary>
    /// <exception cref="InvalidDataException">It has another shape.</exception>
    public Vector<double> ToVector(int length) => _values.Length == length ? ToVector() : throw Unexpected($"({length},)");

    /// <summary>The array itself, if each value is a finite number, as weights must be.</summary>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message says which.</exception>
    public NpyArray RequireFinite()
    {
        int wrong = Array.FindIndex(_values, value => !double.IsFinite(value));
        if (wrong < 0)
            return this;
        string place = Shape is [_, int columns] ? $"row {wrong / columns}, column {wrong % columns}" : $"place {wrong}";
        string found = double.IsNaN(_values[wrong]) ? "NaN" : "infinite";
        throw new InvalidDataException($"{_name}: the value in {place} is {found}; a finite number was expected.");
    }

    /// <summary>The shape as NumPy prints it: (200, 784) or (10,).</summary>
    public override string ToString() => $"{ShapeText(Shape)} {(Type == NpyType.SinglePrecision ? "float32" : "float64")}";

    internal static string ShapeText(IReadOnlyList<int> shape) => shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    private static double[] Rounded(double[] values, NpyType type)
    {
        if (type == NpyType.SinglePrecision)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)values[i];
        }
        return values;
    }

    private InvalidDataException Unexpected(string expected) => new($"{_name}: the shape is {ShapeText(Shape)}; {expected} was expected.");
}
