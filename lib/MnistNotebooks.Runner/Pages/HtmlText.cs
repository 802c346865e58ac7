namespace MnistNotebooks.Runner.Pages;

/// <summary>Text for HTML.</summary>
internal static class HtmlText
{
    /// <summary>
    /// The text with the characters escaped that mean something in an element or in a quoted attribute;
    /// the rest stays readable.
    /// </summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
