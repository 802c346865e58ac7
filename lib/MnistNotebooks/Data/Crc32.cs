namespace MnistNotebooks.Data;

/// <summary>The checksum of ZIP archives (CRC-32, polynomial 0xEDB88320), which System.IO.Compression stores but does not compare.</summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc >> 1) ^ (0xEDB88320u & (0 - (crc & 1)))))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = (crc >> 8) ^ _table[(byte)(crc ^ b)];
        return ~crc;
    }
}
