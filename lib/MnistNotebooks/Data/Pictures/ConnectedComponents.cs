namespace MnistNotebooks.Data;

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

    // Cells around a stroke that may hold its pale rim.
    private const int Rim = 2;

    private readonly int _columns;
    private readonly int _rows;

    private ConnectedComponents(int columns, int rows) => (_columns, _rows) = (columns, rows);

    private sealed record Stroke(List<int> Cells, long Ink, bool TouchesEdge);

    /// <summary>Clears every pixel that is not in a stroke or at its rim.</summary>
    /// <param name="ink">Levels of ink, row by row, 0…255.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="rows">Rows of cells.</param>
    /// <returns>Whether there is a stroke.</returns>
    public static bool KeepIn(byte[] ink, int width, int columns, int rows)
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

        bool[] kept = new ConnectedComponents(columns, rows).Kept(certain, pixels);
        for (int y = 0; y < height; y++)
        {
            int first = rowOf[y] * columns;
            for (int x = 0; x < width; x++)
            {
                if (!kept[first + columnOf[x]])
                    ink[y * width + x] = 0;
            }
        }
        return kept.Contains(true);
    }

    private static int[] CellOf(int pixels, int cells) =>
        [.. Enumerable.Range(0, pixels).Select(pixel => (int)((pixel + 0.5) * cells / pixels))];

    private bool[] Kept(int[] certain, int[] pixels)
    {
        bool[] isInk = [.. certain.Select((count, cell) => count > 0 && count * PixelsPerCertain >= pixels[cell])];
        List<Stroke> strokes = [];
        for (int cell = 0; cell < isInk.Length; cell++)
        {
            if (isInk[cell])
                strokes.Add(From(cell, isInk, certain));
        }
        strokes.RemoveAll(stroke => Extent(stroke.Cells) < LeastExtent);

        bool[] kept = new bool[isInk.Length];
        if (strokes.MaxBy(stroke => stroke.Ink) is { } greatest)
        {
            // Beside a digit in the middle, what reaches the edge is a shadow or the table.
            bool Belongs(Stroke stroke) => stroke.Ink * MostTimes >= greatest.Ink && (greatest.TouchesEdge || !stroke.TouchesEdge);
            foreach (int cell in strokes.Where(Belongs).SelectMany(stroke => stroke.Cells).SelectMany(cell => Around(cell, Rim)))
                kept[cell] = true;
        }
        return kept;
    }

    // The cell and all others of ink that touch it through each other, also by a corner; takes them out of isInk.
    private Stroke From(int start, bool[] isInk, int[] certain)
    {
        List<int> cells = [start];
        isInk[start] = false;
        for (int i = 0; i < cells.Count; i++)
        {
            foreach (int neighbour in Around(cells[i], 1))
            {
                if (isInk[neighbour])
                {
                    isInk[neighbour] = false;
                    cells.Add(neighbour);
                }
            }
        }
        return new(cells, cells.Sum(cell => (long)certain[cell]), cells.Any(IsAtEdge));
    }

    private bool IsAtEdge(int cell) =>
        cell % _columns == 0 || cell % _columns == _columns - 1 || cell / _columns == 0 || cell / _columns == _rows - 1;

    private int Extent(List<int> cells) => 1 + Math.Max(
        cells.Max(cell => cell % _columns) - cells.Min(cell => cell % _columns),
        cells.Max(cell => cell / _columns) - cells.Min(cell => cell / _columns));

    private IEnumerable<int> Around(int cell, int reach)
    {
        int top = Math.Max(0, cell / _columns - reach), bottom = Math.Min(_rows - 1, cell / _columns + reach);
        int left = Math.Max(0, cell % _columns - reach), right = Math.Min(_columns - 1, cell % _columns + reach);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
                yield return row * _columns + column;
        }
    }
}
