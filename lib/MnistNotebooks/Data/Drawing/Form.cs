using System.Globalization;

namespace MnistNotebooks.Data.Drawing;

/// <summary>A point of a skeleton; the skeleton of a digit is 100 high.</summary>
/// <param name="Place">Where it is, from the top left.</param>
/// <param name="IsCorner">The pen turns sharply here; elsewhere the curve is smooth.</param>
/// <param name="IsLast">The pen leaves the paper after this point.</param>
internal readonly record struct SkeletonPoint(Point Place, bool IsCorner, bool IsLast);

/// <summary>
/// One way of writing a digit, from several shapes made of the same strokes. Whoever writes it mixes the shapes, so
/// that open and closed, narrow and wide, straight and curved blend into each other as they do in handwriting.
/// </summary>
internal sealed class Form
{
    private readonly SkeletonPoint[][] _shapes;

    /// <summary>Reads shapes written as "x,y x,y x,y! x,y / x,y x,y": '!' marks a corner, '/' lifts the pen.</summary>
    /// <param name="share">How common this way of writing is, relative to the digit's other forms.</param>
    /// <param name="shapes">At least one; all have the same number of points, corners and strokes.</param>
    /// <exception cref="ArgumentException">The shapes can't be mixed.</exception>
    public Form(double share, params ReadOnlySpan<string> shapes)
    {
        Share = share;
        _shapes = new SkeletonPoint[shapes.Length][];
        for (int i = 0; i < shapes.Length; i++)
        {
            _shapes[i] = Parsed(shapes[i]);
            if (!_shapes[i].Select(Kind).SequenceEqual(_shapes[0].Select(Kind)))
                throw new ArgumentException($"'{shapes[i]}' has other points, corners or strokes than '{shapes[0]}'.", nameof(shapes));
        }

        static (bool, bool) Kind(SkeletonPoint point) => (point.IsCorner, point.IsLast);
    }

    /// <summary>How common this way of writing is, relative to the digit's other forms.</summary>
    public double Share { get; }

    /// <summary>Number of shapes to mix.</summary>
    public int Shapes => _shapes.Length;

    /// <summary>Number of points of every shape.</summary>
    public int Points => _shapes[0].Length;

    /// <summary>The weighted sum of the shapes, point by point.</summary>
    /// <param name="weights">One weight a shape; together 1.</param>
    /// <param name="skeleton">Receives <see cref="Points"/> points.</param>
    public void Mix(ReadOnlySpan<double> weights, Span<SkeletonPoint> skeleton)
    {
        for (int i = 0; i < skeleton.Length; i++)
        {
            Point place = default;
            for (int k = 0; k < weights.Length; k++)
                place += weights[k] * _shapes[k][i].Place;
            skeleton[i] = _shapes[0][i] with { Place = place };
        }
    }

    private static SkeletonPoint[] Parsed(string shape)
    {
        var points = new List<SkeletonPoint>();
        foreach (string word in shape.Split(' '))
        {
            if (word == "/")
                points[^1] = points[^1] with { IsLast = true };
            else
                points.Add(new(Place(word.TrimEnd('!')), word.EndsWith('!'), IsLast: false));
        }
        points[^1] = points[^1] with { IsLast = true };
        return [.. points];

        static Point Place(string word) =>
            word.Split(',') is [var x, var y] ? new(Number(x), Number(y)) : throw new ArgumentException($"'{word}' is not 'x,y'.");

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
