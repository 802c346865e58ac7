using System.Buffers.Binary;

namespace MnistNotebooks.Data;

/// <summary>
/// Whether the compressed pixels of a JPEG file are whole. SkiaSharp decodes on past damage and says nothing, so the codes are passed here
/// once more, without making pixels of them (ITU-T T.81). What shows damage are codes that aren't in their table, values beyond the end of
/// a block, and more or fewer blocks than the picture has before the next marker. A change after which all codes still come out even can't
/// be seen, such as one in the bits of a value: JPEG has no checksum.
/// </summary>
internal sealed class JpegCheck
{
    // SkiaSharp gives up at so many passes.
    private const int MostScans = 100;

    private const byte Mark = 0xFF, End = 0xD9, Tables = 0xC4, Interval = 0xDD, Scan = 0xDA, Progressive = 0xC2;

    private readonly byte[] _file;
    private readonly PictureInput _input;
    private readonly JpegBits _bits;
    private readonly JpegCode?[] _means = new JpegCode?[16], _values = new JpegCode?[16];
    private JpegComponent[] _components = [];
    private bool _isProgressive;
    private int _interval;
    private int _scans;
    private int _unitColumns;
    private int _unitRows;

    private JpegCheck(byte[] file, PictureInput input) => (_file, _input, _bits) = (file, input, new(file, input));

    /// <summary>
    /// Refuses a damaged file, and gives one that lacks nothing but the marker of its end that marker, without which SkiaSharp refuses it.
    /// What isn't JPEG, or of a rare kind (arithmetic codes, lossless), is given back as it is.
    /// </summary>
    /// <exception cref="InvalidDataException">Its compressed pixels make no sense, or are missing in part, or are too many.</exception>
    public static byte[] Whole(byte[] file, PictureInput input) =>
        file is not [Mark, 0xD8, ..] || new JpegCheck(file, input).HasEnd() ? file : [.. file, Mark, End];

    // False for a file whose pixels are whole but which goes on to no end; true, too, where that isn't looked for.
    private bool HasEnd()
    {
        int at = 2;
        while (NextMarker(ref at) is { } marker)
        {
            // These have no length; T.81, table B.1.
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            int length = at + 2 <= _file.Length ? BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at)) : 0;
            if (marker != End && (length < 2 || at + length > _file.Length))
                break;
            ReadOnlySpan<byte> content = marker == End ? [] : _file.AsSpan(at + 2, length - 2);
            at += length;
            bool isKnown = marker switch
            {
                End => false,
                Tables => Define(content),
                Interval => content.Length >= 2 && (_interval = BinaryPrimitives.ReadUInt16BigEndian(content)) >= 0,
                >= 0xC0 and <= Progressive => Frame(marker, content),
                // The other kinds of pictures.
                > Progressive and <= 0xCF and not 0xC8 and not 0xCC => false,
                Scan => _scans++ < MostScans && Pass(content, ref at),
                _ => true,
            };
            if (marker == End)
                RequireAll(component => component.Missing[0] < int.MaxValue);
            if (!isKnown)
                return true;
        }
        // Without its end, a file may lack further passes, too.
        RequireAll(component => Array.TrueForAll(component.Missing, bits => bits == 0));
        return false;
    }

    private void RequireAll(Predicate<JpegComponent> has)
    {
        if (!Array.TrueForAll(_components, has))
            throw _bits.Truncated();
    }

    private byte? NextMarker(ref int at)
    {
        while (at + 1 < _file.Length)
        {
            if (_file[at++] == Mark && _file[at] is not (0 or Mark))
                return _file[at++];
        }
        return null;
    }

    // Tables of codes: class and number, how many codes have 1, 2, … 16 bits, and their symbols.
    private bool Define(ReadOnlySpan<byte> content)
    {
        while (content.Length > 16)
        {
            ReadOnlySpan<byte> counts = content.Slice(1, 16);
            int symbols = 0;
            foreach (byte count in counts)
                symbols += count;
            if (content.Length < 17 + symbols)
                return false;
            (content[0] >> 4 == 0 ? _means : _values)[content[0] & 15] = new(counts, content.Slice(17, symbols));
            content = content[(17 + symbols)..];
        }
        return true;
    }

    // Bits of a pixel, height, width, and of each component its name and how many blocks it has in a unit.
    private bool Frame(byte marker, ReadOnlySpan<byte> content)
    {
        if (_components.Length > 0 || content.Length < 6 || content.Length < 6 + 3 * content[5])
            return false;
        int height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        var components = new (byte Id, int Across, int Down)[content[5]];
        for (int i = 0; i < components.Length; i++)
            components[i] = (content[6 + 3 * i], content[7 + 3 * i] >> 4, content[7 + 3 * i] & 15);
        if (height == 0 || components.Length == 0
            || components.Any(component => component.Across is 0 or > 4 || component.Down is 0 or > 4))
            return false;
        _input.CheckSize(width, height);
        int across = components.Max(component => component.Across), down = components.Max(component => component.Down);
        _components = [.. components.Select(component => new JpegComponent(component.Id, component.Across, component.Down)
        {
            Columns = Parts(Parts(width * component.Across, across), 8),
            Rows = Parts(Parts(height * component.Down, down), 8),
        })];
        (_unitColumns, _unitRows) = (Parts(width, 8 * across), Parts(height, 8 * down));
        _isProgressive = marker == Progressive;
        return true;
    }

    private static int Parts(int all, int part) => (all + part - 1) / part;

    // The components of a pass with their tables, the first and the last value, and how many last bits are left out, before and now.
    private bool Pass(ReadOnlySpan<byte> content, ref int at)
    {
        int count = content.IsEmpty ? 0 : content[0];
        if (count is 0 or > 4 || content.Length < 4 + 2 * count)
            return false;
        var parts = new (JpegComponent Component, JpegCode? Means, JpegCode? Values)[count];
        for (int i = 0; i < count; i++)
        {
            byte id = content[1 + 2 * i], tables = content[2 + 2 * i];
            if (Array.Find(_components, component => component.Id == id) is not { } component)
                return false;
            parts[i] = (component, _means[tables >> 4], _values[tables & 15]);
        }
        ReadOnlySpan<byte> rest = content[(1 + 2 * count)..];
        var (first, last, before, left) = _isProgressive ? (rest[0], rest[1], rest[2] >> 4, rest[2] & 15) : (0, 63, 0, 0);
        bool hasMeans = first == 0 && before == 0, hasValues = !_isProgressive || first > 0;
        if (last > 63 || first > last || first > 0 && count > 1
            || parts.Any(part => hasMeans && part.Means is null || hasValues && part.Values is null))
            return false;
        _bits.Start(at);
        Units(parts, () => new(_bits, first, last, before > 0));
        at = _bits.At;
        foreach (var (component, _, _) in parts)
            component.Missing.AsSpan(first..(last + 1)).Fill(left);
        return true;
    }

    private void Units((JpegComponent Component, JpegCode? Means, JpegCode? Values)[] parts, Func<JpegScan> start)
    {
        // A component by itself has no blocks that only fill a unit.
        bool isAlone = parts.Length == 1;
        JpegComponent lone = parts[0].Component;
        int units = isAlone ? lone.Columns * lone.Rows : _unitColumns * _unitRows;
        if (_isProgressive && isAlone && lone.Places.Length == 0)
            lone.Places = new ulong[units];
        ulong none = 0;
        JpegScan scan = start();
        for (int unit = 0; unit < units; unit++)
        {
            if (_interval > 0 && unit > 0 && unit % _interval == 0)
            {
                scan.End();
                _bits.Restart((unit / _interval - 1) % 8);
                scan = start();
            }
            foreach (var (component, means, values) in parts)
            {
                for (int block = isAlone ? 1 : component.Across * component.Down; block > 0; block--)
                {
                    if (_isProgressive)
                        scan.Progressive(means, values, ref isAlone ? ref component.Places[unit] : ref none);
                    else
                        scan.Sequential(means!, values!);
                }
            }
        }
        scan.End();
        _bits.End();
    }
}
