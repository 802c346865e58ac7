using System.Text;

namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>Console.Out or Console.Error of the cells: each write becomes one event at once, so that nothing is lost when the process ends.</summary>
internal sealed class ConsoleText(Action<string> write) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    // Notebooks end lines with LF on every system.
#pragma warning disable CS8765 // The base class takes null for the system's line end; nobody sets it here.
    public override string NewLine
    {
        get => "\n";
        set => throw new NotSupportedException("Lines of a notebook's output end with LF.");
    }
#pragma warning restore CS8765

    public override void Write(char value) => write(value.ToString());

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            write(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void WriteLine() => write("\n");

    public override void WriteLine(string? value) => write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => write(string.Concat(buffer, "\n"));
}
