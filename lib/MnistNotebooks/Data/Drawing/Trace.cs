using System.Runtime.InteropServices;

namespace MnistNotebooks.Data.Drawing;

/// <summary>A point that the pen passed.</summary>
/// <param name="Place">Where it was.</param>
/// <param name="Radius">Half the line's width there, in pixels.</param>
/// <param name="IsLast">The pen left the paper here.</param>
internal readonly record struct TracePoint(Point Place, double Radius, bool IsLast);

/// <summary>The way of the pen: smooth curves through the points of a skeleton, cut into short straight pieces.</summary>
internal sealed class Trace
{
    private const int PiecesPerSpan = 5;

    private readonly List<TracePoint> _points = [];

    /// <summary>The points in the order of writing.</summary>
    public ReadOnlySpan<TracePoint> Points => CollectionsMarshal.AsSpan(_points);

    /// <summary>Replaces the trace by curves through the given points, with sharp turns at corners only.</summary>
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
