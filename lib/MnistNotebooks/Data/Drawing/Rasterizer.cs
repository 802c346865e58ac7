using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MnistNotebooks.Data;

/// <summary>A point that the pen passed.</summary>
/// <param name="Place">Where it was.</param>
/// <param name="Radius">Half the line's width there, in pixels.</param>
/// <param name="IsLast">The pen left the paper here.</param>
internal readonly record struct PenPoint(Point Place, double Radius, bool IsLast);

/// <summary>The way of the pen: smooth curves through the points of a skeleton, cut into short straight pieces.</summary>
internal sealed class PenPath
{
    private const int PiecesPerSpan = 5;

    private readonly List<PenPoint> _points = [];

    /// <summary>The points in the order of writing.</summary>
    public ReadOnlySpan<PenPoint> Points => CollectionsMarshal.AsSpan(_points);

    /// <summary>Replaces the path by curves through the given points, with sharp turns at corners only.</summary>
    /// <param name="skeleton">Points in the order of writing; every stroke has at least two.</param>
    /// <param name="radii">Half the line's width at each point, in pixels.</param>
    public void Follow(ReadOnlySpan<SkeletonPoint> skeleton, ReadOnlySpan<double> radii)
    {
        _points.Clear();
        int first = 0;
        for (int i = 0; i < skeleton.Length; i++)
        {
            if (i == first || !(skeleton[i].IsCorner || skeleton[i].IsLast))
                continue;
            Curve(skeleton[first..(i + 1)], radii[first..(i + 1)]);
            first = skeleton[i].IsLast ? i + 1 : i;
        }
    }

    // Cubic Hermite spans. The slope at a point is that of the parabola through it and its neighbours by chord length:
    // unlike a Catmull-Rom spline with equal knots, the curve does not overshoot where the points lie unevenly.
    private void Curve(ReadOnlySpan<SkeletonPoint> points, ReadOnlySpan<double> radii)
    {
        int spans = points.Length - 1;
        Span<double> lengths = stackalloc double[spans];
        Span<Point> chords = stackalloc Point[spans];
        Span<Point> slopes = stackalloc Point[spans + 1];
        for (int i = 0; i < spans; i++)
        {
            Point step = points[i + 1].Place - points[i].Place;
            lengths[i] = step.Length + 1e-9;
            chords[i] = 1 / lengths[i] * step;
        }
        for (int i = 1; i < spans; i++)
        {
            double share = lengths[i] / (lengths[i - 1] + lengths[i]);
            slopes[i] = share * chords[i - 1] + (1 - share) * chords[i];
        }
        // No curvature at the ends.
        slopes[0] = spans == 1 ? chords[0] : 0.5 * (3 * chords[0] - slopes[1]);
        slopes[spans] = spans == 1 ? chords[0] : 0.5 * (3 * chords[^1] - slopes[spans - 1]);

        for (int i = 0; i < spans; i++)
        {
            Point leaving = lengths[i] * slopes[i], arriving = lengths[i] * slopes[i + 1];
            for (int k = 0; k < PiecesPerSpan; k++)
            {
                double t = (double)k / PiecesPerSpan, s = 1 - t;
                Point place = s * s * (1 + 2 * t) * points[i].Place + t * t * (1 + 2 * s) * points[i + 1].Place
                    + s * s * t * leaving - t * t * s * arriving;
                _points.Add(new(place, s * radii[i] + t * radii[i + 1], IsLast: false));
            }
        }
        _points.Add(new(points[^1].Place, radii[^1], points[^1].IsLast));
    }
}

/// <summary>
/// Turns the way of a pen into 28×28 grey levels as MNIST was made: the ink scaled to fit a box of 20×20 pixels without
/// changing its proportions, anti-aliased, and the box placed by whole pixels so that the centre of mass lies in the middle.
/// </summary>
internal sealed class Rasterizer
{
    /// <summary>Side of the box that the ink fills, in pixels.</summary>
    public const int Box = 20;

    // Width of the grey rim of a line, in pixels: half inside its radius, half outside.
    private const double Rim = 1.4;

    // How much a pixel of the rim may be darker or lighter than its distance from the line says.
    private const double Grain = 0.12;

    // Pixels that are computed at once.
    private const int Lanes = 4;

    private static readonly Vector128<float> PixelCentres = Vector128.Create(0.5f, 1.5f, 2.5f, 3.5f);

    private readonly float[] _ink = new float[Box * Box];

    /// <summary>Draws the path, whatever its size and place.</summary>
    /// <param name="path">The pen's way.</param>
    /// <param name="random">Decides on the grain of the paper.</param>
    /// <param name="pixels">Receives 784 grey levels.</param>
    public void Draw(PenPath path, ref RandomStream random, Span<byte> pixels)
    {
        var points = path.Points;
        var (scale, origin) = Fit(points);
        Array.Clear(_ink);
        for (int i = 0; i < points.Length; i++)
        {
            // A stroke's last point closes the piece before it and starts none.
            var from = points[i];
            if (!from.IsLast)
                Line(scale * (from.Place - origin), from.Radius, scale * (points[i + 1].Place - origin), points[i + 1].Radius);
        }
        Soak(ref random);
        Centre(pixels);
    }

    // The scale, and the place that becomes the top left corner of the box, such that no pixel centre outside the box gets ink.
    private static (double Scale, Point Origin) Fit(ReadOnlySpan<PenPoint> points)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue, radius = 0;
        foreach (var point in points)
        {
            left = Math.Min(left, point.Place.X);
            right = Math.Max(right, point.Place.X);
            top = Math.Min(top, point.Place.Y);
            bottom = Math.Max(bottom, point.Place.Y);
            radius = Math.Max(radius, point.Radius);
        }
        double margin = radius + Rim / 2 - 0.5;
        double scale = (Box - 2 * margin) / Math.Max(right - left, bottom - top);
        double half = Box / 2 / scale;
        return (scale, new((left + right) / 2 - half, (top + bottom) / 2 - half));
    }

    // A piece of line with round ends. Where pieces overlap the darker one wins, so joints don't show.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first digit on.
    private void Line(Point from, double fromRadius, Point to, double toRadius)
    {
        double reach = Math.Max(fromRadius, toRadius) + Rim / 2;
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right = Math.Min(Box - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(Box - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        Point way = to - from;
        double square = way.X * way.X + way.Y * way.Y + 1e-12;
        float alongX = (float)(way.X / square), alongY = (float)(way.Y / square), wayX = (float)way.X, wayY = (float)way.Y;
        float depth = (float)(fromRadius / Rim + 0.5), deeper = (float)((toRadius - fromRadius) / Rim);

        // From a multiple of the lanes, of which the box's side is one too.
        left -= left % Lanes;
        for (int row = top; row <= bottom; row++)
        {
            float y = (float)(row + 0.5 - from.Y);
            for (int column = left; column <= right; column += Lanes)
            {
                var x = PixelCentres + Vector128.Create((float)(column - from.X));
                var t = Vector128.Clamp(x * alongX + Vector128.Create(y * alongY), Vector128<float>.Zero, Vector128<float>.One);
                var dx = x - t * wayX;
                var dy = Vector128.Create(y) - t * wayY;
                var ink = Vector128.Create(depth) + t * deeper - Vector128.Sqrt(dx * dx + dy * dy) * (float)(1 / Rim);
                var pixels = _ink.AsSpan(row * Box + column, Lanes);
                Vector128.Max(ink, Vector128.Create<float>(pixels)).CopyTo(pixels);
            }
        }
    }

    // Ink is full inside a line and runs out over its rim, raggedly, as paper has a grain.
    private void Soak(ref RandomStream random)
    {
        foreach (ref float ink in _ink.AsSpan())
        {
            if (ink is > 0 and < 1)
                ink += (float)random.Uniform(-Grain, Grain);
            ink = Math.Clamp(ink, 0, 1);
            ink *= ink * (3 - 2 * ink);
        }
    }

    private void Centre(Span<byte> pixels)
    {
        double mass = 0, massX = 0, massY = 0;
        for (int i = 0; i < _ink.Length; i++)
        {
            mass += _ink[i];
            massX += _ink[i] * (i % Box);
            massY += _ink[i] * (i / Box);
        }
        int left = Start(massX / mass), top = Start(massY / mass);
        pixels.Clear();
        for (int row = 0; row < Box; row++)
            for (int column = 0; column < Box; column++)
                pixels[(top + row) * DigitSet.Side + left + column] = (byte)(255 * _ink[row * Box + column] + 0.5f);

        // Moves the centre of mass to pixel 14, but never the box out of the picture (it would leave it for a few 7s with a long top).
        static int Start(double centre) => Math.Clamp((int)Math.Round(DigitSet.Side / 2 - centre), 0, DigitSet.Side - Box);
    }
}
