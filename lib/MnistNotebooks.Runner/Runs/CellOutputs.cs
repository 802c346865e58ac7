using System.Text;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Runs;

/// <summary>Gathers what one cell writes and displays, in order; successive writes to the same stream become one output.</summary>
internal sealed class CellOutputs
{
    /// <summary>Characters of console text that a cell keeps; a loop without end would otherwise fill the memory.</summary>
    public const int MostText = StoredLimits.MostText;

    /// <summary>Displayed values that a cell keeps.</summary>
    public const int MostValues = 1_000;

    private readonly List<Output> _outputs = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private int _textLength;
    private int _values;

    /// <summary>How many outputs there are, with the text that may still grow.</summary>
    public int Count => _outputs.Count + (IsTextOpen ? 1 : 0);

    /// <summary>True while the last output is text that the next write to the same stream continues.</summary>
    public bool IsTextOpen => _text.Length > 0;

    /// <summary>The stream of the text that may still grow.</summary>
    public StreamName OpenStream => _stream;

    /// <summary>An output that is complete.</summary>
    public Output this[int place] => _outputs[place];

    /// <summary>The text that may still grow, from a place in it to its present end.</summary>
    public string OpenText(int from) => _text.ToString(from, _text.Length - from);

    /// <returns>The place of the earlier output that was replaced; null when something was added at the end or nothing changed.</returns>
    public int? Add(CellEvent what)
    {
        switch (what)
        {
            case TextWritten text when _textLength < MostText:
                int length = Math.Min(text.Text.Length, MostText - _textLength);
                Append(text.Stream, Start(text.Text, length));
                _textLength += length;
                if (_textLength == MostText)
                    Append(StreamName.Stderr, $"\nThe cell wrote more than {MostText:N0} characters; the rest is left out.\n");
                break;
            case ValueDisplayed { IsUpdate: true, DisplayId: { } id } value when _places.TryGetValue(id, out int place):
                _outputs[place] = new DisplayOutput(value.Forms, value.IsResult);
                return place;
            case ValueDisplayed value when _values < MostValues:
                EndText();
                if (value.DisplayId is { } name)
                    _places[name] = _outputs.Count;
                _outputs.Add(new DisplayOutput(value.Forms, value.IsResult));
                if (++_values == MostValues)
                    Append(StreamName.Stderr, $"The cell displayed {MostValues:N0} values; the rest is left out.\n");
                break;
        }
        return null;
    }

    public void Add(CellError error)
    {
        EndText();
        _outputs.Add(error.ToOutput());
    }

    public IReadOnlyList<Output> ToList()
    {
        EndText();
        return [.. _outputs];
    }

    // Without half of an emoji at its end.
    private static ReadOnlySpan<char> Start(string text, int length) =>
        text.AsSpan(0, length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);

    private void Append(StreamName stream, ReadOnlySpan<char> text)
    {
        if (stream != _stream)
            EndText();
        _stream = stream;
        _text.Append(text);
    }

    private void EndText()
    {
        if (_text.Length > 0)
            _outputs.Add(new StreamOutput(_stream, _text.ToString()));
        _text.Clear();
    }
}
