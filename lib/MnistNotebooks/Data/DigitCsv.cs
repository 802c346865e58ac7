using System.Globalization;
using System.Text;
using CsvHelper;

namespace MnistNotebooks.Data;

/// <summary>
/// Digits as text: a line for each, 785 columns separated by commas, first the label (0…9), then the 784 pixels (0…255) row by row.
/// </summary>
public static class DigitCsv
{
    private const int Columns = 1 + DigitSet.PixelCount;

    // 785 numbers of a digit each, 784 commas and the line's end.
    private const int ShortestLine = 2 * Columns;

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
    /// Reads such a file. Blank lines are skipped, and so is a first line of column names: one that begins with <c>label</c> or has no
    /// number in it.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Anything else than such digits; the message names the line, the record (from 0) and the column (from 1).
    /// </exception>
    public static DigitSet Read(string path)
    {
        // No line is shorter, so this is room enough, and never more than half the file.
        long room = new FileInfo(path).Length / ShortestLine + 1;
        if (room > Array.MaxLength / DigitSet.PixelCount)
        {
            throw new InvalidDataException(
                $"{path}: is too large to be read at once; at most {Array.MaxLength / DigitSet.PixelCount} records can be.");
        }
        byte[] labels = new byte[room];
        byte[] pixels = new byte[room * DigitSet.PixelCount];
        int count = 0;
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, _readerOptions, FileOptions.SequentialScan);
            bool started = csv.Read() && (!IsHeader(csv) || csv.Read());
            for (; started; started = csv.Read())
            {
                ReadRecord(csv, path, count, out labels[count], pixels.AsSpan(count * DigitSet.PixelCount, DigitSet.PixelCount));
                count++;
            }
        }
        catch (CsvFormatException malformed)
        {
            throw new InvalidDataException($"{path}, line {malformed.LineNumber} (record {count}): has a quotation mark out of place or "
                + $"more than {_readerOptions.MaxRecordSize} bytes (byte {malformed.ByteOffset}).", malformed);
        }
        return count > 0
            ? new(pixels.AsMemory(0, count * DigitSet.PixelCount), labels.AsMemory(0, count))
            : throw new InvalidDataException($"{path}: has no record; each line should hold a label and {DigitSet.PixelCount} pixels.");
    }

    /// <summary>
    /// Writes such a file, without a line of column names; a file that was there is replaced when the new one is complete.
    /// </summary>
    public static void Write(string path, DigitSet digits)
    {
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

    private static void ReadRecord(CsvReader csv, string path, int record, out byte label, Span<byte> pixels)
    {
        if (csv.FieldCount != Columns)
            throw Bad($"the number of columns is {csv.FieldCount}; {Columns} were expected, a label and {DigitSet.PixelCount} pixels");
        if (!TryParse(csv.GetSpan(0), out label) || label >= DigitSet.Classes)
            throw Bad($"the label in column 1 is {Quoted(csv.GetSpan(0))}; a digit from 0 to 9 was expected");
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!TryParse(csv.GetSpan(1 + i), out pixels[i]))
                throw Bad($"the pixel in column {i + 2} is {Quoted(csv.GetSpan(1 + i))}; a whole number from 0 to 255 was expected");
        }

        InvalidDataException Bad(string what) => new($"{path}, line {csv.LineNumber} (record {record}): {what}.");
    }

    private static bool IsHeader(CsvReader csv)
    {
        if (csv.GetString(0).Trim().Equals("label", StringComparison.OrdinalIgnoreCase))
            return true;
        for (int i = 0; i < csv.FieldCount; i++)
        {
            if (double.TryParse(csv.GetSpan(i), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return false;
        }
        return csv.FieldCount == Columns;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out byte number)
    {
        // Most pixels of a digit are 0.
        if (text is [>= (byte)'0' and <= (byte)'9'])
        {
            number = (byte)(text[0] - '0');
            return true;
        }
        const NumberStyles Digits = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return byte.TryParse(text, Digits, CultureInfo.InvariantCulture, out number);
    }

    private static string Quoted(ReadOnlySpan<byte> text)
    {
        const int Shown = 20;
        string start = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Shown)]);
        string visible = string.Concat(start.Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > Shown ? $"'{visible}…'" : $"'{visible}'";
    }
}
