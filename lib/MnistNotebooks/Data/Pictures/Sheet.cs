namespace MnistNotebooks.Data;

/// <summary>
/// A part of a picture that may be the sheet a digit is on: a sheet on a desk, a window with a rim, the inside of a box drawn around a
/// digit. It is one of the regions, dark or light, that a threshold cuts the picture into, with what it encloses, and has straight sides.
/// </summary>
internal sealed class Sheet
{
    // In parts of all cells: less is a stroke or a loop, more is the whole picture.
    private const double LeastArea = 0.03, MostArea = 0.97;

    // Of its convex hull: how much it fills, and how much a quadrilateral does.
    private const double LeastConvex = 0.95, LeastQuadrilateral = 0.85;

    // Cells at the edge of the picture that may be a rim; what is beyond, too, is the ground.
    private const int ThinRim = 3;

    // The loop of a 0 fills at least so much of its hull; a box that a digit touches may fill less.
    private const double LeastOfLoop = 0.85;

    // The steps of a slanting line of cells leave out, of the hull, so much of a cell.
    private const double Steps = 0.25;

    // Of the picture's border: a sheet that the picture shows a part of may have more corners.
    private const double LeastBorder = 0.4;

    // Grey levels from its rim to what is around it; light that fades makes no such step.
    private const int LeastStep = 24;

    // Its area in parts of the square of its longer side: a stroke, like that of a 1, has less.
    private const double LeastWide = 0.4;

    // Of the ink inside a box, so much may lie along it; more is what is left of the box.
    private const double MostAtRim = 0.2;

    // Finer than for the light of paper, so that there is room between a digit and a rim near it.
    private const int MostCells = 128;

    private readonly GreyPicture _cells;
    private readonly List<int> _region;
    private readonly bool[] _isIn;
    private readonly bool _isInside;
    private readonly double _convexity;
    private readonly bool _isLight;

    private Sheet(GreyPicture cells, List<int> region, bool[] isIn, bool isInside, double convexity, bool isLight)
    {
        (_cells, _region, _isIn) = (cells, region, isIn);
        (_isInside, _convexity, _isLight) = (isInside, convexity, isLight);
    }

    /// <summary>The possible sheets of a picture, none of them in another; none at all where the whole picture is one.</summary>
    public static IEnumerable<Sheet> In(GreyPicture picture)
    {
        GreyPicture cells = Background.Cells(picture, MostCells);
        Grid grid = new(cells.Width, cells.Height);
        int split = Threshold.Split(cells);
        bool[] isLight = [.. cells.Pixels.ToArray().Select(level => level >= split)];
        int[] edge = [.. Enumerable.Range(0, isLight.Length).Where(grid.IsAtEdge)];
        int[] nearEdge = [.. Enumerable.Range(0, isLight.Length).Where(cell => grid.IsNearEdge(cell, ThinRim))];
        bool isEdgeLight = 2 * nearEdge.Count(cell => isLight[cell]) > nearEdge.Length;
        List<Sheet> sheets = [];
        foreach (List<int> region in (IEnumerable<List<int>>)[.. grid.Regions(isLight, true), .. grid.Regions(isLight, false)])
        {
            if (region.Count < LeastArea * isLight.Length)
                continue;
            bool[] filled = grid.Filled(region), inner = grid.Eroded(filled);
            double area = filled.Count(isIn => isIn);
            if (area > MostArea * filled.Length || !region.Exists(cell => inner[cell])
                || Step(cells, grid, filled) < LeastStep)
                continue;

            bool isInside = isLight[region[0]] == isEdgeLight && !region.Exists(grid.IsAtEdge);
            Hull hull = Hull.Of(grid, filled);
            double convexity = (area + Steps * (area - inner.Count(isIn => isIn))) / hull.Area;
            if (isInside || convexity >= LeastConvex && (hull.QuadrilateralArea >= LeastQuadrilateral * hull.Area
                || edge.Count(cell => filled[cell]) >= LeastBorder * edge.Length))
                sheets.Add(new(cells, region, inner, isInside, convexity, isLight[region[0]]));
        }
        // What is in another one is found again when that is looked at by itself.
        return sheets.Where(sheet => !sheets.Exists(other =>
            other != sheet && other._isIn[sheet._region[0]] && !other._region.Contains(sheet._region[0])));
    }

    // The mean, along the rim, of the difference from the most different cell outside, at most two cells away.
    private static double Step(GreyPicture cells, Grid grid, bool[] filled)
    {
        double sum = 0;
        int count = 0;
        for (int cell = 0; cell < filled.Length; cell++)
        {
            if (!filled[cell] || grid.Around(cell, 1).All(near => filled[near]))
                continue;
            byte level = cells.Pixels[cell];
            sum += grid.Around(cell, 2).Where(near => !filled[near]).Max(near => Math.Abs(cells.Pixels[near] - level));
            count++;
        }
        return sum / Math.Max(1, count);
    }

    /// <summary>Whether the sheet itself, or the box around it, was taken for ink.</summary>
    public bool IsTakenFor(GreyPicture ink)
    {
        int area = _isIn.Count(isIn => isIn);
        if (_isInside && _convexity < LeastOfLoop)
        {
            GreyPicture cropped = Centring.Cropped(ink);
            return 4.0 * area / _isIn.Length > (double)cropped.Width * cropped.Height / ink.Pixels.Length;
        }
        GreyPicture cells = ink.Scaled(_cells.Width, _cells.Height);
        int longer = Math.Max(Extent(cell => cell % _cells.Width), Extent(cell => cell / _cells.Width));
        return area >= LeastWide * longer * longer
            && 2 * _region.Count(cell => cells.Pixels[cell] >= ConnectedComponents.Certain / 2) > _region.Count;

        int Extent(Func<int, int> place) => _region.Max(place) - _region.Min(place) + 1;
    }

    /// <summary>The pixels around the sheet, with some of what is beside it, so that ink near its rim is not at an edge.</summary>
    private (int Left, int Top, int Width, int Height) Frame(GreyPicture picture)
    {
        var (left, width) = Span(cell => cell % _cells.Width, _cells.Width, picture.Width);
        var (top, height) = Span(cell => cell / _cells.Width, _cells.Height, picture.Height);
        return (left, top, width, height);
    }

    private (int Start, int Length) Span(Func<int, int> place, int places, int pixels)
    {
        int[] cells = [.. Enumerable.Range(0, _isIn.Length).Where(cell => _isIn[cell]).Select(place)];
        int first = cells.Min(), end = cells.Max() + 1, margin = (end - first) / 8 + 1;
        int start = Math.Max(0, first - margin) * pixels / places;
        return (start, Math.Min(places, end + margin) * pixels / places - start);
    }

    /// <summary>The part of the picture in the frame; what is not sheet there gets the grey of the nearest cell that is paper.</summary>
    public GreyPicture Painted(GreyPicture picture)
    {
        var (left, top, width, height) = Frame(picture);
        bool[] isPaper = new bool[_isIn.Length];
        foreach (int cell in _region)
            isPaper[cell] = _isIn[cell];
        int[] nearest = new Grid(_cells.Width, _cells.Height).Nearest(isPaper);
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = left + i % width, y = top + i / width, cell = CellAt(picture, x, y);
            pixels[i] = _isIn[cell] ? picture.Row(y)[x] : _cells.Pixels[nearest[cell]];
        }
        return new(width, height, pixels);
    }

    /// <summary>
    /// The ink found in <see cref="Painted"/>, in the whole picture; null when it reaches the sheet's rim: then it is not on this sheet
    /// alone.
    /// </summary>
    public GreyPicture? Placed(GreyPicture picture, GreyPicture ink, bool isPaperLight)
    {
        if (_isInside && (_convexity < LeastConvex || isPaperLight != _isLight))
            return null;
        var (left, top, width, height) = Frame(picture);
        var grid = new Grid(_cells.Width, _cells.Height);
        bool[] isRim = [.. Enumerable.Range(0, _isIn.Length).Select(cell => grid.Around(cell, 1).Any(near => !_isIn[near]))];
        byte[] pixels = new byte[picture.Width * picture.Height];
        int certain = 0, atRim = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte level = ink.Row(y)[x];
                int cell = level == 0 ? 0 : CellAt(picture, left + x, top + y);
                if (level >= ConnectedComponents.Certain && _isIn[cell])
                {
                    certain++;
                    atRim += isRim[cell] ? 1 : 0;
                }
                if (level > 0 && _isIn[cell])
                    pixels[(top + y) * picture.Width + left + x] = level;
            }
        }
        return certain > 0 && atRim <= (_isInside ? MostAtRim * certain : 0) ? new(picture.Width, picture.Height, pixels) : null;
    }

    private int CellAt(GreyPicture picture, int x, int y) =>
        (int)((y + 0.5) * _cells.Height / picture.Height) * _cells.Width + (int)((x + 0.5) * _cells.Width / picture.Width);
}
