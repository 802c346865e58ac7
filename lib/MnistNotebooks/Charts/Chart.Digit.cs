using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A picture of a digit, white paper and black ink.</summary>
    /// <param name="digit">What to draw.</param>
    /// <param name="title">Title of the figure; by default the label.</param>
    public static Figure Digit(Digit digit, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(digit);
        return Digit(digit.Image(), title ?? $"A {digit.Label}");
    }

    /// <summary>784 values as a picture of 28×28, row by row.</summary>
    /// <param name="values">784 grey levels (0…255) or network inputs (0…1): paper to ink.</param>
    /// <param name="title">Title of the figure.</param>
    /// <exception cref="ArgumentException">Not 784 values.</exception>
    public static Figure Digit(Vector<double> values, string title) => Digit(Square(values), title);

    /// <summary>A picture in grey, its first row at the top.</summary>
    /// <param name="values">Grey levels (0…255) or network inputs (0…1): paper to ink.</param>
    /// <param name="title">Title of the figure.</param>
    public static Figure Digit(Matrix<double> values, string title)
    {
        ArgumentNullException.ThrowIfNull(values);
        var range = ValueRange.Of(values.Enumerate());
        var numbers = new Numbers(range, (long)values.RowCount * values.ColumnCount);
        var trace = ColorMap.ForInk(range).Trace(numbers.Rows(values), "row %{y}, column %{x}: %{z}", barTitle: null);
        var layout = Layouts.ForPictures(title, height: 328, width: 340);
        Layouts.KeepShape(layout, least: 0.6, most: 1.15);
        Layouts.SayIfEmpty(layout, values.Enumerate());
        string text = $"{title}: picture of {values.RowCount}×{values.ColumnCount} pixels, {Range("values", values.Enumerate())}.";
        return new([trace], layout, text, Sketch.HalfBlocks(values.RowCount, values.ColumnCount, (row, column) => values[row, column]));
    }

    private static Matrix<double> Square(Vector<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == DigitSet.PixelCount
            ? Matrix<double>.Build.Dense(DigitSet.Side, DigitSet.Side, (row, column) => values[row * DigitSet.Side + column])
            : throw new ArgumentException($"A picture has {DigitSet.PixelCount} values, but there are {values.Count}.", nameof(values));
    }
}
