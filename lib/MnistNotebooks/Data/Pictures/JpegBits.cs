namespace MnistNotebooks.Data;

/// <summary>The compressed bits of a JPEG file, between two markers (ITU-T T.81, section F.2.2).</summary>
/// <param name="file">The whole file.</param>
/// <param name="input">Whose faults are told.</param>
internal sealed class JpegBits(byte[] file, PictureInput input)
{
    private const byte Mark = 0xFF, FirstRestart = 0xD0;

    // The next bits, from the highest downwards, and how many there are.
    private ulong _bits;
    private int _count;

    /// <summary>The byte at which the next bits, or the marker after the last, are read from the file.</summary>
    public int At { get; private set; }

    /// <summary>Reads on from a byte of the file.</summary>
    public void Start(int at) => (At, _bits, _count) = (at, 0, 0);

    /// <summary>The next bits, at most 16, as a number.</summary>
    public int Next(int count)
    {
        if (_count < count)
            Fill();
        int number = (int)(_bits >> 48 >> (16 - count));
        Drop(count);
        return number;
    }

    /// <summary>The symbol for which the next bits stand.</summary>
    public byte Next(JpegCode code)
    {
        if (_count < 16)
            Fill();
        int next = (int)(_bits >> 48), length = code.LengthOf(next);
        if (length > 16 && _count >= 16)
            throw Damaged();
        Drop(length);
        return code.SymbolOf(next, length);
    }

    /// <summary>Leaves what fills the last byte; more than filling would be compressed pixels that belong nowhere.</summary>
    public void End()
    {
        Drop(_count % 8);
        for (Fill(); _count > 0; Fill())
        {
            while (_count > 0)
            {
                if (Next(8) is not (0 or byte.MaxValue))
                    throw Damaged();
            }
        }
    }

    /// <summary>Passes the marker before which all starts anew; they are numbered from 0 to 7.</summary>
    public void Restart(int number)
    {
        End();
        int at = At;
        while (at < file.Length && file[at] == Mark)
            at++;
        if (at == file.Length)
            throw Truncated();
        if (file[at] != FirstRestart + number)
            throw Damaged();
        Start(at + 1);
    }

    public InvalidDataException Damaged() =>
        input.Bad($"is a JPEG picture that is damaged: its compressed pixels make no sense before byte {At} of {file.Length}");

    public InvalidDataException Truncated() => input.Bad("is a JPEG picture that is truncated: pixels are missing at its end");

    private void Drop(int count)
    {
        if (count > _count)
            throw At >= file.Length - 1 ? Truncated() : Damaged();
        _bits <<= count;
        _count -= count;
    }

    private void Fill()
    {
        while (_count <= 56 && At < file.Length)
        {
            byte next = file[At];
            int after = At + 1;
            if (next == Mark)
            {
                // A zero says that this is no marker; a marker may have several first bytes.
                while (after < file.Length && file[after] == Mark)
                    after++;
                if (after == file.Length || file[after] != 0)
                    return;
                after++;
            }
            At = after;
            _count += 8;
            _bits |= (ulong)next << (64 - _count);
        }
    }
}

/// <summary>A table of Huffman's codes as JPEG has it (ITU-T T.81, annex C).</summary>
internal sealed class JpegCode
{
    private readonly byte[] _symbols;

    // Of each length in bits: the first 16 bits beyond its codes, and the way from a code to its symbol's place.
    private readonly int[] _ends = new int[18], _places = new int[17];

    /// <param name="counts">How many codes have 1, 2, … 16 bits.</param>
    /// <param name="symbols">As many symbols.</param>
    public JpegCode(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int code = 0, place = 0;
        for (int length = 1; length <= 16; length++)
        {
            _places[length] = place - code;
            code += counts[length - 1];
            place += counts[length - 1];
            _ends[length] = code << (16 - length);
            code *= 2;
        }
        _ends[17] = int.MaxValue;
    }

    /// <summary>How many of the next 16 bits are a code; 17 where they begin with none.</summary>
    public int LengthOf(int next)
    {
        int length = 1;
        while (next >= _ends[length])
            length++;
        return length;
    }

    /// <summary>The symbol of the code with this length at the start of 16 bits.</summary>
    public byte SymbolOf(int next, int length) => _symbols[_places[length] + (next >> (16 - length))];
}
