using System.Text;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Charts;

/// <summary>The square of the plane around some points, cut into cells: which class a function chooses in each, and how clearly.</summary>
internal sealed class RegionGrid
{
    private const int Side = 60;
    private const double Border = 0.08;
    private const int SketchColumns = 30;
    private const int SketchRows = 15;
    private const string SketchMarks = "·o#x+*@";

    // A class's colours begin and end a little inside its stretch of the scale, so that rounding can't reach the next class.
    private const double Inset = 0.02;

    private readonly LabeledSet _points;

    public RegionGrid(LabeledSet points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Inputs.ColumnCount != 2)
            throw new ArgumentException($"A plane has 2 inputs, but the points have {points.Inputs.ColumnCount}.", nameof(points));
        if (points.Count == 0)
            throw new ArgumentException("There are no points to draw.", nameof(points));
        if (points.Classes > Colors.Series.Count)
            throw new ArgumentException($"There are colours for {Colors.Series.Count} classes, but the points have {points.Classes}.", nameof(points));
        _points = points;
        ValueRange x = ValueRange.Of(points.Inputs.Column(0)), y = ValueRange.Of(points.Inputs.Column(1));
        double size = Math.Max(x.Size, y.Size) is > 0 and var larger ? (1 + 2 * Border) * larger : 1;
        X = Around(x, size);
        Y = Around(y, size);
    }

    /// <summary>From the left edge of the square to the right one.</summary>
    public ValueRange X { get; }

    /// <summary>From the lower edge to the upper one, as long as <see cref="X"/>.</summary>
    public ValueRange Y { get; }

    /// <summary>Length of a cell.</summary>
    public double Step => X.Size / Side;

    /// <summary>
    /// A row per line of cells, the lowest first. A value lies between the number of the chosen class and the next number, the higher the further
    /// the largest output is ahead of the others; NaN where the outputs are no numbers.
    /// </summary>
    public Matrix<double> Choose(Func<Vector<double>, Vector<double>> outputs) => Matrix<double>.Build.Dense(Side, Side,
        (row, column) => Choose(outputs, X.Min + (column + 0.5) * Step, Y.Min + (row + 0.5) * Step));

    /// <summary>Share of the points, 0…1, that lie in the region of their class.</summary>
    public double Share(Func<Vector<double>, Vector<double>> outputs)
    {
        int right = 0;
        for (int i = 0; i < _points.Count; i++)
            right += Math.Floor(Choose(outputs, _points.Inputs[i, 0], _points.Inputs[i, 1])) == _points.Labels[i] ? 1 : 0;
        return (double)right / _points.Count;
    }

    /// <summary>A mark for each class, and below it the square drawn with them, the upper edge first.</summary>
    public static string Sketch(Matrix<double> choices, int classes)
    {
        var lines = new StringBuilder(string.Join(", ", SketchMarks.Take(classes).Select((mark, label) => $"{mark} class {label}")));
        for (int row = SketchRows - 1; row >= 0; row--)
        {
            lines.Append('\n');
            for (int column = 0; column < SketchColumns; column++)
            {
                double choice = choices[(int)((row + 0.5) * Side / SketchRows), (int)((column + 0.5) * Side / SketchColumns)];
                lines.Append(double.IsNaN(choice) ? ' ' : SketchMarks[(int)choice]);
            }
        }
        return lines.ToString();
    }

    private double Choose(Func<Vector<double>, Vector<double>> outputs, double x, double y)
    {
        Vector<double> values = outputs(Vector<double>.Build.Dense([x, y]));
        if (values.Count < Math.Max(2, _points.Classes) || values.Count > Colors.Series.Count)
            throw new ArgumentException($"The points have {_points.Classes} classes, but the function gives {values.Count} outputs.", nameof(outputs));
        if (!values.ForAll(double.IsFinite))
            return double.NaN;
        int best = values.MaximumIndex();
        double lead = values.Enumerate().Where((_, i) => i != best).Min(value => values[best] - value);
        return best + Math.Round(Inset + (1 - 2 * Inset) * Math.Min(1, lead), 2);
    }

    private static ValueRange Around(ValueRange range, double size)
    {
        double middle = range.Min + range.Size / 2;
        return new(middle - size / 2, middle + size / 2);
    }
}
