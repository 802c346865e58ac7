using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>PNG's colour types, with their numbers in the file.</summary>
internal enum PngColour : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

/// <summary>What the first chunk, IHDR, says of the picture.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColour Colour, bool IsInterlaced)
{
    /// <summary>Bytes of the chunk.</summary>
    public const int Size = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Channels => Colour switch
    {
        PngColour.GreyAlpha => 2,
        PngColour.Rgb => 3,
        PngColour.Rgba => 4,
        _ => 1,
    };

    /// <summary>Bytes of a pixel, 1 for a pixel of a few bits: how far back a filter looks.</summary>
    public int PixelBytes => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>Bytes of a row of so many pixels.</summary>
    public int RowBytes(int pixels) => (pixels * Channels * BitDepth + 7) / 8;

    /// <exception cref="InvalidDataException">Such a picture can't be, or is too large.</exception>
    public static PngHeader Read(PictureInput input, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Size)
            throw input.Bad($"has a header chunk IHDR of {chunk.Length} bytes; {Size} were expected");
        input.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));

        var (depth, colour) = (chunk[8], (PngColour)chunk[9]);
        bool exists = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!exists)
            throw input.Bad($"has the colour type {(byte)colour} with {depth} bits in its header "
                + $"(bytes 24 and 25), which PNG does not know");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw input.Bad(
                $"has the compression, filter and interlace methods {chunk[10]}, {chunk[11]} and {chunk[12]} "
                + "in its header (bytes 26 to 28); PNG has 0, 0 and 0 or 1");
        return new((int)BinaryPrimitives.ReadUInt32BigEndian(chunk), (int)BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]), depth, colour,
            chunk[12] == 1);
    }
}
