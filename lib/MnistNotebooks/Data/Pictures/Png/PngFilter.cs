namespace MnistNotebooks.Data;

/// <summary>PNG's five filters store each byte as its difference from a guess made of the bytes to the left and above.</summary>
internal static class PngFilter
{
    public const int Count = 5;

    /// <summary>Turns the differences of a row back into bytes, in place.</summary>
    /// <param name="type">0 no guess, 1 left, 2 above, 3 their mean, 4 Paeth's choice.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The finished row above it; zeros for the first.</param>
    /// <param name="pixelBytes">Distance to the byte to the left.</param>
    public static void Undo(int type, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        if (type == 0)
            return;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < pixelBytes ? 0 : row[i - pixelBytes];
            row[i] += (byte)(type switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], i < pixelBytes ? 0 : above[i - pixelBytes]),
            });
        }
    }

    // The one of the three neighbours that is nearest to left + above - corner; the first in this order when several are.
    private static int Paeth(int left, int above, int corner)
    {
        int fromLeft = Math.Abs(above - corner), fromAbove = Math.Abs(left - corner), fromCorner = Math.Abs(left + above - 2 * corner);
        return fromLeft <= fromAbove && fromLeft <= fromCorner ? left : fromAbove <= fromCorner ? above : corner;
    }
}
