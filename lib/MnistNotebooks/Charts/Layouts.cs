using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MnistNotebooks.Charts;

/// <summary>What all figures look like: readable from the back of a room, white paper, a light grid, titles that fit.</summary>
internal static partial class Layouts
{
    /// <summary>
    /// Pixels; figures without a width of their own take what a notebook gives, up to this. A page of the runner has room for more: it
    /// scales texts with its own, and pictures to its width.
    /// </summary>
    public const int MaximalWidth = 760;

    private const double TitleSize = 17;
    private const int LineHeight = 23;
    private const int LegendHeight = 26;

    /// <param name="title">Broken into lines where it is too long.</param>
    /// <param name="height">Pixels of everything below the title.</param>
    /// <param name="width">Pixels, for small pictures; null to fill the page.</param>
    /// <param name="parameter">What the caller's caller knows the title as.</param>
    public static JsonObject Create(
        string title, int height, int? width = null, [CallerArgumentExpression(nameof(title))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(title, parameter);
        IReadOnlyList<string> lines = Wrap(title, Math.Max(12, (int)(((width ?? MaximalWidth) - 40) / (TitleSize * 0.52))));
        int top = 34 + LineHeight * lines.Count;
        var layout = new JsonObject
        {
            ["title"] = new JsonObject
            {
                ["text"] = string.Join("<br>", lines.Select(line => Plain(line))),
                ["font"] = new JsonObject { ["size"] = TitleSize },
                ["x"] = 0,
                ["xref"] = "container",
                ["xanchor"] = "left",
                ["y"] = 1,
                ["yref"] = "container",
                // Anchored at the first baseline, 26 pixels down: plotly.js puts one line and several at different heights under "top".
                ["yanchor"] = "bottom",
                ["pad"] = new JsonObject { ["l"] = 12, ["b"] = -26 },
            },
            ["height"] = height + top,
            ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 20, ["t"] = top, ["b"] = 50 },
            ["font"] = new JsonObject
            {
                ["family"] = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
                ["size"] = 14,
                ["color"] = Colors.Text,
            },
            ["paper_bgcolor"] = Colors.Paper,
            ["plot_bgcolor"] = Colors.Paper,
            ["hoverlabel"] = new JsonObject { ["font"] = new JsonObject { ["size"] = 14 } },
            ["showlegend"] = false,
            ["modebar"] = new JsonObject { ["remove"] = new JsonArray("select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d") },
        };
        if (width is not null)
            layout["width"] = width;
        else
            layout["autosize"] = true;
        return layout;
    }

    /// <summary>Makes room for a legend between the title and the drawing.</summary>
    public static void AddLegend(JsonObject layout)
    {
        layout["showlegend"] = true;
        layout["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1, ["yanchor"] = "bottom" };
        layout["height"] = layout["height"]!.GetValue<int>() + LegendHeight;
        layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() + LegendHeight;
    }

    /// <summary>Takes a legend away, and its room.</summary>
    public static void RemoveLegend(JsonObject layout)
    {
        if (!layout["showlegend"]!.GetValue<bool>())
            return;
        layout["showlegend"] = false;
        layout.Remove("legend");
        layout["height"] = layout["height"]!.GetValue<int>() - LegendHeight;
        layout["margin"]!["t"] = layout["margin"]!["t"]!.GetValue<int>() - LegendHeight;
    }

    /// <summary>Writes into a drawing of values of which none can be drawn that there is nothing.</summary>
    public static void SayIfEmpty(JsonObject layout, IEnumerable<double> values)
    {
        if (values.Any(double.IsFinite))
            return;
        var annotations = layout["annotations"] as JsonArray ?? [];
        annotations.Add(new JsonObject
        {
            ["text"] = "no value is a finite number",
            ["x"] = 0.5,
            ["y"] = 0.5,
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = 16 },
        });
        layout["annotations"] = annotations;
    }

    /// <summary>A straight line below the traces, from one point of the axes to another.</summary>
    public static JsonObject LineBelow((double X, double Y) from, (double X, double Y) to, string color, double width) => new()
    {
        ["type"] = "line",
        ["layer"] = "below",
        ["x0"] = from.X,
        ["y0"] = from.Y,
        ["x1"] = to.X,
        ["y1"] = to.Y,
        ["line"] = new JsonObject { ["color"] = color, ["width"] = width },
    };

    /// <summary>An axis with a title, numbers and a light grid.</summary>
    public static JsonObject Axis(string title, [CallerArgumentExpression(nameof(title))] string? parameter = null) => new()
    {
        ["title"] = new JsonObject { ["text"] = Plain(title, parameter), ["standoff"] = 10 },
        ["automargin"] = true,
        ["gridcolor"] = Colors.Grid,
        ["linecolor"] = Colors.Grid,
        ["zerolinecolor"] = "#9aa3ad",
        ["ticks"] = "outside",
        ["tickcolor"] = Colors.Grid,
    };

    /// <summary>
    /// An axis with equal distances for equal factors, over more than a power of ten with numbers at 1, 2 and 5 times the powers.
    /// </summary>
    /// <param name="title">Title of the axis.</param>
    /// <param name="range">Above 0.</param>
    /// <param name="parameter">What the caller's caller knows the title as.</param>
    public static JsonObject LogarithmicAxis(string title, ValueRange range,
        [CallerArgumentExpression(nameof(title))] string? parameter = null)
    {
        var axis = Axis(title, parameter);
        axis["type"] = "log";
        // plotly.js itself chooses well on short axes, but on long ones writes a bare 2 for 200.
        if (range.Max <= 10 * range.Min)
            return axis;
        bool isLong = range.Max > 1000 * range.Min;
        double[] ticks =
        [
            .. from power in Enumerable.Range((int)Math.Floor(Math.Log10(range.Min)), (int)Math.Ceiling(Math.Log10(range.Max / range.Min))
                + 2)
               from factor in isLong ? (double[])[1] : [1, 2, 5]
               select factor * Math.Pow(10, power),
        ];
        axis["tickvals"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(tick))]);
        axis["ticktext"] = new JsonArray([.. ticks.Select(tick => JsonValue.Create(Tick(tick)))]);
        return axis;

        static string Tick(double tick) =>
            tick is >= 1000 and < 1e6 ? tick.ToString("N0", CultureInfo.InvariantCulture) : ValueRange.Words(tick);
    }

    /// <summary>An axis of whole numbers, each one written when there are few.</summary>
    public static JsonObject CountAxis(string title, ValueRange range, [CallerArgumentExpression(nameof(title))] string? parameter = null)
    {
        var axis = Axis(title, parameter);
        axis["zeroline"] = false;
        if (range.Size <= 20)
            axis["dtick"] = 1;
        return axis;
    }

    /// <summary>An axis of a heatmap: numbers from 0, no grid.</summary>
    public static JsonObject IndexAxis(string title, int count, [CallerArgumentExpression(nameof(title))] string? parameter = null)
    {
        var axis = CountAxis(title, new(0, count), parameter);
        axis["showgrid"] = false;
        return axis;
    }

    /// <summary>An axis of a picture: nothing but the picture.</summary>
    public static JsonObject HiddenAxis() => new() { ["visible"] = false };

    /// <summary>
    /// Tells the page that the drawing within the margins keeps its proportions, and how much smaller or larger it may become than the
    /// layout says.
    /// </summary>
    public static void KeepShape(JsonObject layout, double least, double most) =>
        Meta(layout)["shape"] = new JsonObject { ["least"] = least, ["most"] = Math.Round(most, 2) };

    /// <summary>Tells the page how many pixels the figure needs: a narrower page scrolls.</summary>
    public static void NeedWidth(JsonObject layout, int pixels) => Meta(layout)["leastWidth"] = Math.Min(pixels, MaximalWidth);

    private static JsonObject Meta(JsonObject layout)
    {
        if (layout["meta"] is not JsonObject meta)
            layout["meta"] = meta = [];
        return meta;
    }

    /// <summary>A layout for pictures: square pixels in a thin frame, no axes, first row at the top.</summary>
    public static JsonObject ForPictures(
        string title, int height, int? width, [CallerArgumentExpression(nameof(title))] string? parameter = null)
    {
        var layout = Create(title, height, width, parameter);
        var margin = layout["margin"]!;
        margin["l"] = 12;
        margin["r"] = 12;
        margin["b"] = 12;
        foreach (string button in (string[])["toImage", "zoom2d", "pan2d", "resetScale2d"])
            layout["modebar"]!["remove"]!.AsArray().Add(button);
        layout["xaxis"] = new JsonObject
        {
            ["showticklabels"] = false,
            ["ticks"] = "",
            ["showgrid"] = false,
            ["zeroline"] = false,
            ["showline"] = true,
            ["mirror"] = true,
            ["linecolor"] = Colors.Grid,
            ["constrain"] = "domain",
        };
        var y = layout["xaxis"]!.DeepClone();
        y["scaleanchor"] = "x";
        y["autorange"] = "reversed";
        layout["yaxis"] = y;
        return layout;
    }

    /// <summary>The text as plotly.js shall show it: its titles are a kind of HTML.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static string Plain(string text, [CallerArgumentExpression(nameof(text))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        return Minus(text)
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>Negative numbers with a real minus sign; the hyphens of 784-200-10 and 1e-05 stay.</summary>
    public static string Minus(string text) => NegativeSign().Replace(text, "−");

    /// <summary>A text in lines of at most so many characters, broken between words.</summary>
    public static IReadOnlyList<string> Wrap(string text, int most)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0)
            lines.Add(line.ToString());
        return lines;
    }

    [GeneratedRegex(@"(?<![\w.)\]])-(?=\d|∞|\.\d)")]
    private static partial Regex NegativeSign();
}
