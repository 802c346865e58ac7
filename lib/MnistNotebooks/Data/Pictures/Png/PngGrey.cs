using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>Turns rows of a PNG picture's samples into 8-bit grey on white paper. Sums are made with 16 bits.</summary>
internal sealed class PngGrey
{
    private const int White = ushort.MaxValue;

    private readonly PngHeader _header;

    // The grey of each sample of up to 8 bits: of a level, or of a palette entry.
    private readonly byte[] _table = [];

    // The one colour that is transparent, as 16-bit samples; empty when there is none.
    private readonly int[] _transparent = [];

    /// <exception cref="InvalidDataException">Palette or transparency don't fit the picture.</exception>
    public PngGrey(PngFile file, PictureInput input)
    {
        _header = file.Header;
        byte[] transparency = file.Transparency;
        if (_header.Colour == PngColour.Palette)
        {
            int entries = file.Palette.Length / 3;
            if (entries == 0)
                throw input.Bad("has no palette (chunk PLTE) for its colours");
            if (transparency.Length > entries)
                throw input.Bad($"has {transparency.Length} transparent palette entries (chunk tRNS), but the palette has {entries}");
            _table = [.. Enumerable.Range(0, entries)
                .Select(i => PaletteGrey(file.Palette.AsSpan(3 * i, 3), i < transparency.Length ? transparency[i] : byte.MaxValue))];
            return;
        }

        if (transparency.Length > 0)
        {
            if (_header.Colour is not (PngColour.Grey or PngColour.Rgb) || transparency.Length != 2 * _header.Channels)
                throw input.Bad($"has {transparency.Length} bytes of transparency (chunk tRNS), "
                    + $"which don't fit the colour type {(byte)_header.Colour}");
            _transparent = [.. Enumerable.Range(0, _header.Channels)
                .Select(i => Widened(BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * i))))];
        }
        if (_header.Colour == PngColour.Grey && _header.BitDepth <= 8)
            _table = [.. Enumerable.Range(0, 1 << _header.BitDepth).Select(level => Grey([Widened(level)]))];
    }

    /// <summary>Greys of a row of pixels.</summary>
    /// <returns>-1, or the first column whose pixel is not in the palette.</returns>
    public int Convert(ReadOnlySpan<byte> row, Span<byte> greys)
    {
        if (_table.Length > 0)
            return LookUp(row, greys);

        Span<int> pixel = stackalloc int[_header.Channels];
        int bytes = _header.BitDepth / 8;
        for (int x = 0, at = 0; x < greys.Length; x++)
        {
            for (int i = 0; i < pixel.Length; i++, at += bytes)
                pixel[i] = bytes == 1 ? row[at] * 257 : row[at] << 8 | row[at + 1];
            greys[x] = Grey(pixel);
        }
        return -1;
    }

    private int LookUp(ReadOnlySpan<byte> row, Span<byte> greys)
    {
        int depth = _header.BitDepth, mask = (1 << depth) - 1;
        for (int x = 0; x < greys.Length; x++)
        {
            int bit = x * depth;
            int sample = row[bit >> 3] >> 8 - depth - (bit & 7) & mask;
            if (sample >= _table.Length)
                return x;
            greys[x] = _table[sample];
        }
        return -1;
    }

    private byte Grey(ReadOnlySpan<int> pixel)
    {
        bool hasAlpha = _header.Colour is PngColour.GreyAlpha or PngColour.Rgba;
        int alpha = hasAlpha ? pixel[^1] : _transparent.Length > 0 && pixel.SequenceEqual(_transparent) ? 0 : White;
        return OnWhite(pixel.Length < 3 ? pixel[0] : Luma(pixel[0], pixel[1], pixel[2]), alpha);
    }

    private static byte PaletteGrey(ReadOnlySpan<byte> colour, int alpha) =>
        OnWhite(Luma(colour[0] * 257, colour[1] * 257, colour[2] * 257), alpha * 257);

    // 0.299 red + 0.587 green + 0.114 blue in parts of 65,536.
    private static int Luma(int red, int green, int blue) =>
        (int)((uint)red * 19595 + (uint)green * 38470 + (uint)blue * 7471 + 32768 >> 16);

    private static byte OnWhite(int level, int alpha) =>
        (byte)((((uint)level * (uint)alpha + (uint)White * (uint)(White - alpha)) / White + 128) / 257);

    private int Widened(int sample) => sample * (White / ((1 << _header.BitDepth) - 1));
}
