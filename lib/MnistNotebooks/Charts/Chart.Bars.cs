using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int MostNamedBars = 20;

    /// <summary>A bar for each value; where both signs occur, positive ones are red and negative ones blue.</summary>
    /// <param name="values">One per bar.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="xTitle">What the bars are.</param>
    /// <param name="yTitle">What their length is.</param>
    /// <param name="highlight">The bar that matters, counted from 0; the others turn pale. Null for none.</param>
    /// <param name="labels">A name below each bar; by default the numbers from 0.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many labels as values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bar has the number to highlight.</exception>
    public static Figure Bars(
        IEnumerable<double> values, string title, string xTitle, string yTitle, int? highlight = null, IReadOnlyList<string>? labels = null)
    {
        double[] bars = Several(values);
        if (highlight is { } index && (uint)index >= (uint)bars.Length)
            throw new ArgumentOutOfRangeException(nameof(highlight), index, $"There are {bars.Length} bars, numbered from 0.");
        var names = Named(labels, bars.Length);
        bool signed = bars.Any(value => value < 0);
        var colors = new JsonArray();
        var opacities = new JsonArray();
        for (int i = 0; i < bars.Length; i++)
        {
            colors.Add(!signed ? Colors.Unsigned : bars[i] < 0 ? Colors.Negative : Colors.Positive);
            opacities.Add(highlight is null || highlight == i ? 1 : 0.4);
        }
        bool few = bars.Length <= MostNamedBars;
        var trace = new JsonObject
        {
            ["type"] = "bar",
            ["x"] = few || labels is not null ? Texts(names) : Counted(bars.Length),
            ["y"] = Numbers.For(bars).Row(bars),
            ["marker"] = new JsonObject { ["color"] = colors, ["opacity"] = opacities },
            ["hovertemplate"] = $"{Layouts.Plain(xTitle)} %{{x}}<br>{Layouts.Plain(yTitle)} %{{y}}<extra></extra>",
        };
        var layout = Layouts.Create(title, height: 320);
        layout["bargap"] = few ? 0.25 : 0.1;
        layout["xaxis"] = few || labels is not null ? NameAxis(xTitle) : Layouts.IndexAxis(xTitle, bars.Length);
        layout["yaxis"] = Layouts.Axis(yTitle);
        Layouts.SayIfEmpty(layout, bars);
        string text = $"{title}: {bars.Length} bars ({xTitle}), {Extremes(yTitle, bars, names)}.";
        return new([trace], layout, text, few ? Sketch.Bars(bars, names) : Sketch.Line(bars));
    }

    private static JsonArray Counted(int count)
    {
        var numbers = new JsonArray();
        for (int i = 0; i < count; i++)
            numbers.Add(i);
        return numbers;
    }

    private static string Extremes(string valueTitle, double[] values, IReadOnlyList<string> names)
    {
        if (!values.Any(double.IsFinite))
            return $"no finite {valueTitle}";
        var range = ValueRange.Of(values);
        string At(double value) => $"{ValueRange.Words(value)} at {names[Array.IndexOf(values, value)]}";
        return $"{valueTitle} from {At(range.Min)} to {At(range.Max)}";
    }

    private static double[] Several(
        IEnumerable<double> values, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        double[] all = [.. values];
        return all.Length > 0 ? all : throw new ArgumentException("There are no values to draw.", parameter);
    }
}
