namespace MnistNotebooks.Runner.Jupyter;

/// <summary>Places in code: Jupyter counts Unicode code points, .NET counts UTF-16 units, of which an emoji has two.</summary>
internal static class CodePoints
{
    /// <summary>The place in UTF-16 units; the end of the text for places beyond it.</summary>
    public static int ToIndex(string text, int position)
    {
        int index = 0;
        for (; position > 0 && index < text.Length; position--)
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>The place in code points.</summary>
    public static int FromIndex(string text, int index)
    {
        int position = 0;
        for (int next = 0; next < index; position++)
            next += char.IsSurrogatePair(text, next) ? 2 : 1;
        return position;
    }
}
