namespace MnistNotebooks.Data;

/// <summary>How clear it is that what was found is a digit.</summary>
internal enum Clarity
{
    /// <summary>It may be a rim or a table.</summary>
    None,

    /// <summary>Below it is a line that may be a stroke of it or the paper's.</summary>
    Line,

    /// <summary>It reaches the picture's edge, but with little, as a stroke does that leaves the paper.</summary>
    LeavesPaper,

    /// <summary>It is all, or mostly, inside the picture.</summary>
    Digit,
}

/// <summary>
/// Finds a digit's strokes in what is left of a picture without its paper: cells that hang together, aren't specks and aren't at its edge.
/// </summary>
internal sealed class ConnectedComponents
{
    /// <summary>A pixel from this level on is ink for certain.</summary>
    public const int Certain = 128;

    // One certain pixel in so many makes a cell part of a stroke, so that a thin pen counts.
    private const int PixelsPerCertain = 32;

    // Strokes reach over at least so many cells, and the greatest has at most so many times their ink.
    private const int LeastExtent = 3, MostTimes = 20;

    // What is around a digit is at most so many times as large: a rim at the picture's edge, and a box or circle.
    private const int MostTimesAtEdge = 8, MostTimesWide = 3;

    // A ruled line, or the bar of a window, is at least so many times as long as thick, and as long as what it lies beside; a stroke of a
    // digit that came apart is shorter: the bar of a 5, or, upright, the stem of a 4.
    private const int LeastSlim = 4;
    private const double LeastAcross = 1.5, LeastUpright = 1.8;

    // A shorter one is thinner than strokes that came apart, or farther from what it lies above or below: in parts of its height.
    private const int LeastThin = 6;
    private const double LeastShort = 0.4, LeastGap = 0.1, WideGap = 0.2;

    // Of the picture's border: a stroke that leaves the paper covers no more of it, a rim or a table does.
    private const double MostOfEdge = 0.06;

    // Cells around a stroke that may hold its pale rim.
    private const int Rim = 2;

    private readonly Grid _grid;

    private ConnectedComponents(Grid grid) => _grid = grid;

    private sealed record Stroke(List<int> Cells, long Ink, bool TouchesEdge);

    /// <summary>Clears every pixel that is not in a stroke or at its rim.</summary>
    /// <param name="ink">Levels of ink, row by row, 0…255.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="rows">Rows of cells.</param>
    /// <returns>Whether there is a stroke, and how clear it is that the strokes are a digit's.</returns>
    public static (bool IsAny, Clarity Clarity) KeepIn(byte[] ink, int width, int columns, int rows)
    {
        int height = ink.Length / width;
        int[] columnOf = CellOf(width, columns), rowOf = CellOf(height, rows);
        int[] certain = new int[columns * rows], pixels = new int[columns * rows];
        for (int y = 0; y < height; y++)
        {
            int first = rowOf[y] * columns;
            for (int x = 0; x < width; x++)
            {
                pixels[first + columnOf[x]]++;
                if (ink[y * width + x] >= Certain)
                    certain[first + columnOf[x]]++;
            }
        }

        var (kept, clarity) = new ConnectedComponents(new(columns, rows)).Kept(certain, pixels);
        for (int y = 0; y < height; y++)
        {
            int first = rowOf[y] * columns;
            for (int x = 0; x < width; x++)
            {
                if (!kept[first + columnOf[x]])
                    ink[y * width + x] = 0;
            }
        }
        return (kept.Contains(true), clarity);
    }

    private static int[] CellOf(int pixels, int cells) =>
        [.. Enumerable.Range(0, pixels).Select(pixel => (int)((pixel + 0.5) * cells / pixels))];

    private (bool[] Kept, Clarity Clarity) Kept(int[] certain, int[] pixels)
    {
        bool[] isInk = [.. certain.Select((count, cell) => count > 0 && count * PixelsPerCertain >= pixels[cell])];
        List<Stroke> strokes = [.. _grid.Regions(isInk, true, corners: true).Select(cells =>
            new Stroke(cells, cells.Sum(cell => (long)certain[cell]), cells.Exists(_grid.IsAtEdge)))];
        strokes.RemoveAll(stroke => Extent(stroke.Cells) < LeastExtent);
        Stroke[] frames = [.. strokes.Where(outer => strokes.Exists(inner => Encloses(outer, inner)))];
        strokes.RemoveAll(frames.Contains);
        Stroke[] lines = [.. strokes.Where(line => IsBeside(line, [.. strokes.Where(other => other != line)])
            || Away(line, strokes) is { } away && Math.Abs(away) >= (Slimness(line) >= LeastThin ? LeastGap : WideGap))];
        strokes.RemoveAll(lines.Contains);
        // So near above, it is the bar of a 5; below, no digit but a 2 has such a stroke.
        bool hasLine = strokes.Exists(stroke => Away(stroke, strokes) >= 0);

        bool[] kept = new bool[isInk.Length];
        if (strokes.MaxBy(stroke => stroke.Ink) is not { } greatest)
            return (kept, Clarity.None);

        // Beside a digit in the middle, what reaches the edge is a shadow or the table.
        bool Belongs(Stroke stroke) => stroke.Ink * MostTimes >= greatest.Ink && (greatest.TouchesEdge || !stroke.TouchesEdge);
        foreach (int cell in strokes.Where(Belongs).SelectMany(stroke => stroke.Cells).SelectMany(cell => _grid.Around(cell, Rim)))
            kept[cell] = true;
        long atEdge = strokes.Where(stroke => stroke.TouchesEdge).Sum(stroke => stroke.Ink);
        int edge = 2 * (_grid.Columns + _grid.Rows);
        int inkAtEdge = strokes.Where(stroke => stroke.TouchesEdge).Sum(stroke => stroke.Cells.Count(_grid.IsAtEdge));
        Clarity clarity = hasLine ? Clarity.Line : 2 * atEdge < strokes.Where(Belongs).Sum(stroke => stroke.Ink) ? Clarity.Digit
            : inkAtEdge <= MostOfEdge * edge ? Clarity.LeavesPaper : Clarity.None;
        return (kept, clarity);
    }

    // Whether one is a box, a circle or a rim around the other: it lies to all four sides of the other's middle. A dot in a 0 is smaller.
    private bool Encloses(Stroke outer, Stroke inner)
    {
        int times = outer.TouchesEdge ? MostTimesAtEdge : MostTimesWide;
        if (inner.TouchesEdge || Extent(inner.Cells) * times < Extent(outer.Cells))
            return false;
        int columns = _grid.Columns;
        int column = (inner.Cells.Min(cell => cell % columns) + inner.Cells.Max(cell => cell % columns)) / 2;
        int row = (inner.Cells.Min(cell => cell / columns) + inner.Cells.Max(cell => cell / columns)) / 2;
        return LiesOnBothSides(row, cell => cell / columns, cell => cell % columns)
            && LiesOnBothSides(column, cell => cell % columns, cell => cell / columns);

        bool LiesOnBothSides(int line, Func<int, int> across, Func<int, int> along)
        {
            int[] places = [.. outer.Cells.Where(cell => across(cell) == line).Select(along)];
            return places.Length > 0 && places.Min() < inner.Cells.Min(along) && places.Max() > inner.Cells.Max(along);
        }
    }

    // Whether one is a line along a side of all that is written.
    private bool IsBeside(Stroke line, Stroke[] written)
    {
        if (written.Length == 0)
            return false;
        var (left, width) = Span(line.Cells, cell => cell % _grid.Columns);
        var (top, height) = Span(line.Cells, cell => cell / _grid.Columns);
        int[] cells = [.. written.SelectMany(stroke => stroke.Cells)];
        var (leftOfAll, widthOfAll) = Span(cells, cell => cell % _grid.Columns);
        var (topOfAll, heightOfAll) = Span(cells, cell => cell / _grid.Columns);
        return width >= LeastSlim * height && width >= LeastAcross * widthOfAll && AreApart(top, height, topOfAll, heightOfAll)
            || height >= LeastSlim * width && height >= LeastUpright * heightOfAll && AreApart(left, width, leftOfAll, widthOfAll);

        static bool AreApart(int start, int length, int other, int otherLength) => start >= other + otherLength || other >= start + length;
    }

    // How many parts of the digit's height a short line is above or below it, such as a form has for each; there may be one on both sides.
    // Null for another stroke, negative for a line above.
    private double? Away(Stroke line, List<Stroke> strokes)
    {
        if (Slimness(line) < LeastSlim)
            return null;
        int[] written = [.. strokes.Where(other => Slimness(other) < LeastSlim).SelectMany(stroke => stroke.Cells)];
        if (written.Length == 0
            || Span(line.Cells, cell => cell % _grid.Columns).Length < LeastShort * Span(written, cell => cell % _grid.Columns).Length)
            return null;
        var (top, height) = Span(line.Cells, cell => cell / _grid.Columns);
        var (topOfAll, heightOfAll) = Span(written, cell => cell / _grid.Columns);
        return top >= topOfAll + heightOfAll ? (double)(top - topOfAll - heightOfAll) / heightOfAll
            : topOfAll >= top + height ? (double)(top + height - topOfAll) / heightOfAll : null;
    }

    private double Slimness(Stroke stroke) => (double)Span(stroke.Cells, cell => cell % _grid.Columns).Length
        / Span(stroke.Cells, cell => cell / _grid.Columns).Length;

    private static (int Start, int Length) Span(IReadOnlyCollection<int> cells, Func<int, int> place)
    {
        int start = cells.Min(place);
        return (start, cells.Max(place) - start + 1);
    }

    private int Extent(List<int> cells) => 1 + Math.Max(
        cells.Max(cell => cell % _grid.Columns) - cells.Min(cell => cell % _grid.Columns),
        cells.Max(cell => cell / _grid.Columns) - cells.Min(cell => cell / _grid.Columns));
}
