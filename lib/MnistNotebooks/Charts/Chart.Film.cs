using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace MnistNotebooks.Charts;

public static partial class Chart
{
    private const int FrameMilliseconds = 400;

    /// <summary>Pictures that change over time, all on one scale with zero in white; with a slider and a play button.</summary>
    /// <param name="frames">Of each moment a matrix with a picture in every row: [pictures × pixels], squares such as 28×28.
    /// 20 frames of 10 pictures of that size take 1 MB; of a hundred nodes, pictures of 14×14 are enough.</param>
    /// <param name="captions">What to say of each moment.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="names">A line above each picture; none by default.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="valueTitle">What the values are: the title of the colour bar.</param>
    /// <param name="end">The value at which the colours end, so that a few large ones don't wash out the rest; the largest by
    /// default.</param>
    /// <param name="start">The moment that is shown before the film is played, from 0; by default the last one.</param>
    /// <exception cref="ArgumentException">
    /// There are no frames, not as many captions as frames, a frame has not as many pictures or pixels as the first, pictures are not
    /// square, or the end is not above 0.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">No frame has the number to start with.</exception>
    public static Figure Film(
        IEnumerable<Matrix<double>> frames, IEnumerable<string> captions, string title,
        IReadOnlyList<string>? names = null, int columns = 5, string valueTitle = "weight", double? end = null, int? start = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(captions);
        Matrix<double>[] moments = [.. frames];
        string[] words = [.. captions];
        int opening = CheckFilm(moments.Length, words.Length, start);
        int pictures = moments[0].RowCount, side = (int)Math.Sqrt(moments[0].ColumnCount);
        int odd = Array.FindIndex(moments, moment => moment.RowCount != pictures);
        if (odd >= 0)
            throw new ArgumentException($"Frame {odd} has {moments[odd].RowCount} pictures, but the first has {pictures}.", nameof(frames));
        if (side * side != moments[0].ColumnCount)
            throw new ArgumentException($"Pictures are square, but {moments[0].ColumnCount} values are not.", nameof(frames));

        var mosaic = new Mosaic(pictures, columns, names, valueTitle, side);
        IEnumerable<double> values = moments.SelectMany(moment => moment.Enumerate());
        var range = ValueRange.Of(values);
        var numbers = new Numbers(range, (long)moments.Length * pictures * side * side);
        var animation = new JsonArray();
        foreach (var moment in moments)
            animation.Add(Frame(animation.Count,
                (0, new JsonObject { ["z"] = numbers.Rows(mosaic.Compose([.. moment.EnumerateRows()])) })));
        var shown = numbers.Rows(mosaic.Compose([.. moments[opening].EnumerateRows()]));
        var trace = mosaic.WithBar(
            ColorMap.ForWeights(ValueRange.UpTo(end, range)).Trace(shown, $"{Layouts.Plain(valueTitle)} %{{z}}", valueTitle));
        var layout = mosaic.Layout(title);
        Layouts.SayIfEmpty(layout, values);
        AddControls(layout, words, opening);
        string text = $"{title}: film of {moments.Length} frames, each with {(pictures == 1 ? "a picture" : $"{pictures} pictures")} of "
            + $"{side}×{side}, {Range(valueTitle, values)} on one scale.";
        return new([trace], layout, text, string.Join(" · ", words), animation);
    }

    /// <summary>A picture that changes over time, on one scale with zero in white; with a slider and a play button.</summary>
    /// <param name="frames">The values of each moment, row by row: 784 for 28×28.</param>
    /// <param name="captions">What to say of each moment.</param>
    /// <param name="title">Title of the figure.</param>
    /// <param name="valueTitle">What the values are: the title of the colour bar.</param>
    /// <param name="start">The moment that is shown before the film is played, from 0; by default the last one.</param>
    /// <exception cref="ArgumentException">There are no frames, not as many captions as frames, a frame has another number of values than
    /// the first, or its values are no square.</exception>
    public static Figure Film(
        IEnumerable<Vector<double>> frames, IEnumerable<string> captions, string title, string valueTitle = "weight", int? start = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return Film(frames.Select(frame => frame.ToRowMatrix()), captions, title, valueTitle: valueTitle, start: start);
    }

    /// <returns>The number of the frame that is shown first.</returns>
    private static int CheckFilm(int frames, int captions, int? start)
    {
        if (frames == 0 || frames != captions)
            throw new ArgumentException(
                $"A film needs as many captions as frames, and at least one; there are {frames} frames and {captions} captions.",
                nameof(captions));
        if (start is { } number && (uint)number >= (uint)frames)
            throw new ArgumentOutOfRangeException(nameof(start), number, $"There are {frames} frames, numbered from 0.");
        return start ?? frames - 1;
    }

    /// <summary>A moment of a film: what changes in which traces.</summary>
    private static JsonObject Frame(int number, params (int Trace, JsonObject Change)[] changes) => new()
    {
        ["name"] = FrameName(number),
        ["data"] = new JsonArray([.. changes.Select(change => change.Change)]),
        ["traces"] = new JsonArray([.. changes.Select(change => JsonValue.Create(change.Trace))]),
    };

    private static string FrameName(int frame) => frame.ToString(CultureInfo.InvariantCulture);

    /// <summary>A play and a pause button, and a slider with a step for each frame, below the pictures.</summary>
    private static void AddControls(JsonObject layout, string[] captions, int opening)
    {
        const int room = 83;
        const int buttons = 100;
        const int narrowest = 480;
        if (layout["width"] is { } width && width.GetValue<int>() < narrowest)
            layout["width"] = narrowest;
        Layouts.NeedWidth(layout, narrowest);
        // Of pictures the margins are narrow, but a colour bar stands beside them.
        int margins = Math.Max(buttons, layout["margin"]!["l"]!.GetValue<int>() + layout["margin"]!["r"]!.GetValue<int>());
        double sliderStart = (double)buttons / ((layout["width"]?.GetValue<int>() ?? Layouts.MaximalWidth) - margins);
        // Below axes with numbers and a title the controls stand further down.
        int below = layout["margin"]!["b"]!.GetValue<int>();
        layout["height"] = layout["height"]!.GetValue<int>() + room;
        layout["margin"]!["b"] = below + room;
        layout["updatemenus"] = new JsonArray(new JsonObject
        {
            ["type"] = "buttons",
            ["direction"] = "left",
            ["x"] = 0,
            ["xanchor"] = "left",
            ["y"] = 0,
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["t"] = below + 26 },
            ["showactive"] = false,
            ["buttons"] = new JsonArray(
                Button("▶", "animate", null, FrameMilliseconds, "immediate"),
                Button("❚❚", "animate", new JsonArray((JsonNode?)null), 0, "immediate")),
        });
        layout["sliders"] = new JsonArray(new JsonObject
        {
            ["active"] = opening,
            ["x"] = Math.Round(sliderStart, 3),
            ["len"] = Math.Round(1 - sliderStart, 3),
            ["pad"] = new JsonObject { ["t"] = below },
            ["currentvalue"] = new JsonObject { ["font"] = new JsonObject { ["size"] = 14 } },
            ["steps"] = new JsonArray([.. captions
                .Select((caption, frame) => Button(caption, "animate", new JsonArray(FrameName(frame)), 0, "immediate"))]),
        });
    }

    /// <summary>Something that runs frames when it is clicked: all of them (null), the named ones, or none (a list of null).</summary>
    private static JsonObject Button(string label, string method, JsonNode? frames, int milliseconds, string mode) => new()
    {
        ["label"] = Layouts.Plain(label),
        ["method"] = method,
        ["args"] = new JsonArray(frames, new JsonObject
        {
            ["mode"] = mode,
            ["fromcurrent"] = true,
            ["frame"] = new JsonObject { ["duration"] = milliseconds, ["redraw"] = true },
            ["transition"] = new JsonObject { ["duration"] = 0 },
        }),
    };
}
