namespace MnistNotebooks.Data;

/// <summary>What was found in a picture.</summary>
/// <param name="Ink">The ink alone, in a picture of the same size; null when there is none.</param>
/// <param name="IsPaperLight">Whether the ink is darker than its paper.</param>
/// <param name="IsClear">Whether it is a digit on one ground; else it may be the ground that was taken for ink.</param>
internal sealed record FoundInk(GreyPicture? Ink, bool IsPaperLight, bool IsClear);

/// <summary>
/// Looks for the ink of a digit, in this order: on a sheet that is a part of the picture, in the picture as one sheet, in the picture as a
/// digit that was cut out at its outermost ink.
/// </summary>
internal static class InkSearch
{
    // A desk, a sheet, a box drawn on it and the inside of the box.
    private const int MostDepth = 4;

    // The widest strokes of MNIST's digits fill two thirds of their rectangle. A 1, whose rectangle is narrow, may fill it all.
    private const double Solid = 0.72, LeastWide = 0.45;

    public static FoundInk In(GreyPicture picture) => In(picture, depth: 1);

    private static FoundInk In(GreyPicture picture, int depth)
    {
        List<Sheet> sheets = depth < MostDepth ? [.. Sheet.In(picture)] : [];
        foreach (Sheet sheet in sheets)
        {
            FoundInk on = In(sheet.Painted(picture), depth + 1);
            if (on is { Ink: { } ink, IsClear: true } && sheet.Placed(picture, ink, on.IsPaperLight) is { } placed)
                return on with { Ink = placed };
        }
        FoundInk whole = On(picture, Background.IsLight(picture));
        bool isTaken = whole.Ink is { } found && sheets.Exists(sheet => sheet.IsTakenFor(found));
        bool isLikely = whole.IsClear && !isTaken && new Border(picture).IsPaperLight is var light && (light is null || light == whole.IsPaperLight);
        return isLikely ? whole : (isTaken ? null : CutOut(picture)) ?? whole with { IsClear = whole.IsClear && !isTaken };
    }

    private static FoundInk On(GreyPicture picture, bool isPaperLight)
    {
        var (ink, isClear) = BackgroundRemoval.Ink(isPaperLight ? picture.Inverted() : picture);
        return new(ink, isPaperLight, isClear && !IsSolid(ink!));
    }

    // Whether it fills its rectangle as no digit does, only a sheet with a digit cut out of it.
    private static bool IsSolid(GreyPicture ink)
    {
        GreyPicture cropped = Centring.Cropped(ink);
        int certain = 0;
        foreach (byte level in cropped.Pixels)
            certain += level >= ConnectedComponents.Certain ? 1 : 0;
        return Math.Min(cropped.Width, cropped.Height) >= LeastWide * Math.Max(cropped.Width, cropped.Height)
            && certain >= Solid * cropped.Pixels.Length;
    }

    // Paper is put around the picture. Null when that makes no digit that fills it.
    private static FoundInk? CutOut(GreyPicture picture)
    {
        var border = new Border(picture);
        if (border.IsPaperLight is not { } isPaperLight || border.HasSide(!isPaperLight))
            return null;
        var margin = Margin.Around(picture, isPaperLight);
        FoundInk found = On(margin.Padded, isPaperLight);
        if (found is not { Ink: { } ink, IsClear: true } || !margin.IsFilledBy(ink))
            return null;
        return found with { Ink = ink.Part(margin.Left, margin.Top, picture.Width, picture.Height) };
    }
}

/// <summary>Paper that is put around a picture of a digit that was cut out at its outermost ink.</summary>
/// <param name="Padded">The picture with the paper.</param>
/// <param name="Left">Columns of paper before it.</param>
/// <param name="Top">Rows of paper above it.</param>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
internal sealed record Margin(GreyPicture Padded, int Left, int Top, int Width, int Height)
{
    public static Margin Around(GreyPicture picture, bool isPaperLight)
    {
        int side = Math.Max(picture.Width, picture.Height) * 3 / 2 + 2;
        int left = (side - picture.Width) / 2, top = (side - picture.Height) / 2;
        byte[] pixels = new byte[side * side];
        Array.Fill(pixels, Paper(picture, isPaperLight));
        for (int y = 0; y < picture.Height; y++)
            picture.Row(y).CopyTo(pixels.AsSpan((top + y) * side + left));
        return new(new(side, side, pixels), left, top, picture.Width, picture.Height);
    }

    /// <summary>Whether ink in <see cref="Padded"/> reaches about as far as the picture to all sides.</summary>
    public bool IsFilledBy(GreyPicture ink)
    {
        GreyPicture cropped = Centring.Cropped(ink);
        return cropped.Width >= 0.8 * Width - 2 && cropped.Height >= 0.8 * Height - 2;
    }

    // The median of the pixels on the paper's side of the threshold.
    private static byte Paper(GreyPicture picture, bool isPaperLight)
    {
        int split = Threshold.Split(picture);
        byte[] paper = [.. picture.Pixels.ToArray().Where(level => level >= split == isPaperLight)];
        Array.Sort(paper);
        return paper.Length > 0 ? paper[paper.Length / 2] : picture.Pixels[0];
    }

}

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
