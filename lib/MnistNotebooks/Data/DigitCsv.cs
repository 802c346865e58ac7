using System.Globalization;
using System.Text;
using CsvHelper;

namespace MnistNotebooks.Data;

/// <summary>
/// Digits as text: a line for each, 785 columns separated by commas, first the label (0…9), then the 784 pixels (0…255) row by row.
/// Where the first line names the columns, the label may stand anywhere, and beside the pixels there may be an index.
/// </summary>
public static class DigitCsv
{
    // 785 numbers of a digit each, 784 commas and the line's end.
    private const int ShortestLine = 2 * (1 + DigitSet.PixelCount);

    private static readonly CsvReaderOptions _readerOptions = new()
    {
        HasHeader = false,
        Separator = ',',
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 1 << 16,
        TrackLineNumbers = true,
    };

    /// <summary>
    /// Reads such a file, plain or packed with gzip. Blank lines are skipped. The label's column is the one named label, class, target, y
    /// or digit, in capitals or not, and the first where columns have no names; a column named index or id, or not named, is left out.
    /// Pictures as EMNIST has them, on their side, are read as they are: standard error says so, and
    /// <see cref="DigitSet.Transposed"/> turns them. It also says where nameless labels count up, as an index does.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Anything else than such digits; the message names the line, the record (from 0) and the column (from 1).
    /// </exception>
    public static DigitSet Read(string path)
    {
        using var file = new UnpackedFile(path);
        RequireCommas(file);

        // No line is shorter, so this is room enough; for a packed file it is a guess.
        long room = file.IsPacked
            ? Math.Min(UnpackedFile.MostPackedRecords, 16 * file.PackedLength / ShortestLine + 1)
            : file.PackedLength / ShortestLine + 1;
        if (room > Array.MaxLength / DigitSet.PixelCount)
            throw file.Bad($"is too large to be read at once; at most {Array.MaxLength / DigitSet.PixelCount} records can be");
        byte[] labels = new byte[room];
        byte[] pixels = GC.AllocateUninitializedArray<byte>((int)room * DigitSet.PixelCount);
        int count = 0;
        DigitColumns columns = DigitColumns.WithoutNames;
        try
        {
            using CsvReader csv = CsvReader.Create(file.Content, _readerOptions, leaveOpen: true);
            bool started = csv.Read();
            if (started && DigitColumns.Named(csv, path) is { } named)
                (columns, started) = (named, csv.Read());
            for (; started; started = csv.Read())
            {
                if (count == room)
                {
                    if (room == UnpackedFile.MostPackedRecords)
                        throw file.Bad($"unpacks to more than {room} records; at most so many are read");
                    room = Math.Min(UnpackedFile.MostPackedRecords, 2 * room);
                    Array.Resize(ref labels, (int)room);
                    Array.Resize(ref pixels, (int)room * DigitSet.PixelCount);
                }
                columns.Read(csv, path, count, out labels[count], pixels.AsSpan(count * DigitSet.PixelCount, DigitSet.PixelCount));
                count++;
            }
            DigitSet.RequireGreys(pixels.AsSpan(0, count * DigitSet.PixelCount), path);
            columns.RequireLabels(labels.AsSpan(0, count), pixels.AsSpan(0, count * DigitSet.PixelCount), path);
        }
        catch (CsvFormatException malformed)
        {
            throw new InvalidDataException($"{path}, line {malformed.LineNumber} (record {count}): has a quotation mark out of place or "
                + $"more than {_readerOptions.MaxRecordSize} bytes (byte {malformed.ByteOffset}).", malformed);
        }
        Emnist.WarnOf(path, count);
        columns.WarnOfIndex(labels.AsSpan(0, count), path);
        return count > 0
            ? new(pixels.AsMemory(0, count * DigitSet.PixelCount), labels.AsMemory(0, count))
            : throw new InvalidDataException($"{path}: has no record; each line should hold a label and {DigitSet.PixelCount} pixels.");
    }

    /// <summary>
    /// Writes such a file, without a line of column names; a file that was there is replaced when the new one is complete.
    /// </summary>
    public static void Write(string path, DigitSet digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        byte[][] numbers = [.. Enumerable.Range(0, 256).Select(n => Encoding.ASCII.GetBytes(n.ToString(CultureInfo.InvariantCulture)))];
        using var file = new WholeFile(path);
        using (CsvWriter csv = CsvWriter.Create(file.Stream, new CsvWriterOptions { HasHeader = false, NewLine = "\n" }, leaveOpen: true))
        {
            for (int i = 0; i < digits.Count; i++)
            {
                csv.WriteField(numbers[digits.Labels[i]]);
                foreach (byte pixel in digits.PixelsOf(i))
                    csv.WriteField(numbers[pixel]);
                csv.EndRecord();
            }
        }
        file.Complete();
    }

    private static void RequireCommas(UnpackedFile file)
    {
        ReadOnlySpan<byte> start = file.Start.Span;
        if (FileKind.Name(start) is { } other)
            throw file.Bad(other);
        int end = start.IndexOfAny("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? start : start[..end];
        foreach ((byte separator, string name) in new[] { ((byte)';', "semicolons"), ((byte)'\t', "tabs") })
        {
            if (line.Contains(separator) && !line.Contains((byte)','))
                throw file.Bad($"has {name} between its columns; commas were expected");
        }
    }
}
