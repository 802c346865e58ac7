namespace MnistNotebooks.Data.Drawing;

/// <summary>
/// Turns the way of a pen into 28×28 grey levels as MNIST was made: the ink scaled to fit a box of 20×20 pixels without
/// changing its proportions, anti-aliased, and the box placed by whole pixels so that the centre of mass lies in the middle.
/// </summary>
internal sealed class Picture
{
    /// <summary>Side of the box that the ink fills, in pixels.</summary>
    public const int Box = 20;

    // Width of the grey rim of a line, in pixels: half inside its radius, half outside.
    private const double Rim = 1.4;

    private readonly float[] _ink = new float[Box * Box];

    /// <summary>Draws the trace, whatever its size and place.</summary>
    /// <param name="trace">The pen's way.</param>
    /// <param name="pixels">Receives 784 grey levels.</param>
    public void Draw(Trace trace, Span<byte> pixels)
    {
        var points = trace.Points;
        var (scale, origin) = Fit(points);
        Array.Clear(_ink);
        for (int i = 0; i < points.Length; i++)
        {
            // A stroke's last point closes the piece before it and starts none.
            var from = points[i];
            if (!from.IsLast)
                Line(scale * (from.Place - origin), from.Radius, scale * (points[i + 1].Place - origin), points[i + 1].Radius);
        }
        Centre(pixels);
    }

    // The scale, and the place that becomes the top left corner of the box, such that no pixel centre outside the box gets ink.
    private static (double Scale, Point Origin) Fit(ReadOnlySpan<TracePoint> points)
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
    private void Line(Point from, double fromRadius, Point to, double toRadius)
    {
        double reach = Math.Max(fromRadius, toRadius) + Rim / 2;
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right = Math.Min(Box - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(Box - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        Point way = to - from;
        double square = way.X * way.X + way.Y * way.Y + 1e-12;
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                Point offset = new Point(column + 0.5, row + 0.5) - from;
                double t = Math.Clamp((offset.X * way.X + offset.Y * way.Y) / square, 0, 1);
                double distance = (offset - t * way).Length;
                float ink = (float)((fromRadius + t * (toRadius - fromRadius) - distance) / Rim + 0.5);
                ref float there = ref _ink[row * Box + column];
                there = Math.Max(there, ink);
            }
        }
    }

    private void Centre(Span<byte> pixels)
    {
        double mass = 0, massX = 0, massY = 0;
        for (int i = 0; i < _ink.Length; i++)
        {
            // The grey of a rim rises steeply in its middle, as where a pixel's square is half covered.
            float depth = Math.Min(1, _ink[i]);
            double ink = _ink[i] = depth * depth * (3 - 2 * depth);
            mass += ink;
            massX += ink * (i % Box);
            massY += ink * (i / Box);
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
