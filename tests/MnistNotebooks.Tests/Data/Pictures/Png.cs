using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>The parts of PNG files, made straight from the specification to put right and wrong files together.</summary>
internal static class Png
{
    public static byte[] Signature => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    /// <summary>A file of these chunks and IEND.</summary>
    public static byte[] File(params IEnumerable<byte[]> chunks) =>
        [.. Signature, .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND", [])];

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. named, .. BigEndian(Crc(named))];
    }

    public static byte[] Header(long width, long height, int depth = 8, int colour = 0, int interlace = 0) =>
        Chunk("IHDR", [.. BigEndian((uint)width), .. BigEndian((uint)height), (byte)depth, (byte)colour, 0, 0, (byte)interlace]);

    public static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(rows);
        return packed.ToArray();
    }

    public static byte[] Filtered(int filter, byte[] row, byte[] above, int pixelBytes)
    {
        return [.. row.Select((value, i) => (byte)(value - Guess(Left(row, i), above[i], Left(above, i))))];

        int Left(byte[] bytes, int i) => i < pixelBytes ? 0 : bytes[i - pixelBytes];

        int Guess(int left, int up, int corner)
        {
            int p = left + up - corner;
            int nearest = new[] { left, up, corner }.MinBy(neighbour => Math.Abs(p - neighbour)); // the first on a tie
            return filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => nearest };
        }
    }

    private static byte[] BigEndian(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    // Bit by bit, as the polynomial division is defined.
    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(value >> bit)) & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
