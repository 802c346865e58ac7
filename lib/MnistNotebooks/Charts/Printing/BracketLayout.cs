using System.Text;

namespace MnistNotebooks.Charts;

/// <summary>NumPy's placement of formatted numbers: brackets, line breaks at 75 characters, the middle elided.</summary>
internal sealed class BracketLayout(int rows, int columns, bool full)
{
    private const int LineWidth = 75;
    private const int EdgeItems = 3;
    private const int Threshold = 1000;

    private readonly bool _elided = !full && (long)rows * columns > Threshold;

    /// <summary>The cells that are printed; they alone decide how wide a column is.</summary>
    public IEnumerable<(int Row, int Column)> ShownCells() =>
        Shown(rows).Where(row => row >= 0).SelectMany(row => Shown(columns).Where(column => column >= 0).Select(column => (row, column)));

    public string Vector(Func<int, string> cell)
    {
        var text = new StringBuilder();
        AppendRow(text, depth: 1, cell);
        return text.ToString();
    }

    public string Matrix(Func<int, int, string> cell)
    {
        var text = new StringBuilder("[");
        string next = "";
        foreach (int row in Shown(rows))
        {
            text.Append(next);
            if (row < 0)
                text.Append("...");
            else
                AppendRow(text, depth: 2, column => cell(row, column));
            next = "\n ";
        }
        return text.Append(']').ToString();
    }

    /// <summary>A row in brackets. Lines that follow the first are indented below its first number.</summary>
    private void AppendRow(StringBuilder text, int depth, Func<int, string> cell)
    {
        // One column is kept for each bracket that closes after the last number.
        int width = LineWidth - depth;
        var line = new StringBuilder().Append(' ', depth);
        text.Append('[');
        int written = depth;
        foreach (int column in Shown(columns))
        {
            string word = column < 0 ? "..." : cell(column);
            if (line.Length > depth && line.Length + 1 + word.Length > width)
            {
                text.Append(line.ToString()[written..].TrimEnd()).Append('\n');
                line.Clear().Append(' ', depth);
                written = 0;
            }
            if (line.Length > depth)
                line.Append(' ');
            line.Append(word);
        }
        text.Append(line.ToString()[written..]).Append(']');
    }

    /// <summary>Indices along an axis; -1 stands for those that are left out.</summary>
    private IEnumerable<int> Shown(int length) => _elided && length > 2 * EdgeItems
        ? [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(length - EdgeItems, EdgeItems)]
        : Enumerable.Range(0, length);
}
