namespace MnistNotebooks.Data;

/// <summary>Which cells of a picture are light, all in all and along its border.</summary>
internal sealed class Border
{
    // A picture this many times as long as wide shows a 1 and nothing else, so most of it is ink.
    private const int Narrow = 4;

    private const double WholeSide = 0.95, Doubt = 0.15, MostlyInk = 0.7;

    private readonly bool[] _isLight;
    private readonly Grid _grid;

    public Border(GreyPicture picture)
    {
        GreyPicture cells = Background.Cells(picture);
        int split = Threshold.Split(cells);
        _grid = new(cells.Width, cells.Height);
        _isLight = [.. cells.Pixels.ToArray().Select(level => level >= split)];
        IsNarrow = Math.Max(picture.Width, picture.Height) >= Narrow * Math.Min(picture.Width, picture.Height);
    }

    private bool IsNarrow { get; }

    /// <summary>
    /// Whether the paper is light, if it is that of a digit cut out at its outermost ink: then the corners and most of the border are
    /// paper, but in the narrow picture of a 1 all may be ink, but for a little. Null when it can't be told.
    /// </summary>
    public bool? IsPaperLight => IsNarrow && Math.Abs(Share(_ => true) - 0.5) > MostlyInk - 0.5 ? Share(_ => true) < 0.5
        : LightCorners + LightEdge is var light && Math.Abs(light - 1) < Doubt ? null : light > 1;

    private double LightCorners => Share(cell => (cell % _grid.Columns == 0 || cell % _grid.Columns == _grid.Columns - 1)
        && (cell / _grid.Columns == 0 || cell / _grid.Columns == _grid.Rows - 1));

    private double LightEdge => Share(_grid.IsAtEdge);

    /// <summary>Whether a whole side is light, or dark, as ink is in the picture of a 1 only.</summary>
    public bool HasSide(bool light) => !IsNarrow && new double[]
    {
        Share(cell => cell % _grid.Columns == 0), Share(cell => cell % _grid.Columns == _grid.Columns - 1),
        Share(cell => cell / _grid.Columns == 0), Share(cell => cell / _grid.Columns == _grid.Rows - 1),
    }.Any(share => (light ? share : 1 - share) >= WholeSide);

    private double Share(Func<int, bool> counts) =>
        Enumerable.Range(0, _isLight.Length).Where(counts).Average(cell => _isLight[cell] ? 1.0 : 0);
}
