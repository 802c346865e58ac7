namespace MnistNotebooks.Data;

/// <summary>
/// Puts the ink of a digit into a 28×28 picture as MNIST was made (Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten
/// digits"): fitted into 20×20 without changing its proportions, anti-aliased, and moved so that its centre of mass lies in the middle.
/// </summary>
internal static class Centring
{
    private const int Box = 20;

    /// <summary>The smallest part that holds all pixels which are ink for certain.</summary>
    public static GreyPicture Cropped(GreyPicture ink)
    {
        int left = ink.Width, right = -1, top = -1, bottom = -1;
        for (int y = 0; y < ink.Height; y++)
        {
            int first = ink.Row(y).IndexOfAnyInRange((byte)ConnectedComponents.Certain, byte.MaxValue);
            if (first < 0)
                continue;
            left = Math.Min(left, first);
            right = Math.Max(right, ink.Row(y).LastIndexOfAnyInRange((byte)ConnectedComponents.Certain, byte.MaxValue));
            top = top < 0 ? y : top;
            bottom = y;
        }
        return ink.Part(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>
    /// Its longer side as 20 pixels, the shorter one in proportion; then the levels raised until the greatest is 255,
    /// so that the strokes of a thin pen, which cover pixels in part only, are not pale.
    /// </summary>
    public static GreyPicture Fitted(GreyPicture cropped)
    {
        double step = Math.Max(cropped.Width, cropped.Height) / (double)Box;
        int width = (int)Math.Ceiling(cropped.Width / step), height = (int)Math.Ceiling(cropped.Height / step);
        double[] levels = AreaAverage.Means(cropped, width, height, Middle(cropped.Width, width), Middle(cropped.Height, height));
        double greatest = levels.Max();
        return new(width, height, levels.Select(level => (byte)Math.Round(255 * level / greatest)).ToArray());

        // What is left of a pixel at the ends is shared between both.
        Sampling Middle(int pixels, int count) => new((pixels - count * step) / 2, step);
    }

    /// <summary>
    /// Moved by whole pixels so that the centre of mass comes to lie on pixel 14 of row 14, but never out of the picture.
    /// </summary>
    public static GreyPicture Centred(GreyPicture fitted)
    {
        double mass = 0, massX = 0, massY = 0;
        for (int i = 0; i < fitted.Pixels.Length; i++)
        {
            mass += fitted.Pixels[i];
            massX += fitted.Pixels[i] * (i % fitted.Width);
            massY += fitted.Pixels[i] * (i / fitted.Width);
        }
        Sampling columns = new(-Start(massX, fitted.Width), 1), rows = new(-Start(massY, fitted.Height), 1);
        return AreaAverage.Of(fitted, DigitSet.Side, DigitSet.Side, columns, rows);

        double Start(double moment, int size) => Math.Clamp(Math.Round(DigitSet.Side / 2 - moment / mass), 0, DigitSet.Side - size);
    }
}
