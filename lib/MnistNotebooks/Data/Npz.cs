using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>
/// NumPy's file of named arrays, .npz: a ZIP archive of .npy files. Reads packed and unpacked ones; writes unpacked, as numpy.savez does.
/// An array is read when it is asked for, so one that can't be read does not keep the others from being read.
/// </summary>
public sealed class Npz
{
    /// <summary>
    /// The most bytes of a packed array, and of its values as doubles: a few hundred kilobytes may unpack to gigabytes.
    /// </summary>
    internal const long MostUnpacked = 200_000_000;

    // What numpy.savez gives each file, so that the same arrays always make the same archive.
    private static readonly DateTimeOffset _noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string NpyEnding = ".npy";

    private readonly string _path;
    private readonly byte[] _file;
    private readonly OrderedDictionary<string, string> _entries;

    private Npz(string path, byte[] file, OrderedDictionary<string, string> entries)
    {
        _path = path;
        _file = file;
        _entries = entries;
    }

    /// <summary>The arrays' names, in the file's order.</summary>
    internal IReadOnlyList<string> Names => _entries.Keys;

    /// <summary>The array of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    /// <exception cref="InvalidDataException">
    /// It is damaged, or of another type or more dimensions than <see cref="Npy"/> reads.
    /// </exception>
    public NpyArray this[string name] => Npy.Parse(Content(name, asDoubles: true), Label(name));

    /// <summary>Opens a file; what else than arrays is in it is passed over.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not such a file, or a damaged one.</exception>
    public static Npz Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <inheritdoc cref="Load"/>
    internal static Npz Parse(byte[] file, string path)
    {
        var entries = new OrderedDictionary<string, string>();
        using ZipArchive archive = Open(file, path);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(IsArray))
        {
            if (!entries.TryAdd(entry.FullName[..^NpyEnding.Length], entry.FullName))
                throw new InvalidDataException($"{path}, array '{entry.FullName[..^NpyEnding.Length]}': is there twice.");
        }
        return entries.Count > 0 || archive.Entries.Count == 0
            ? new(path, file, entries)
            : throw new InvalidDataException(
                $"{path}: has no array; it holds '{archive.Entries[0].FullName}', and .npy files were expected.");
    }

    /// <summary>What messages call an array.</summary>
    internal string Label(string name) => $"{_path}, array '{name}'";

    /// <summary>The array of that name as the .npy file it was.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or larger than its header says or a packed array may be.</exception>
    internal byte[] Content(string name) => Content(name, asDoubles: false);

    private byte[] Content(string name, bool asDoubles)
    {
        if (!_entries.TryGetValue(name, out string? entry))
        {
            throw new KeyNotFoundException(
                $"{_path}: has no array '{name}'; it has {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
        }
        using ZipArchive archive = Open(_file, _path);
        return Content(archive.GetEntry(entry)!, Label(name), asDoubles);
    }

    /// <summary>Writes named arrays to a file; one that was there is replaced when the new one is complete.</summary>
    /// <exception cref="ArgumentException">A name is empty or given twice.</exception>
    public static void Save(string path, params IReadOnlyList<(string Name, NpyArray Array)> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
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

    // macOS puts a second file beside each, with what only it knows of.
    private static bool IsArray(ZipArchiveEntry entry) => entry.FullName.EndsWith(NpyEnding, StringComparison.Ordinal)
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static ZipArchive Open(byte[] file, string path)
    {
        if (file.Length == 0)
            throw new InvalidDataException($"{path}: is empty.");
        if (!file.AsSpan().StartsWith("PK"u8) && FileKind.Name(file) is { } other)
            throw new InvalidDataException($"{path}: {other}.");
        try
        {
            var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{path}: is not a .npz file (a ZIP archive), or a damaged one.", damage);
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string label, bool asDoubles)
    {
        RequireRoom(entry.Length);
        try
        {
            using Stream packed = Open(entry, label);
            // As much as the array's own header promises, so that no memory is taken for what isn't there.
            byte[] start = new byte[Math.Min(entry.Length, NpyHeader.MostBytes)];
            int read = packed.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            NpyHeader header = NpyHeader.Parse(start.AsSpan(0, read), label, out int length);
            long promised = length + NpyContent.Length(header, label);
            if (promised != entry.Length)
                throw new InvalidDataException($"{label}: has {entry.Length - length} bytes after its header of {length}; "
                    + $"the shape {header.WrittenShape} needs {promised - length}.");
            if (asDoubles)
                RequireRoom(NpyContent.CountOf(header) * sizeof(double));
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
            start.AsSpan(0, read).CopyTo(bytes);
            read += packed.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
            return read == bytes.Length && packed.ReadByte() < 0 && Crc32.Of(bytes) == entry.Crc32
                ? bytes
                : throw new InvalidDataException($"{label}: is damaged; its checksum does not match.");
        }
        catch (InvalidDataException damage) when (!damage.Message.StartsWith(label, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{label}: is damaged.", damage);
        }

        void RequireRoom(long bytes)
        {
            if (bytes > MostUnpacked && entry.Length > entry.CompressedLength)
                throw new InvalidDataException($"{label}: unpacks to {bytes} bytes; of a packed array at most {MostUnpacked} are read.");
        }
    }

    private static Stream Open(ZipArchiveEntry entry, string label)
    {
        try
        {
            return entry.Open();
        }
        // The archive is sound, but packed in a way that .NET does not know; its message says in which.
        catch (InvalidDataException unknown) when (unknown.Message.Contains("compress", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"{label}: is packed by a method that is not read; numpy.savez and numpy.savez_compressed write what is.", unknown);
        }
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
