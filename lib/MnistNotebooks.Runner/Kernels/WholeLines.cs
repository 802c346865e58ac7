using System.Text;

namespace MnistNotebooks.Runner.Kernels;

/// <summary>Lines that have an end: a process may be ended in the middle of one, and the rest is then no message.</summary>
internal static class WholeLines
{
    private const int BufferSize = 1 << 16;

    public static async Task ReadAsync(TextReader reader, Action<string> line)
    {
        var begun = new StringBuilder();
        char[] buffer = new char[BufferSize];
        for (int count; (count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            for (int start = 0; start < count;)
            {
                int end = Array.IndexOf(buffer, '\n', start, count - start);
                begun.Append(buffer, start, (end < 0 ? count : end) - start);
                start = end < 0 ? count : end + 1;
                if (end < 0)
                    continue;
                line(begun.ToString());
                begun.Clear();
            }
        }
    }
}
