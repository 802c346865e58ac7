using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    /// <summary>A dot for each pair of values with its name beside it, where it covers no other name and no dot.</summary>
    /// <param name="x">Positions.</param>
    /// <param name="y">As many values.</param>
    /// <param name="names">As many names.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the positions are.</param>
    /// <param name="yTitle">What the values are.</param>
    /// <param name="logarithmic">True for an x axis on which equal distances are equal factors.</param>
    /// <exception cref="ArgumentException">There are no points, not as many values or names as positions, or a position on a logarithmic
    /// axis is not above 0.</exception>
    public static Figure NamedPoints(
        IEnumerable<double> x, IEnumerable<double> y, IReadOnlyList<string> names, string title, string xTitle, string yTitle,
        bool logarithmic = false)
    {
        var dots = new Series("", x, y);
        double[] positions = Several(dots.X), values = Several(dots.Y);
        ArgumentNullException.ThrowIfNull(names);
        names = Named(names, values.Length);
        if (logarithmic)
            CheckPositive(positions, nameof(x));
        const int height = 420, left = 76, right = 30, below = 60;
        var layout = Layouts.Create(title, height);
        layout["margin"]!["l"] = left;
        layout["margin"]!["r"] = right;
        layout["margin"]!["b"] = below;
        ValueRange across = ValueRange.Of(positions), up = ValueRange.Of(values);
        Func<double, double> scale = logarithmic ? Math.Log10 : value => value;
        ValueRange xRange = Wider(new(scale(across.Min), scale(across.Max)), 0.12), yRange = Wider(up, 0.12);
        layout["xaxis"] = logarithmic ? Layouts.LogarithmicAxis(xTitle, across) : Layouts.Axis(xTitle);
        layout["xaxis"]!["range"] = new JsonArray(xRange.Min, xRange.Max);
        layout["yaxis"] = Layouts.Axis(yTitle);
        layout["yaxis"]!["range"] = new JsonArray(yRange.Min, yRange.Max);
        var places = new NamePlaces(Layouts.MaximalWidth - left - right, height - below);
        string[] beside = places.Choose(
            [.. positions.Zip(values, (at, value) => ((scale(at) - xRange.Min) / xRange.Size, (yRange.Max - value) / yRange.Size))], names);
        JsonObject trace = Points(positions, values, "markers+text", name: "", Colors.Series[0]);
        trace["text"] = Texts(names);
        trace["textposition"] = new JsonArray([.. beside.Select(place => JsonValue.Create(place))]);
        trace["marker"]!["size"] = 10;
        trace["cliponaxis"] = false;
        Layouts.NeedWidth(layout, 560);
        Layouts.SayIfEmpty(layout, values);
        string text = $"{title}: {values.Length} named dots, {Range(xTitle, positions)}, {Range(yTitle, values)}.";
        return new([trace], layout, text, string.Join('\n',
            names.Select((name, i) => $"{name}: {ValueRange.Words(positions[i])}, {ValueRange.Words(values[i])}")));
    }

    private static void CheckPositive(IEnumerable<double> positions, string parameter)
    {
        foreach (double x in positions.Where(x => !(x > 0)))
        {
            throw new ArgumentException(
                $"A logarithmic axis has room for numbers above 0 only, but there is {ValueRange.Words(x)}.", parameter);
        }
    }

    private static ValueRange Wider(ValueRange range, double border)
    {
        double size = range.Size > 0 ? range.Size : 1;
        return new(range.Min - border * size, range.Max + border * size);
    }
}

/// <summary>On which side of its dot each name stands.</summary>
/// <param name="width">Pixels of the drawing.</param>
/// <param name="height">Pixels of the drawing.</param>
internal sealed class NamePlaces(double width, double height)
{
    private const double CharacterWidth = 9;
    private const double LineHeight = 18;
    private const double DotRadius = 6;

    private static readonly (string Name, int Right, int Down)[] _sides =
    [
        ("middle right", 1, 0), ("middle left", -1, 0), ("top center", 0, -1), ("bottom center", 0, 1),
        ("top right", 1, -1), ("bottom right", 1, 1), ("top left", -1, -1), ("bottom left", -1, 1),
    ];

    /// <summary>Name by name the side on which it covers least.</summary>
    /// <param name="dots">From the left and from the top, as shares of the drawing; a name without a dot is left where it is.</param>
    /// <param name="names">As many names.</param>
    public string[] Choose(IReadOnlyList<(double X, double Y)> dots, IReadOnlyList<string> names)
    {
        (double X, double Y)[] pixels = [.. dots.Select(dot => (dot.X * width, dot.Y * height))];
        var taken = pixels.Select(dot => new Box(dot.X - DotRadius, dot.Y - DotRadius, 2 * DotRadius, 2 * DotRadius)).ToList();
        var chosen = new string[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            var (name, box) = _sides.Select(side => (side.Name, Box: BoxOf(names[i], pixels[i], side)))
                .MinBy(place => Beyond(place.Box) + taken.Where((_, other) => other != i).Sum(place.Box.Overlap));
            chosen[i] = name;
            taken.Add(box);
        }
        return chosen;
    }

    private static Box BoxOf(string name, (double X, double Y) dot, (string Name, int Right, int Down) side)
    {
        double length = name.Length * CharacterWidth;
        double left = dot.X - length / 2 + side.Right * (length / 2 + DotRadius);
        double top = dot.Y - LineHeight / 2 + side.Down * (LineHeight / 2 + DotRadius);
        return new(left, top, length, LineHeight);
    }

    /// <summary>A name that the drawing's edge cuts can't be read at all.</summary>
    private double Beyond(Box box) =>
        LineHeight * 100 * (Math.Max(0, -box.Left) + Math.Max(0, box.Left + box.Width - width)
            + Math.Max(0, -box.Top) + Math.Max(0, box.Top + box.Height - height));

    private readonly record struct Box(double Left, double Top, double Width, double Height)
    {
        public double Overlap(Box other) =>
            Math.Max(0, Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left))
            * Math.Max(0, Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top));
    }
}
