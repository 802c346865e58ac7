namespace MnistNotebooks.Data;

/// <summary>
/// The chunks of a PNG file that make its pixels (Portable Network Graphics, third edition, W3C 2025). Chunks about colour profiles,
/// gamma, text, time or animation are passed over.
/// </summary>
/// <param name="Header">Size and kind.</param>
/// <param name="Palette">Red, green and blue of each entry; empty when there is none.</param>
/// <param name="Transparency">The alpha of palette entries, or the one transparent colour; empty when there is none.</param>
/// <param name="Data">The compressed pixels.</param>
internal sealed record PngFile(PngHeader Header, byte[] Palette, byte[] Transparency, MemoryStream Data)
{
    /// <summary>The first bytes of every PNG file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Reads what follows the signature, to the end of the picture.</summary>
    /// <exception cref="InvalidDataException">The chunks are damaged or don't make a picture.</exception>
    public static PngFile Read(PictureInput input)
    {
        var chunks = new PngChunks(input);
        chunks.Next();
        if (chunks.Type != "IHDR")
            throw input.Bad($"is not a picture that can be read: its first chunk is {chunks.Type}, where IHDR was expected");
        PngHeader header = PngHeader.Read(input, chunks.ReadWhole(PngHeader.Size));

        byte[] palette = [], transparency = [];
        var data = new MemoryStream();
        // Compression makes pixels a little longer at worst; what claims more is no picture and shall not fill the memory.
        long most = 2L * header.Height * (header.RowBytes(header.Width) + 8) + 1024;
        for (string before = "IHDR"; ; before = chunks.Type)
        {
            chunks.Next();
            switch (chunks.Type)
            {
                case "PLTE" when palette.Length == 0 && data.Length == 0:
                    palette = chunks.ReadWhole(256 * 3);
                    if (palette.Length == 0 || palette.Length % 3 != 0)
                        throw input.Bad($"has a palette (chunk PLTE) of {palette.Length} bytes; three for each entry were expected");
                    break;
                case "tRNS" when data.Length == 0:
                    transparency = chunks.ReadWhole(256);
                    break;
                case "IDAT" when before == "IDAT" || data.Length == 0:
                    while (chunks.ReadPart() is { IsEmpty: false } part)
                    {
                        data.Write(part);
                        if (data.Length > most)
                            throw input.Bad($"has more than {most} bytes of compressed pixels, "
                                + $"too many for {header.Width}×{header.Height} of them");
                    }
                    break;
                case "IEND":
                    chunks.Skip();
                    data.Position = 0;
                    return new(header, palette, transparency, data);
                default:
                    if (chunks.IsCritical || chunks.Type == "tRNS")
                        throw input.Bad($"has a chunk {chunks.Type} that PNG does not know or not in this place, after {before}");
                    chunks.Skip();
                    break;
            }
        }
    }
}
