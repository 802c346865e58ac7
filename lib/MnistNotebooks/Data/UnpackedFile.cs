using System.Buffers.Binary;
using System.IO.Compression;

namespace MnistNotebooks.Data;

/// <summary>A file being read from its start, plain or packed with gzip, whichever its first bytes show.</summary>
internal sealed class UnpackedFile : IDisposable
{
    /// <summary>
    /// The most records that are taken from a packed file, 235 MB of pictures, twice that while room is made for more: a few hundred
    /// kilobytes may unpack to gigabytes.
    /// </summary>
    public const int MostPackedRecords = 300_000;

    private const int StartLength = 1024;

    private readonly FileStream _file;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is a damaged gzip file.</exception>
    public UnpackedFile(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        IsPacked = _file.ReadByte() == 0x1f && _file.ReadByte() == 0x8b;
        Content = FromStart();
        byte[] start = new byte[StartLength];
        try
        {
            Start = start.AsMemory(0, Read(start));
        }
        catch
        {
            Dispose();
            throw;
        }
        Content = FromStart();
    }

    public string Path { get; }

    public bool IsPacked { get; }

    /// <summary>Bytes of the file as it is.</summary>
    public long PackedLength => _file.Length;

    /// <summary>The first bytes of the content, 1,024 or all.</summary>
    public ReadOnlyMemory<byte> Start { get; }

    /// <summary>What was packed. Reading it to its end also finds a gzip file that was cut off.</summary>
    public Stream Content { get; private set; }

    /// <summary>Fills the buffer, or as much of it as there is.</summary>
    /// <exception cref="InvalidDataException">It is a damaged gzip file.</exception>
    public int Read(Span<byte> buffer) => Content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    /// <summary>The error for a fault of the file.</summary>
    public InvalidDataException Bad(string what) => new($"{Path}: {what}.");

    public void Dispose() => Content.Dispose();

    private Stream FromStart()
    {
        _file.Position = 0;
        return IsPacked ? new GzipReader(_file, Path) : _file;
    }
}

/// <summary>
/// Unpacks gzip (RFC 1952), of one member or several, also with zeros behind them; unlike <see cref="GZipStream"/> alone it does not take
/// a missing end for the end.
/// </summary>
/// <param name="file">At its start; disposed of with the reader.</param>
/// <param name="path">Its name for messages.</param>
internal sealed class GzipReader(FileStream file, string path) : GZipStream(file, CompressionMode.Decompress)
{
    private const int TrailerLength = 8;

    private uint _length;
    private bool _hasEnded;

    /// <summary>All other ways of reading lead here.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_hasEnded || count == 0)
            return 0;
        try
        {
            int read = base.Read(buffer, offset, count);
            _length += (uint)read;
            _hasEnded = read == 0;
            return _hasEnded && !EndsWithLength() && !IsWhole() ? throw new InvalidDataException("It ends too early.") : read;
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{path}: is a damaged gzip file.", damage);
        }
    }

    // A file of one member ends with the length of what was packed.
    private bool EndsWithLength()
    {
        if (file.Length < TrailerLength)
            return false;
        file.Position = file.Length - sizeof(uint);
        return ReadNumber() == _length;
    }

    // Member after member. Few files need this, so what it takes to read them byte by byte does not matter.
    private bool IsWhole()
    {
        file.Position = 0;
        try
        {
            do
            {
                SkipHeader();
                uint length = 0;
                using (var member = new DeflateStream(new ByteByByte(file), CompressionMode.Decompress))
                {
                    byte[] buffer = new byte[1 << 16];
                    for (int read; (read = member.Read(buffer)) > 0;)
                        length += (uint)read;
                }
                file.Position += sizeof(uint);
                if (ReadNumber() != length)
                    return false;
            }
            while (!OnlyZerosFollow());
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            return false;
        }
    }

    private void SkipHeader()
    {
        const int HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16;
        Span<byte> header = stackalloc byte[10];
        file.ReadExactly(header);
        if (header[0] != 0x1f || header[1] != 0x8b)
            throw new InvalidDataException("Something else follows a member.");
        int flags = header[3];
        if ((flags & HasExtra) != 0)
        {
            file.ReadExactly(header[..2]);
            file.Position += BinaryPrimitives.ReadUInt16LittleEndian(header);
        }
        for (int texts = (flags & HasName) / HasName + (flags & HasComment) / HasComment; texts > 0; texts--)
        {
            while (file.ReadByte() is int next && next != 0)
            {
                if (next < 0)
                    throw new EndOfStreamException();
            }
        }
        if ((flags & HasHeaderCrc) != 0)
            file.Position += 2;
    }

    private bool OnlyZerosFollow()
    {
        long end = file.Position;
        int next;
        do
            next = file.ReadByte();
        while (next == 0);
        file.Position = end;
        return next < 0;
    }

    private uint ReadNumber()
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        file.ReadExactly(number);
        return BinaryPrimitives.ReadUInt32LittleEndian(number);
    }

    /// <summary>So that nothing is read from the file beyond a member's end.</summary>
    private sealed class ByteByByte(Stream stream) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, Math.Min(1, count));

        public override int Read(Span<byte> buffer) => stream.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
