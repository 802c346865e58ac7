using System.Globalization;

namespace MnistNotebooks.Data;

/// <summary>The skeletons of the ten digits: for each the ways people write it (see <see cref="GlyphVariant"/> for the notation).</summary>
internal static class Glyphs
{
    /// <summary>The forms of the digits 0…9.</summary>
    public static IReadOnlyList<IReadOnlyList<GlyphVariant>> Digits { get; } =
        [Zero(), One(), Two(), Three(), Four(), Five(), Six(), Seven(), Eight(), Nine()];

    private static GlyphVariant[] Zero() =>
    [
        new(1, // One loop: round, narrow, overshooting, open at the top, curling inwards, wide and low.
            "52,2 25,10 8,35 8,65 26,92 52,99 78,88 92,60 88,30 70,8 50,2",
            "50,0 36,8 26,30 24,62 34,90 50,99 66,90 75,62 73,30 64,9 50,1",
            "64,6 36,2 12,32 9,66 28,94 52,99 78,88 90,58 84,26 66,8 36,14",
            "42,5 22,14 8,40 10,70 30,95 55,98 80,84 90,55 84,26 74,12 60,5",
            "66,16 42,0 14,28 8,64 26,94 52,99 78,88 92,58 86,22 62,4 44,20",
            "50,12 20,20 3,44 10,72 30,88 54,90 82,82 99,58 92,32 74,16 50,12"),
    ];

    private static GlyphVariant[] One() =>
    [
        new(72, // A stroke: upright, leaning right, bowed, leaning left a little.
            "50,0 50,50 50,100",
            "68,0 50,50 32,100",
            "56,0 47,50 54,100",
            "46,0 50,50 54,100"),
        new(18, // With a serif: short or long.
            "36,16 52,0! 52,50 52,100",
            "24,32 54,0! 53,50 50,100",
            "34,12 58,2! 52,50 46,100"),
        new(10, // With a serif and a foot.
            "36,16 52,0! 52,50 52,100 / 30,100 52,99 76,99",
            "26,28 54,0! 52,50 50,98 / 18,98 52,100 88,97"),
    ];

    private static GlyphVariant[] Two() =>
    [
        new(55, // A sharp turn at the bottom left: plain, swan's neck, flat, wavy base, big head.
            "14,24 27,6 50,0 74,10 78,32 58,60 34,82 12,98! 50,97 90,97",
            "20,34 22,10 48,0 70,12 72,36 56,62 36,84 18,97! 50,90 84,100",
            "4,26 24,10 50,6 76,16 78,36 54,58 28,76 2,92! 50,90 100,90",
            "16,20 30,4 52,0 76,12 76,34 54,58 30,78 10,94! 48,86 94,98",
            "10,30 18,8 48,0 84,8 88,34 62,62 36,84 10,100! 42,98 76,98"),
        new(45, // A loop at the bottom left: round, flat, large, tiny.
            "14,24 28,6 52,0 76,12 76,36 54,66 28,92 12,96 10,82 26,76 48,86 70,97 94,90",
            "4,22 24,8 50,4 78,12 80,34 56,60 28,84 8,92 2,80 16,72 46,80 74,90 102,86",
            "22,16 36,4 58,0 78,14 76,40 56,70 32,96 8,98 2,78 20,68 46,80 66,94 92,92",
            "16,28 26,8 50,0 74,12 72,38 52,66 30,88 20,96 15,92 22,85 46,90 66,97 88,96"),
    ];

    private static GlyphVariant[] Three() =>
    [
        new(66, // Two bows with a sharp waist: plain, small head, small belly, flat, long tail.
            "16,14 36,2 62,4 74,22 62,40 42,47! 68,52 82,72 70,92 42,99 14,88",
            "24,12 40,1 58,4 66,18 58,33 42,40! 72,46 86,68 72,92 42,100 14,90",
            "10,16 32,1 64,2 82,22 68,46 40,56! 64,60 74,76 64,93 42,99 18,92",
            "10,10 34,4 62,4 74,18 60,36 32,46! 60,49 82,66 74,88 44,98 4,94",
            "18,18 34,2 60,2 72,20 60,38 44,46! 66,54 76,76 60,96 34,98 8,80"),
        new(24, // A small loop or a soft waist.
            "16,14 36,2 62,4 74,22 62,40 42,50 34,46 46,44 70,54 82,74 68,94 40,99 12,88",
            "14,20 32,4 58,2 72,18 62,38 44,46 38,47 46,48 68,54 80,72 68,92 42,99 16,90",
            "10,12 32,4 60,6 70,22 56,40 36,52 26,46 40,42 66,52 78,74 62,95 34,98 4,86"),
        new(10, // A flat top.
            "16,4 46,3 76,3! 58,24 42,42! 68,47 82,68 70,92 42,99 14,90",
            "10,10 44,5 80,2! 62,20 40,38! 70,42 86,66 74,92 44,100 16,86"),
    ];

    private static GlyphVariant[] Four() =>
    [
        new(62, // Open: plain, bowl-like, wide, short leg on the left, long bar.
            "24,2 20,26 15,50! 44,52 84,48 / 72,4 68,50 64,100",
            "20,6 12,32 18,50! 44,56 78,46 / 76,0 70,48 62,100",
            "12,8 8,30 4,50! 46,50 98,46 / 70,8 66,48 62,92",
            "30,22 24,38 18,52! 46,52 78,50 / 70,0 66,50 62,100",
            "28,0 20,28 10,54! 52,54 104,50 / 66,18 64,56 60,100"),
        new(16, // Closed: the slope starts where the leg starts.
            "64,2 38,30 10,62! 50,63 92,60 / 66,2 66,50 64,100",
            "60,0 38,26 14,56! 46,58 86,54 / 62,2 58,48 52,100",
            "70,6 42,36 8,66! 50,66 98,64 / 70,4 70,48 70,96"),
        new(22, // In one go: down, across, up and down the leg.
            "24,2 18,26 20,46 44,52 68,34 76,6! 70,50 62,100",
            "18,8 10,34 24,52 50,48 70,28 82,2! 72,46 58,100",
            "30,4 22,28 16,50 42,54 66,44 70,14! 66,52 64,100"),
    ];

    private static GlyphVariant[] Five() =>
    [
        new(50, // The bar is added last: plain, big belly, small belly, bar high to the right.
            "32,4 28,24 24,44! 48,38 74,48 82,70 68,92 40,100 12,90 / 33,4 56,4 84,2",
            "34,8 30,24 26,40! 54,34 84,48 88,72 70,94 40,100 10,92 / 34,8 54,7 74,4",
            "36,2 30,28 24,54! 44,48 64,56 70,74 58,92 36,99 14,94 / 36,3 66,2 100,0",
            "28,12 26,30 24,46! 46,42 68,54 74,76 58,95 34,99 8,88 / 34,12 62,6 92,0"),
        new(30, // In one go.
            "84,2 58,3 34,6! 28,26 24,44! 48,38 74,48 82,70 68,92 40,100 12,90",
            "92,4 62,2 40,4! 30,28 18,50! 44,44 68,54 74,74 58,94 32,100 4,90",
            "76,0 58,2 36,2! 32,20 30,36! 56,34 80,48 84,72 66,94 38,99 14,88"),
        new(20, // Like an S.
            "82,4 54,3 34,12 27,32 44,44 66,54 76,74 62,94 36,100 12,90",
            "92,8 62,0 34,8 24,32 42,46 66,50 80,72 64,95 34,99 6,86",
            "74,2 50,2 34,16 32,36 48,46 64,58 68,78 54,96 32,100 14,92"),
    ];

    private static GlyphVariant[] Six() =>
    [
        new(70, // A bow that ends in a loop: plain, straight back, curled, big loop, small loop, open.
            "64,2 40,16 22,42 14,70 26,94 50,100 74,90 80,70 66,56 44,58 22,74",
            "50,0 36,22 26,46 20,72 26,92 46,100 68,92 74,74 62,62 42,66 24,82",
            "80,12 56,2 26,26 12,64 24,94 50,100 74,90 82,70 68,54 44,56 18,72",
            "56,0 34,18 14,42 6,68 20,94 48,101 78,90 88,64 70,44 40,50 12,72",
            "72,0 46,20 28,46 18,74 24,94 42,100 60,94 66,82 58,72 42,74 24,84",
            "58,0 36,18 20,46 16,74 30,95 54,99 78,88 80,68 66,58 50,62 38,74"),
        new(30, // A straight slope with a round foot.
            "46,0 32,28 22,56 20,80 32,97 54,98 74,86 74,68 58,60 38,68 26,84",
            "62,2 40,30 22,58 16,82 30,98 56,98 82,88 84,70 62,62 36,70 20,84",
            "34,0 26,30 20,58 18,82 28,98 48,99 66,88 68,70 54,60 36,66 24,80"),
    ];

    private static GlyphVariant[] Seven() =>
    [
        new(62, // A top and a slope: plain, sagging top, steep, bent leg.
            "12,8 46,6 86,4! 70,34 54,66 44,100",
            "8,8 34,12 84,6! 66,32 50,66 44,100",
            "16,6 44,4 74,2! 68,34 60,68 54,100",
            "10,12 42,2 88,8! 62,34 46,64 44,100",
            "14,4 44,5 80,8! 62,38 42,70 22,100"),
        new(20, // With a hook at the left.
            "13,24 18,5! 50,6 86,4! 70,34 54,66 46,100",
            "18,34 20,8! 48,10 82,4! 66,34 52,66 42,100"),
        new(18, // With a bar through the leg.
            "12,8 46,6 86,4! 70,34 54,66 44,100 / 32,54 56,52 82,48",
            "10,14 44,4 86,6! 64,36 48,66 42,100 / 22,50 52,50 86,52"),
    ];

    private static GlyphVariant[] Eight() =>
    [
        new(80, // One stroke, from the upper right: plain, slanted, narrow, big belly, big head, open, from the side.
            "74,14 50,0 26,12 30,34 52,48 74,66 76,88 50,100 24,88 26,66 48,48 70,32 75,14",
            "88,12 66,0 40,12 40,34 52,50 62,66 58,88 34,100 12,88 18,68 46,52 78,34 88,14",
            "66,12 52,0 36,12 38,34 52,48 64,66 66,88 50,100 36,88 38,66 50,48 64,32 66,12",
            "70,12 52,2 34,12 36,28 54,40 82,60 86,86 52,101 16,86 20,60 48,40 66,28 70,12",
            "82,18 52,0 18,14 24,40 52,58 68,72 70,90 50,100 32,90 34,74 50,58 78,40 84,18",
            "76,8 46,2 24,18 34,38 54,50 72,66 72,88 48,99 24,90 26,68 46,52 68,36 88,14",
            "60,6 40,2 26,16 36,36 56,50 74,68 70,90 46,99 24,88 28,66 50,48 72,26 68,6"),
        new(20, // Two rings.
            "50,0 28,10 30,36 50,46 70,36 72,10 50,0 / 50,46 24,58 22,88 50,100 78,88 76,58 50,46",
            "54,2 34,12 32,34 50,46 70,38 74,14 56,2 / 50,48 28,58 18,84 44,99 70,90 74,62 52,47",
            "48,0 30,8 32,30 50,38 68,30 68,8 52,2 / 50,38 18,52 18,88 50,100 82,88 80,54 46,40"),
    ];

    private static GlyphVariant[] Nine() =>
    [
        new(70, // A ring and a straight leg: plain, small ring, big ring, open, leaning.
            "76,12 57,1 34,6 22,24 32,41 54,40 71,24 78,7! 74,54 70,100",
            "70,10 56,1 40,5 32,20 39,33 54,31 65,18 72,5! 66,54 60,100",
            "82,18 60,0 24,6 8,34 24,55 54,53 76,32 84,12! 78,56 72,100",
            "66,4 46,6 28,18 22,36 36,48 56,42 74,26 80,4! 74,52 66,100",
            "84,14 64,1 40,8 26,26 32,42 54,41 76,24 84,9! 68,54 50,100"),
        new(30, // A ring and a curved tail.
            "76,18 58,2 34,6 20,26 31,45 56,43 74,24 80,20 80,56 68,88 42,100 18,90",
            "72,16 52,0 30,8 18,28 32,46 57,42 72,24 77,22 74,60 60,90 40,100 24,94",
            "80,22 60,2 32,4 14,28 28,52 58,48 78,26 84,24 86,56 80,84 62,100 38,98"),
    ];
}

/// <summary>A point of a skeleton; the skeleton of a digit is 100 high.</summary>
/// <param name="Place">Where it is, from the top left.</param>
/// <param name="IsCorner">The pen turns sharply here; elsewhere the curve is smooth.</param>
/// <param name="IsLast">The pen leaves the paper after this point.</param>
internal readonly record struct SkeletonPoint(Point Place, bool IsCorner, bool IsLast);

/// <summary>
/// One way of writing a digit, from several shapes made of the same strokes. Whoever writes it mixes the shapes, so
/// that open and closed, narrow and wide, straight and curved blend into each other as they do in handwriting.
/// </summary>
internal sealed class GlyphVariant
{
    private readonly SkeletonPoint[][] _shapes;

    /// <summary>Reads shapes written as "x,y x,y x,y! x,y / x,y x,y": '!' marks a corner, '/' lifts the pen.</summary>
    /// <param name="share">How common this way of writing is, relative to the digit's other forms.</param>
    /// <param name="shapes">At least one; all have the same number of points, corners and strokes.</param>
    /// <exception cref="ArgumentException">The shapes can't be mixed.</exception>
    public GlyphVariant(double share, params ReadOnlySpan<string> shapes)
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

/// <summary>A place on the paper, or a step from one place to another: x to the right, y down.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>Length of the step.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);
}
