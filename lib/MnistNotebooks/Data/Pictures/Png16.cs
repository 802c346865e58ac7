using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>PNG's 16 bits, which SkiaSharp keeps for colours but cuts to eight for grey.</summary>
internal static class Png16
{
    // Of the header: where its chunk, the depth, the colour type and the checksum are.
    private const int Chunk = 12, Depth = 24, Colour = 25, Sum = 29, End = 33;

    private const byte Grey = 0, GreyAlpha = 4;

    /// <summary>Whether a file is a PNG with 16 bits of grey, and nothing else: one level may be transparent (chunk tRNS).</summary>
    public static bool IsGrey(ReadOnlySpan<byte> file) => Is16(file) && file[Colour] == Grey && file.IndexOf("tRNS"u8) < 0;

    /// <summary>Whether a file is a PNG with 16 bits a channel.</summary>
    public static bool IsColour(ReadOnlySpan<byte> file) => Is16(file) && file[Colour] != Grey;

    /// <summary>
    /// Makes the header say eight bits of grey and eight of alpha in place of 16 bits of grey. All else stays, since a pixel has two bytes
    /// either way: the high one is then read as grey and the low one as alpha.
    /// </summary>
    public static void SplitLevels(Span<byte> file)
    {
        (file[Depth], file[Colour]) = (8, GreyAlpha);
        BinaryPrimitives.WriteUInt32BigEndian(file[Sum..], Crc32.Of(file[Chunk..Sum]));
    }

    private static bool Is16(ReadOnlySpan<byte> file) => file.Length >= End && file[1..4].SequenceEqual("PNG"u8) && file[Depth] == 16;
}
