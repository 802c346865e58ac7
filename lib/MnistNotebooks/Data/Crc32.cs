namespace MnistNotebooks.Data;

/// <summary>The checksum of ZIP archives, which System.IO.Compression stores but does not compare, and of PNG's chunks (CRC-32, polynomial 0xEDB88320).</summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc >> 1) ^ (0xEDB88320u & (0 - (crc & 1)))))];

    /// <param name="bytes">What is summed.</param>
    /// <param name="before">The checksum of the bytes before these, when they are not the first.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint crc = ~before;
        foreach (byte b in bytes)
            crc = (crc >> 8) ^ _table[(byte)(crc ^ b)];
        return ~crc;
    }
}
