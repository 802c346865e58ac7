namespace MnistNotebooks.Data.Pictures.Png;

/// <summary>The check sum of PNG's chunks (ISO 3309, polynomial 0xEDB88320).</summary>
internal struct Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(Entry)];

    // Kept inverted, so that a new one starts with all bits set.
    private uint _inverse;

    /// <summary>The sum of all bytes so far.</summary>
    public readonly uint Value => _inverse;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_inverse;
        foreach (byte next in bytes)
            crc = _table[(byte)(crc ^ next)] ^ crc >> 8;
        _inverse = ~crc;
    }

    private static uint Entry(int index)
    {
        uint crc = (uint)index;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
        return crc;
    }
}
