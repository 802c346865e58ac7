using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;

namespace MnistNotebooks.Data;

/// <summary>Where a CSV file of digits has the label and the pixels.</summary>
/// <param name="label">The label's column, counted from 0.</param>
/// <param name="count">How many columns a record has.</param>
/// <param name="pixels">The columns of the 784 pixels.</param>
/// <param name="areNamed">Whether the file says so itself.</param>
internal sealed partial class DigitColumns(int label, int count, int[] pixels, bool areNamed)
{
    private static readonly string[] _labels = ["label", "class", "target", "y", "digit"];

    // What pandas writes, and what people call it.
    private static readonly string[] _indices = ["", "unnamed: 0", "index", "id"];

    /// <summary>The label, then the pixels.</summary>
    public static DigitColumns WithoutNames { get; } =
        new(0, 1 + DigitSet.PixelCount, [.. Enumerable.Range(1, DigitSet.PixelCount)], areNamed: false);

    /// <summary>Columns as the file's first line names them; null where it names none.</summary>
    /// <exception cref="InvalidDataException">No column has a label's name, or several have; or pixels are out of order.</exception>
    public static DigitColumns? Named(CsvReader first, string path)
    {
        string[] names = [.. Enumerable.Range(0, first.FieldCount).Select(i => first.GetString(i).Trim())];
        int[] labels = Places(names, _labels);
        bool hasNumbers = names.Any(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (labels is [] && (hasNumbers || names.Length < DigitSet.PixelCount))
            return null;
        if (labels.Length != 1)
        {
            string found = labels is [] ? "none of the columns" : $"more than one column ({string.Join(", ", labels.Select(i => i + 1))})";
            throw new InvalidDataException($"{path}, line 1: {found} is named {string.Join(", ", _labels[..^1])} or {_labels[^1]}; "
                + "there must be one with the digits' labels.");
        }
        int index = names.Length > 1 + DigitSet.PixelCount && Places(names, _indices) is [var place, ..] ? place : -1;
        int[] pixels = [.. Enumerable.Range(0, names.Length).Where(i => i != labels[0] && i != index)];
        RequireOrder([.. pixels.Select(i => names[i])], path);
        return new(labels[0], DigitSet.PixelCount + (index < 0 ? 1 : 2), pixels, areNamed: true);
    }

    /// <summary>Reads a record.</summary>
    public void Read(CsvReader csv, string path, int record, out byte digit, Span<byte> levels)
    {
        if (csv.FieldCount != count)
        {
            string index = count > 1 + DigitSet.PixelCount ? "an index, " : "";
            throw Bad(
                $"the number of columns is {csv.FieldCount}; {count} were expected, {index}a label and {DigitSet.PixelCount} pixels");
        }
        if (!TryParse(csv.GetSpan(label), out digit) || digit >= DigitSet.Classes)
            throw Bad($"the label in column {label + 1} is {Quoted(csv.GetSpan(label))}; a digit from 0 to 9 was expected");
        for (int i = 0; i < levels.Length; i++)
        {
            if (!TryParse(csv.GetSpan(pixels[i]), out levels[i]))
            {
                throw Bad($"the pixel in column {pixels[i] + 1} is {Quoted(csv.GetSpan(pixels[i]))}; "
                    + "a whole number from 0 to 255 was expected");
            }
        }

        InvalidDataException Bad(string what) => new($"{path}, line {csv.LineNumber} (record {record}): {what}.");
    }

    /// <summary>
    /// Refuses a file without names that has its label in the last column, however short: the first is the blank corner of all pictures.
    /// </summary>
    public void RequireLabels(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> levels, string path)
    {
        if (areNamed || digits.ContainsAnyExcept((byte)0))
            return;
        byte last = 0;
        for (int i = DigitSet.PixelCount - 1; i < levels.Length; i += DigitSet.PixelCount)
            last = Math.Max(last, levels[i]);
        if (last is > 0 and < DigitSet.Classes)
        {
            throw new InvalidDataException($"{path}: every label in column 1 is 0, and column {count} has digits; where the label isn't "
                + "first, a line of column names must say so.");
        }
    }

    /// <summary>
    /// Says on standard error that the labels of a file without names may be the numbers of its rows: of the first ten rows, both are
    /// possible, and nothing else in such a file tells them apart.
    /// </summary>
    public void WarnOfIndex(ReadOnlySpan<byte> digits, string path)
    {
        if (areNamed || digits.Length < 2 || digits[0] > 1)
            return;
        for (int i = 1; i < digits.Length; i++)
        {
            if (digits[i] != digits[0] + i)
                return;
        }
        Console.Error.WriteLine($"{Path.GetFileName(path)}: the labels are {digits[0]} to {digits[^1]} in order: if column 1 numbers the "
            + "rows and is no label, put a line of column names before them.");
    }

    private static int[] Places(string[] names, string[] wanted) => [.. Enumerable.Range(0, names.Length)
        .Where(i => wanted.Contains(names[i], StringComparer.OrdinalIgnoreCase))];

    // Names as pixel0, pixel1, … or 1x1, 1x2, … say which pixel it is.
    private static void RequireOrder(string[] names, string path)
    {
        int[][] numbers =
            [.. names.Select(name => Number().Matches(name).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))
            .ToArray())];
        if (numbers.Any(number => number.Length != numbers[0].Length || number.Length == 0))
            return;
        for (int i = 1; i < names.Length; i++)
        {
            if (numbers[i - 1].AsSpan().SequenceCompareTo(numbers[i]) > 0)
            {
                throw new InvalidDataException(
                    $"{path}, line 1: the pixels are not in order; '{names[i]}' comes after '{names[i - 1]}'.");
            }
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out byte number)
    {
        // Most pixels of a digit are 0.
        if (text is [>= (byte)'0' and <= (byte)'9'])
        {
            number = (byte)(text[0] - '0');
            return true;
        }
        // Programs that know real numbers only write 7.0.
        int point = text.IndexOf((byte)'.');
        if (point > 0 && !text[(point + 1)..].Trim(" "u8).ContainsAnyExcept((byte)'0'))
            text = text[..point];
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

    [GeneratedRegex("[0-9]{1,6}")]
    private static partial Regex Number();
}
