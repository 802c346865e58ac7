using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>Reads the pixels of a PNG file, row by row, as grey.</summary>
internal static class PngReader
{
    /// <summary>Reads what follows the signature.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or does not hold the picture that its header says.</exception>
    public static GreyPicture Read(PictureInput input)
    {
        PngFile file = PngFile.Read(input);
        PngHeader header = file.Header;
        var grey = new PngGrey(file, input);
        byte[] pixels = new byte[header.Width * header.Height];
        using var data = new ZLibStream(file.Data, CompressionMode.Decompress);
        foreach (PngPass pass in PngPass.Of(header))
        {
            byte[] row = new byte[1 + header.RowBytes(pass.Width)], above = new byte[row.Length], greys = new byte[pass.Width];
            for (int y = 0; y < pass.Height; y++)
            {
                string Place() => header.IsInterlaced ? $"row {y} of pass {pass.Number}" : $"row {y}";
                if (Fill(row, Place) < row.Length)
                    throw input.Bad($"is truncated: its pixels end in {Place()}, "
                        + $"before the picture of {header.Width}×{header.Height} is complete");
                if (row[0] >= PngFilter.Count)
                    throw input.Bad($"has the filter type {row[0]} in {Place()}; PNG has 0 to {PngFilter.Count - 1}");
                PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.PixelBytes);
                if (grey.Convert(row.AsSpan(1), greys) is >= 0 and int column)
                    throw input.Bad($"has a colour in {Place()}, column {column}, "
                        + $"that its palette of {file.Palette.Length / 3} entries lacks");

                int at = (pass.Top + y * pass.StepY) * header.Width + pass.Left;
                for (int x = 0; x < greys.Length; x++)
                    pixels[at + x * pass.StepX] = greys[x];
                (row, above) = (above, row);
            }
        }
        // Reading on to the end makes ZLibStream check its own sum.
        if (Fill(new byte[1], () => "the check after the last row") > 0)
            throw input.Bad($"has more pixels than the {header.Width}×{header.Height} of its header");
        return new(header.Width, header.Height, pixels);

        int Fill(byte[] buffer, Func<string> place)
        {
            try
            {
                return data.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException damage)
            {
                throw input.Bad($"is damaged: its compressed pixels make no sense in {place()}", damage);
            }
        }
    }
}
