namespace MnistNotebooks.Data.Drawing;

/// <summary>A place on the paper, or a step from one place to another: x to the right, y down.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>Length of the step.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);
}
