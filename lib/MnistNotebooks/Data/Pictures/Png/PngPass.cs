namespace MnistNotebooks.Data;

/// <summary>
/// The pixels that are stored together, row after row: all of them, or in an interlaced picture those of one of Adam7's seven passes.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Left">Column of its first pixel in the picture.</param>
/// <param name="Top">Row of its first pixel in the picture.</param>
/// <param name="StepX">Columns of the picture from one pixel to the next.</param>
/// <param name="StepY">Rows of the picture from one row to the next.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PngPass(int Number, int Left, int Top, int StepX, int StepY, int Width, int Height)
{
    /// <summary>The passes of a picture that have any pixels.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header)
    {
        (int Left, int Top, int StepX, int StepY)[] patterns = header.IsInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        foreach (var (number, (left, top, stepX, stepY)) in patterns.Index())
        {
            int width = (header.Width - left + stepX - 1) / stepX, height = (header.Height - top + stepY - 1) / stepY;
            if (width > 0 && height > 0)
                yield return new(number + 1, left, top, stepX, stepY, width, height);
        }
    }
}
