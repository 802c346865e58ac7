namespace MnistNotebooks.Runner.Pages.Outputs;

/// <summary>Printed text: monospaced, never wrapped, and folded when it is long.</summary>
internal static class TextHtml
{
    /// <summary>Lines of a folded text that stay visible.</summary>
    public const int VisibleLines = 25;

    // A text only a little longer is shown whole: unfolding a handful of lines is more trouble than reading them.
    private const int LongestUnfolded = 30;

    public static string Of(string text, string cssClass)
    {
        string[] lines = [.. text.TrimEnd('\n').Split('\n').Select(AsOnATerminal)];
        if (lines.Length <= LongestUnfolded)
            return $"<div class=\"{cssClass}\">{Block(lines)}</div>";
        return $"""
            <div class="{cssClass}">{Block(lines[..VisibleLines])}<details><summary>all {lines.Length} lines</summary>
            """ + $"""
            {Block(lines[VisibleLines..])}</details></div>
            """;
    }

    private static string Block(string[] lines) => $"<pre>{HtmlText.Escape(string.Join('\n', lines))}\n</pre>";

    // A carriage return starts the line anew, which is how progress is printed.
    private static string AsOnATerminal(string line) => line.TrimEnd('\r')[(line.TrimEnd('\r').LastIndexOf('\r') + 1)..];
}
