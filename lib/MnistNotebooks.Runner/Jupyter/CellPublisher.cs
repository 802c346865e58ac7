using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Jupyter;

/// <summary>
/// Sends what a cell shows, in order. Text waits a moment for the text that follows it: Jupyter's servers refuse more than a thousand
/// messages a second, and a cell that prints lines in a loop makes more.
/// </summary>
/// <param name="publish">Sends one message of that type and content.</param>
/// <param name="number">The cell's.</param>
internal sealed class CellPublisher(Action<string, JsonObject> publish, int number)
{
    // Six bytes each at most, as JSON, make less than a megabyte.
    private const int MostText = 160 * 1024;

    private static readonly TimeSpan TimeToGather = TimeSpan.FromMilliseconds(50);

    private readonly Lock _showing = new();
    private readonly StringBuilder _text = new();
    private StreamName _stream;

    public void Show(CellEvent what)
    {
        lock (_showing)
        {
            switch (what)
            {
                case TextWritten text:
                    Write(text.Stream, text.Text);
                    break;
                case ValueDisplayed value:
                    SendText();
                    (string type, JsonObject content) = DisplayContent.Of(value, number);
                    publish(type, content);
                    break;
            }
        }
    }

    /// <summary>Sends the text that waits.</summary>
    public void Flush()
    {
        lock (_showing)
            SendText();
    }

    private void Write(StreamName stream, string text)
    {
        if (stream != _stream)
            SendText();
        _stream = stream;
        if (_text.Length == 0)
            _ = FlushSoonAsync();
        // Piece by piece, because one write may be a hundred megabytes.
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(text.Length - start, MostText - _text.Length);
            _text.Append(text, start, length);
            start += length;
            // The two halves of an emoji stay together.
            if (_text.Length >= MostText)
                Send(char.IsHighSurrogate(_text[^1]) ? MostText - 1 : MostText);
        }
    }

    private async Task FlushSoonAsync()
    {
        await Task.Delay(TimeToGather).ConfigureAwait(false);
        Flush();
    }

    private void SendText()
    {
        if (_text.Length > 0)
            Send(_text.Length);
    }

    private void Send(int length)
    {
        publish("stream", new() { ["name"] = _stream == StreamName.Stdout ? "stdout" : "stderr", ["text"] = _text.ToString(0, length) });
        _text.Remove(0, length);
    }
}

/// <summary>A displayed value as the content of a message.</summary>
internal static class DisplayContent
{
    private const int MuchHtml = 1_000_000;
    private const int MostForms = 2_900_000;

    /// <param name="value">The value.</param>
    /// <param name="number">The cell's, which only a result carries.</param>
    public static (string Type, JsonObject Content) Of(ValueDisplayed value, int number)
    {
        var content = new JsonObject
        {
            ["data"] = new JsonObject(Fitting(value.Forms).Forms.Select(form =>
                KeyValuePair.Create(form.Key, JsonSerializer.SerializeToNode(form.Value)))),
            ["metadata"] = new JsonObject(),
        };
        if (value.IsResult)
            content["execution_count"] = number;
        if (value.DisplayId is { } id)
            content["transient"] = new JsonObject { ["display_id"] = id };
        return (value.IsResult ? "execute_result" : value.IsUpdate ? "update_display_data" : "display_data", content);
    }

    // Jupyter's servers cut what is larger than about 3 MB; the figure itself is what notebooks are stored with.
    private static MimeBundle Fitting(MimeBundle forms)
    {
        if (forms.Text(MimeBundle.Html) is not { Length: > MuchHtml } html || forms.Json(MimeBundle.Plotly) is not { } figure)
            return forms;
        return Encoding.UTF8.GetByteCount(html) + Json.Compact(figure).Length > MostForms ? forms.Without(MimeBundle.Html) : forms;
    }
}
