namespace MnistNotebooks.Data;

/// <summary>A picture file being read, and how its faults are told.</summary>
/// <param name="stream">Can seek.</param>
/// <param name="name">The file's name for messages.</param>
internal sealed class PictureInput(Stream stream, string name) : IDisposable
{
    /// <summary>Most pixels of a picture that is read: those of the largest cameras in use.</summary>
    public const int MostPixels = 64_000_000;

    /// <summary>The file's name for messages.</summary>
    public string Name => name;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public bool IsAtEnd => stream.Position == stream.Length;

    public static PictureInput Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), path);

    /// <summary>The next byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        int next = stream.ReadByte();
        if (next >= 0)
            Position++;
        return next;
    }

    /// <summary>Fills the buffer, or as much of it as the file has.</summary>
    public int Read(Span<byte> buffer)
    {
        int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Position += read;
        return read;
    }

    /// <summary>The whole file, which may not be larger than this.</summary>
    public byte[] ReadAll(int most)
    {
        if (stream.Length > most)
            throw Bad($"is {stream.Length >> 20} MB in size; files of pictures of at most {most >> 20} MB are read");
        byte[] file = new byte[stream.Length];
        Return(0);
        return Read(file) == file.Length ? file : throw Bad("became shorter while it was read");
    }

    /// <summary>Back to an earlier place.</summary>
    public void Return(long position) => Position = stream.Position = position;

    /// <summary>Refuses a size that no picture may have, before any memory is taken for it.</summary>
    public void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
            throw Bad($"is {width}×{height} pixels in size; a picture has at least one");
        if (width > MostPixels / height)
            throw Bad($"is {width}×{height} pixels in size; pictures of at most {MostPixels / 1_000_000} million pixels are read");
    }

    /// <summary>The error for a fault of the file.</summary>
    public InvalidDataException Bad(string what, Exception? cause = null) => new($"{name}: {what}.", cause);

    public void Dispose() => stream.Dispose();
}
