using System.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>
/// What cells print past the console: bytes of any kind, between which the kernel sets a mark when a cell has ended.
/// The mark has the name of the kernel's pipe in it, so that nothing that is printed looks like one.
/// </summary>
/// <param name="mark">See <see cref="Mark"/>.</param>
/// <param name="text">Gets the text, as it comes.</param>
/// <param name="cellEnded">Called for each mark, after the text before it.</param>
internal sealed class RawOutput(byte[] mark, Action<string> text, Action cellEnded)
{
    private const int BufferSize = 1 << 16;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _chars = new char[Encoding.UTF8.GetMaxCharCount(BufferSize)];

    /// <summary>Written to standard output after a cell, so that the reader knows what was printed past the console before it.</summary>
    /// <param name="kernel">The name of the kernel's pipe.</param>
    public static byte[] Mark(string kernel) => Encoding.UTF8.GetBytes($"\u001E{kernel}\u001E");

    public async Task ReadAsync(Stream stream)
    {
        byte[] bytes = new byte[BufferSize];
        int held = 0;
        for (int count; (count = await stream.ReadAsync(bytes.AsMemory(held)).ConfigureAwait(false)) > 0;)
            held = Take(bytes.AsSpan(0, held + count));
        Show(bytes.AsSpan(0, held));
    }

    // The bytes that may be the beginning of a mark go to the front and wait for the rest; the result is their number.
    private int Take(Span<byte> bytes)
    {
        Span<byte> left = bytes;
        for (int at; (at = left.IndexOf(mark)) >= 0; left = left[(at + mark.Length)..])
        {
            Show(left[..at]);
            cellEnded();
        }
        int begun = Math.Min(left.Length, mark.Length - 1);
        while (!left[^begun..].SequenceEqual(mark.AsSpan(0, begun)))
            begun--;
        Show(left[..^begun]);
        left[^begun..].CopyTo(bytes);
        return begun;
    }

    private void Show(ReadOnlySpan<byte> bytes)
    {
        int length = _decoder.GetChars(bytes, _chars, flush: false);
        if (length > 0)
            text(new string(_chars, 0, length));
    }
}
