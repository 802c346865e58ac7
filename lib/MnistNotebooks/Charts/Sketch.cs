using System.Globalization;
using System.Text;

namespace MnistNotebooks.Charts;

/// <summary>Small pictures made of characters, for where a figure can't be drawn.</summary>
internal static class Sketch
{
    private const int BarLength = 24;
    private const int LineLength = 60;
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>One line per value: its label, a bar of its size (pale when negative), the value.</summary>
    public static string Bars(IReadOnlyList<double> values, IReadOnlyList<string> labels)
    {
        double longest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        int width = labels.Max(label => label.Length);
        var lines = values.Select((value, i) =>
        {
            int length = double.IsFinite(value) && longest > 0 ? (int)Math.Round(Math.Abs(value) / longest * BarLength) : 0;
            string bar = new string(value < 0 ? '░' : '▆', length) + (length > 0 ? " " : "");
            return $"{labels[i].PadLeft(width)} {bar}{ValueRange.Words(value)}";
        });
        return string.Join('\n', lines);
    }

    /// <summary>One line of up to 60 characters whose heights follow the values; neighbours are averaged when there are more.</summary>
    public static string Line(IReadOnlyList<double> values)
    {
        int length = Math.Min(LineLength, values.Count);
        double[] means =
            [.. Enumerable.Range(0, length).Select(i => MeanOf(values, i * values.Count / length, (i + 1) * values.Count / length))];
        var range = ValueRange.Of(means);
        var line = new StringBuilder();
        foreach (double mean in means)
            line.Append(double.IsFinite(mean) ? Heights[Level(mean, range, Heights.Length)] : ' ');
        return line.ToString();
    }

    /// <summary>
    /// A picture in half blocks, two rows of pixels to a line; a pixel is drawn when it is above the middle of the range.
    /// </summary>
    public static string HalfBlocks(int rows, int columns, Func<int, int, double> value)
    {
        var range =
            ValueRange.Of(from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select value(row, column));
        double middle = range.Min + range.Size / 2;
        bool Ink(int row, int column) => row < rows && value(row, column) > middle;
        var lines = new List<string>();
        for (int row = 0; row < rows; row += 2)
        {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++)
            {
                line.Append((Ink(row, column), Ink(row + 1, column)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }
            lines.Add(line.ToString().TrimEnd());
        }
        return string.Join('\n', lines.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse());
    }

    /// <summary>Labels for values without names: their numbers.</summary>
    public static string[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static double MeanOf(IReadOnlyList<double> values, int start, int end)
    {
        double sum = 0;
        for (int i = start; i < end; i++)
            sum += values[i];
        return sum / (end - start);
    }

    private static int Level(double value, ValueRange range, int levels) =>
        range.Size > 0 ? (int)Math.Round((value - range.Min) / range.Size * (levels - 1), MidpointRounding.AwayFromZero) : 0;
}
