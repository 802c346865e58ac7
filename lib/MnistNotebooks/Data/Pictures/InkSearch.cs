namespace MnistNotebooks.Data;

/// <summary>What was found in a picture.</summary>
/// <param name="Ink">The ink alone, in a picture of the same size; null when there is none.</param>
/// <param name="IsPaperLight">Whether the ink is darker than its paper.</param>
/// <param name="IsClear">Whether it is a digit on one ground; else it may be the ground that was taken for ink.</param>
/// <param name="LeavesPaper">Whether it may be a digit of which a stroke reaches the picture's edge.</param>
/// <param name="HasLine">Whether a line below the digit may be a stroke of it.</param>
internal sealed record FoundInk(GreyPicture? Ink, bool IsPaperLight, bool IsClear, bool LeavesPaper, bool HasLine);

/// <summary>
/// Looks for the ink of a digit, in this order: on a sheet that is a part of the picture, in the picture as one sheet, in the picture as a
/// digit that was cut out at its outermost ink.
/// </summary>
internal static class InkSearch
{
    // A desk, a sheet, a box drawn on it and the inside of the box.
    private const int MostDepth = 4;

    // No stroke is so many times as long as wide.
    private const int MostNarrow = 12;

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
        if (whole.Ink is { } found && sheets.Exists(sheet => sheet.IsTakenFor(found)))
            return whole with { IsClear = false };
        bool? isBorderLight = new Border(picture).IsPaperLight;
        if (whole.IsClear && (isBorderLight ?? whole.IsPaperLight) == whole.IsPaperLight)
            return whole;
        return CutOut(picture) ?? whole with { IsClear = whole.LeavesPaper && isBorderLight == whole.IsPaperLight };
    }

    private static FoundInk On(GreyPicture picture, bool isPaperLight)
    {
        var (ink, clarity) = BackgroundRemoval.Ink(isPaperLight ? picture.Inverted() : picture);
        bool isStroke = clarity != Clarity.None && !IsSolid(ink!);
        return new(ink, isPaperLight, isStroke && clarity == Clarity.Digit, isStroke && clarity == Clarity.LeavesPaper,
            isStroke && clarity == Clarity.Line);
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
        if (Math.Max(picture.Width, picture.Height) > MostNarrow * Math.Min(picture.Width, picture.Height))
            return null;
        var border = new Border(picture);
        if (border.IsPaperLight is not { } isPaperLight || border.HasSide(!isPaperLight))
            return null;
        var margin = Margin.Around(picture, isPaperLight);
        FoundInk found = On(margin.Padded, isPaperLight);
        if (found is not { Ink: { } ink, IsClear: true } || !margin.IsFilledBy(ink))
            return null;
        return found with { Ink = ink.Part(margin.Breadth, margin.Breadth, picture.Width, picture.Height) };
    }
}
