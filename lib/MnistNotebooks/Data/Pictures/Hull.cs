namespace MnistNotebooks.Data;

/// <summary>The convex hull of cells of a grid, each a square of side 1.</summary>
internal sealed class Hull
{
    private readonly List<(double X, double Y)> _corners;

    private Hull(List<(double X, double Y)> corners) => _corners = corners;

    /// <summary>Of the cells that are in; there must be one. By A. Andrew's monotone chains (IPL 9, 1979).</summary>
    public static Hull Of(Grid grid, bool[] isIn)
    {
        var points = new SortedSet<(double X, double Y)>();
        for (int row = 0; row < grid.Rows; row++)
        {
            Span<bool> cells = isIn.AsSpan(row * grid.Columns, grid.Columns);
            int first = cells.IndexOf(true), last = cells.LastIndexOf(true);
            if (first >= 0)
                points.UnionWith([(first, row), (first, row + 1), (last + 1, row), (last + 1, row + 1)]);
        }
        return new([.. Chain(points), .. Chain(points.Reverse())]);
    }

    public double Area => Math.Abs(_corners.Select((a, i) => Turn((0, 0), a, _corners[(i + 1) % _corners.Count])).Sum()) / 2;

    /// <summary>
    /// Of the largest quadrilateral with its corners among the hull's: all of it for a sheet seen at a slant, 0.64 of an ellipse.
    /// </summary>
    public double QuadrilateralArea
    {
        get
        {
            double largest = 0;
            foreach (var a in _corners)
            {
                foreach (var b in _corners)
                    largest = Math.Max(largest, _corners.Max(c => Turn(a, b, c)) - _corners.Min(c => Turn(a, b, c)));
            }
            return largest / 2;
        }
    }

    // The corners from the first point to the last, which is left to the chain that begins there.
    private static List<(double X, double Y)> Chain(IEnumerable<(double X, double Y)> points)
    {
        List<(double X, double Y)> chain = [];
        foreach (var point in points)
        {
            while (chain.Count > 1 && Turn(chain[^2], chain[^1], point) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }
        return chain[..^1];
    }

    private static double Turn((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
