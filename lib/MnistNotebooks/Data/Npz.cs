using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>
/// NumPy's file of named arrays, .npz: a ZIP archive of .npy files. Reads packed and unpacked ones; writes unpacked, as numpy.savez does.
/// </summary>
public sealed class Npz
{
    // What numpy.savez gives each file, so that the same arrays always make the same archive.
    private static readonly DateTimeOffset _noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _path;
    private readonly OrderedDictionary<string, NpyArray> _arrays;

    private Npz(string path, OrderedDictionary<string, NpyArray> arrays)
    {
        _path = path;
        _arrays = arrays;
    }

    /// <summary>The arrays' names, in the file's order.</summary>
    internal IReadOnlyList<string> Names => _arrays.Keys;

    /// <summary>The array of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    public NpyArray this[string name] => _arrays.TryGetValue(name, out NpyArray? array)
        ? array
        : throw new KeyNotFoundException(
            $"{_path}: has no array '{name}'; it has {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");

    /// <summary>Reads all arrays of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Not such a file, a damaged one, or an array of another type or more dimensions than <see cref="Npy"/> reads.
    /// </exception>
    public static Npz Load(string path)
    {
        var arrays = new OrderedDictionary<string, NpyArray>();
        using FileStream file = File.OpenRead(path);
        using ZipArchive archive = Open(file, path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = Path.ChangeExtension(entry.FullName, null);
            if (entry.FullName != name + ".npy")
                throw new InvalidDataException($"{path}: holds '{entry.FullName}'; only .npy files were expected.");
            string label = $"{path}, array '{name}'";
            if (!arrays.TryAdd(name, Npy.Parse(Content(entry, label), label)))
                throw new InvalidDataException($"{label}: is there twice.");
        }
        return new(path, arrays);
    }

    /// <summary>Writes named arrays to a file; one that was there is replaced when the new one is complete.</summary>
    /// <exception cref="ArgumentException">A name is empty or given twice.</exception>
    public static void Save(string path, params IReadOnlyList<(string Name, NpyArray Array)> arrays)
    {
        if (arrays.Any(array => array.Name is null or ""))
            throw new ArgumentException("Each array needs a name.", nameof(arrays));
        if (arrays.CountBy(array => array.Name).FirstOrDefault(name => name.Value > 1).Key is string twice)
            throw new ArgumentException($"Two arrays have the name '{twice}'.", nameof(arrays));

        using var file = new WholeFile(path);
        using (var archive = new ZipArchive(file.Stream, ZipArchiveMode.Create))
        {
            foreach ((string name, NpyArray array) in arrays)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
                entry.LastWriteTime = _noTime;
                using Stream content = entry.Open();
                Npy.Write(content, array);
            }
        }
        file.Complete();
    }

    private static ZipArchive Open(FileStream file, string path)
    {
        if (file.Length == 0)
            throw new InvalidDataException($"{path}: is empty.");
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{path}: is not a .npz file (a ZIP archive), or a damaged one.", damage);
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string label)
    {
        using var content = new MemoryStream();
        try
        {
            using Stream packed = entry.Open();
            packed.CopyTo(content);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{label}: is damaged.", damage);
        }
        byte[] bytes = content.ToArray();
        return Crc32.Of(bytes) == entry.Crc32
            ? bytes
            : throw new InvalidDataException($"{label}: is damaged; its checksum does not match.");
    }
}

/// <summary>
/// The checksum of ZIP archives, which System.IO.Compression stores but does not compare, and of PNG's chunks (CRC-32, polynomial
/// 0xEDB88320).
/// </summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i =>
        Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc >> 1) ^ (0xEDB88320u & (0 - (crc & 1)))))];

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
