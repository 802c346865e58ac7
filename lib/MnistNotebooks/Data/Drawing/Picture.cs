using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    // How much a pixel of the rim may be darker or lighter than its distance from the line says.
    private const double Grain = 0.12;

    // Pixels that are computed at once.
    private const int Lanes = 4;

    private static readonly Vector128<float> PixelCentres = Vector128.Create(0.5f, 1.5f, 2.5f, 3.5f);

    private readonly float[] _ink = new float[Box * Box];

    /// <summary>Draws the trace, whatever its size and place.</summary>
    /// <param name="trace">The pen's way.</param>
    /// <param name="random">Decides on the grain of the paper.</param>
    /// <param name="pixels">Receives 784 grey levels.</param>
    public void Draw(Trace trace, ref RandomStream random, Span<byte> pixels)
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
        Soak(ref random);
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
