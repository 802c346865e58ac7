using System.Text.Json;
using MnistNotebooks.Charts;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>
/// A lesson's page with pads on it, open in a browser. Places on the paper go from 0 to 1, from left to right and from top to bottom.
/// </summary>
internal sealed class PadPage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    public static async Task<PadPage> OpenAsync(IEnumerable<DrawPad> pads, int width = 1280, bool touch = false)
    {
        var page = new PadPage();
        Output[] outputs =
            [.. pads.Select(pad => new DisplayOutput(new([new(MimeBundle.Html, Json.Text(pad.ToHtml()))]), IsResult: false))];
        var lesson = new NotebookFile("08-pads", SampleNotebook.Metadata,
        [
            new("title", CellKind.Markdown, "# Pads\n\n## Draw"),
            new("pads", CellKind.Code, "pads") { ExecutionCount = 1, Outputs = outputs },
            // Below it there is more, so that a finger could move the page.
            new("rest", CellKind.Code, string.Concat(Enumerable.Repeat("1\n", 200))) { ExecutionCount = 2 },
        ]);
        var writer = new PageWriter(page._folder["out"], new("Drawn.", IsMnist: false));
        string path = writer.WriteLesson(page._folder["08-pads.ipynb"], lesson, null, null).Path;
        page.Live = await LivePage.OpenAsync(path, width, touch);
        return page;
    }

    /// <summary>A JavaScript expression for a pad.</summary>
    public static string Pad(int number) => $"document.querySelectorAll('mnist-draw-pad')[{number}]";

    /// <summary>The value of a JavaScript expression about a pad, such as <c>.outputs</c>.</summary>
    public Task<JsonElement> AskAsync(string what, int pad = 0) => Live.EvaluateAsync(Pad(pad) + what);

    /// <summary>The numbers of a typed array of a pad.</summary>
    public async Task<double[]> NumbersAsync(string what, int pad = 0) =>
        [.. (await Live.EvaluateAsync($"Array.from({Pad(pad)}{what})")).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>Whether a pad has no picture.</summary>
    public async Task<bool> IsEmptyAsync(int pad = 0) => (await AskAsync(".pixels === null", pad)).GetBoolean();

    /// <summary>The text of a part of a pad.</summary>
    public async Task<string?> TextAsync(string id, int pad = 0) =>
        (await AskAsync($".shadowRoot.getElementById('{id}').textContent", pad)).GetString();

    /// <summary>What is drawn.</summary>
    public async Task<GreyPicture> InkAsync() => new(
        (await AskAsync(".ink.width")).GetInt32(),
        (await AskAsync(".ink.height")).GetInt32(),
        (await Live.EvaluateAsync($"btoa(Array.from({Pad(0)}.ink.levels, level => String.fromCharCode(level)).join(''))"))
            .GetBytesFromBase64());

    /// <summary>Draws a line from place to place and waits until the pad has read it.</summary>
    /// <param name="tool">mouse, pen or finger.</param>
    /// <param name="corners">On the paper.</param>
    /// <param name="pad">Which pad.</param>
    public async Task DrawAsync(string tool, (double X, double Y)[] corners, int pad = 0)
    {
        await AskAsync(".scrollIntoView({ block: 'start' })", pad);
        var (left, top, side) = await PaperAsync(pad);
        var places = Along(corners).Select(place => (left + place.X * side, top + place.Y * side));
        if (tool == "finger")
            await Live.DragFingerAsync(places);
        else
            await Live.DragAsync(tool, places);
        await Drawn();
        // Neither does a finger move the page, nor what the pad shows the paper.
        Assert.Equal((left, top, side), await PaperAsync(pad));
    }

    /// <summary>Waits until what was done is on the screen.</summary>
    public Task Drawn() => Live.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public void Dispose()
    {
        Live?.Dispose();
        _folder.Dispose();
    }

    private async Task<(double Left, double Top, double Side)> PaperAsync(int pad)
    {
        JsonElement box = await AskAsync(".shadowRoot.getElementById('paper').getBoundingClientRect().toJSON()", pad);
        return (box.GetProperty("left").GetDouble(), box.GetProperty("top").GetDouble(), box.GetProperty("width").GetDouble());
    }

    // A hand moves in small steps.
    private static IEnumerable<(double X, double Y)> Along((double X, double Y)[] corners)
    {
        const int steps = 4;
        yield return corners[0];
        foreach (var ((fromX, fromY), (toX, toY)) in corners.Zip(corners.Skip(1)))
        {
            for (int i = 1; i <= steps; i++)
                yield return (fromX + (toX - fromX) * i / steps, fromY + (toY - fromY) * i / steps);
        }
    }
}
