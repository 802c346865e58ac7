namespace MnistNotebooks.Data;

/// <summary>Paper that is put around a picture of a digit that was cut out at its outermost ink.</summary>
/// <param name="Padded">The picture with the paper.</param>
/// <param name="Breadth">Pixels of paper at each side.</param>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
internal sealed record Margin(GreyPicture Padded, int Breadth, int Width, int Height)
{
    public static Margin Around(GreyPicture picture, bool isPaperLight)
    {
        int margin = Math.Max(picture.Width, picture.Height) / 4 + 1;
        int width = picture.Width + 2 * margin, height = picture.Height + 2 * margin;
        byte[] pixels = new byte[width * height];
        Array.Fill(pixels, Paper(picture, isPaperLight));
        for (int y = 0; y < picture.Height; y++)
            picture.Row(y).CopyTo(pixels.AsSpan((margin + y) * width + margin));
        return new(new(width, height, pixels), margin, picture.Width, picture.Height);
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
