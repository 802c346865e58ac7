using System.Globalization;
using System.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// Console.Out or Console.Error of the cells. What is written goes out at once while the reader keeps up, and in larger pieces when a cell
/// writes faster than that: nothing is held back, and a million short lines are not a million messages.
/// </summary>
internal sealed class ConsoleText : TextWriter
{
    // A cell that writes faster than its text can be sent waits here, so that the text does not fill the memory.
    private const int MostHeld = 1 << 20;

    private readonly Action<string> _send;
    private readonly StringBuilder _held = new();
    private readonly SemaphoreSlim _written = new(0, 1);
    private readonly Lock _sending = new();
    private readonly long _most;
    private volatile bool _isPending;
    private long _left;

    /// <param name="send">Gets the text in order; never called twice at the same time.</param>
    /// <param name="most">Characters of one cell that are sent; what it writes beyond them is dropped.</param>
    public ConsoleText(Action<string> send, long most) : base(CultureInfo.InvariantCulture)
    {
        (_send, _most, _left) = (send, most, most);
        new Thread(SendAlways) { IsBackground = true, Name = "console text" }.Start();
    }

    /// <summary>The other stream of the cells: what was written there first is sent first.</summary>
    public ConsoleText? Other { get; set; }

    public override Encoding Encoding => Encoding.UTF8;

    // Notebooks end lines with LF on every system.
#pragma warning disable CS8765 // The base class takes null for the system's line end; nobody sets it here.
    public override string NewLine
    {
        get => "\n";
        set => throw new NotSupportedException("Lines of a notebook's output end with LF.");
    }
#pragma warning restore CS8765

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer, end: "");

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(buffer, NewLine);

    /// <summary>The next cell begins with nothing written.</summary>
    public void BeginCell()
    {
        lock (_held)
            _left = _most;
    }

    /// <summary>Sends what was written so far, so that what follows comes after it.</summary>
    public override void Flush()
    {
        lock (_sending)
        {
            string text;
            lock (_held)
            {
                text = _held.ToString();
                _held.Clear();
            }
            // In pieces, because one write may be a hundred megabytes.
            for (int start = 0, end; start < text.Length; start = end)
            {
                end = PieceEnd(text, start);
                _send(text[start..end]);
            }
            lock (_held)
                _isPending = _held.Length > 0;
        }
    }

    // The two halves of an emoji stay together.
    private static int PieceEnd(ReadOnlySpan<char> text, int start)
    {
        int end = Math.Min(text.Length, start + MostHeld);
        return end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    // In one piece, so that lines of several threads don't mix; but one may be a hundred megabytes, which are not kept twice.
    private void Write(ReadOnlySpan<char> text, string end)
    {
        BeforeWriting();
        for (int piece; text.Length > MostHeld && _left > 0; text = text[piece..])
        {
            piece = PieceEnd(text, 0);
            Hold(text[..piece], "");
        }
        Hold(text, end);
    }

    private void Hold(ReadOnlySpan<char> text, string end)
    {
        int held;
        lock (_held)
        {
            int taken = (int)Math.Min(text.Length, _left);
            held = _held.Append(text[..taken]).Append(taken < _left ? end : "").Length;
            _left = Math.Max(0, _left - taken - end.Length);
        }
        Written(held);
    }

    private void BeforeWriting()
    {
        if (Other is { _isPending: true } other)
            other.Flush();
    }

    private void Written(int held)
    {
        _isPending = true;
        if (held >= MostHeld)
            Flush();
        else if (_written.CurrentCount == 0)
            Wake();
    }

    private void Wake()
    {
        try
        {
            _written.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread woke the sender between the look and the release.
        }
    }

    private void SendAlways()
    {
        while (true)
        {
            _written.Wait();
            Flush();
        }
    }
}
