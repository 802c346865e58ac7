using System.Runtime.InteropServices;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>
/// At most 256 colours for a picture, each a number 0xRRGGBB: frequent colours stay what they are, and the others come as close as so few
/// colours allow.
/// </summary>
internal sealed class Palette
{
    private const int Most = 256;

    private readonly Dictionary<int, byte> _places;

    private Palette(List<int> colors, IEnumerable<int> all)
    {
        Colors = colors;
        _places = all.ToDictionary(color => color, color => (byte)colors.Index().MinBy(chosen => Distance(chosen.Item, color)).Index);
    }

    public IReadOnlyList<int> Colors { get; }

    public static Palette Of(ReadOnlySpan<int> pixels)
    {
        var counts = new Dictionary<int, int>();
        foreach (int color in pixels)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, color, out _)++;
        int[] colors = [.. counts.Keys.OrderByDescending(color => counts[color]).ThenBy(color => color)];
        for (int close = 0; ; close++)
        {
            if (Choose(colors, close) is { } chosen)
                return new(chosen, colors);
        }
    }

    /// <summary>The place in the palette of the colour that a pixel gets.</summary>
    public byte this[int pixel] => _places[pixel];

    // From the most frequent colour on, those that no chosen one is close to; null when they are too many.
    private static List<int>? Choose(int[] colors, int close)
    {
        var chosen = new List<int>(Most);
        foreach (int color in colors)
        {
            if (chosen.Exists(other => Distance(other, color) <= close))
                continue;
            if (chosen.Count == Most)
                return null;
            chosen.Add(color);
        }
        return chosen;
    }

    // Difference of the channel that differs most.
    private static int Distance(int a, int b) =>
        Math.Max(Math.Abs((a >> 16) - (b >> 16)), Math.Max(Math.Abs((a >> 8 & 255) - (b >> 8 & 255)), Math.Abs((a & 255) - (b & 255))));
}
