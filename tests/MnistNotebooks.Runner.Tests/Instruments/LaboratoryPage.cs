using System.Runtime.InteropServices;
using System.Text.Json;
using MnistNotebooks.Instruments;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;
using MnistNotebooks.Runner.Tests.Notebooks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a laboratory on it, open in a browser.</summary>
internal sealed class LaboratoryPage : IDisposable
{
    /// <summary>A JavaScript expression for the laboratory.</summary>
    public const string Laboratory = "document.querySelector('mnist-laboratory')";

    private readonly TemporaryFolder _folder = new();

    private LaboratoryPage()
    {
    }

    /// <summary>Learns from the digits of the trained networks.</summary>
    public static Instrument Instrument => MnistNotebooks.Instruments.Instruments.Laboratory(TrainedNetworks.Data);

    /// <summary>The page in the browser.</summary>
    public LivePage Live { get; private set; } = null!;

    /// <param name="hash">What the address ends with.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="patience">How long everything may take together.</param>
    public static async Task<LaboratoryPage> OpenAsync(string hash = "", int width = 1280, TimeSpan? patience = null)
    {
        var page = new LaboratoryPage();
        page.Live = await LivePage.OpenAsync(Written(page._folder, "05-laboratory").Path, width, query: hash, patience: patience);
        return page;
    }

    /// <summary>Writes a lesson's page with a laboratory.</summary>
    public static WrittenPage Written(TemporaryFolder folder, string name) =>
        new PageWriter(folder["out"], new("Drawn.", IsMnist: false))
            .WriteLesson(folder[$"{name}.ipynb"], InstrumentLesson.Of(name, Instrument), null, null);

    /// <summary>The value of a JavaScript expression about the laboratory, such as <c>.runs.length</c>.</summary>
    public Task<JsonElement> AskAsync(string what) => Live.EvaluateAsync(Laboratory + what);

    /// <summary>The text of a part of the laboratory.</summary>
    public async Task<string> TextAsync(string id) => (await AskAsync($".find('{id}').textContent")).GetString()!;

    /// <summary>Clicks a part with the mouse.</summary>
    public async Task ClickAsync(string id)
    {
        await AskAsync($".find('{id}').scrollIntoView({{ block: 'center' }})");
        JsonElement box = await AskAsync($".find('{id}').getBoundingClientRect().toJSON()");
        double x = box.GetProperty("x").GetDouble() + box.GetProperty("width").GetDouble() / 2;
        double y = box.GetProperty("y").GetDouble() + box.GetProperty("height").GetDouble() / 2;
        await Live.DragAsync("mouse", [(x, y)]);
    }

    /// <summary>Waits until nothing is trained, and what came out is on the screen.</summary>
    public Task TrainedAsync() => Live.EvaluateAsync($$"""
        (async () => {
          while ({{Laboratory}}.isTraining) await new Promise(done => setTimeout(done, 20));
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        })()
        """);

    /// <summary>All weights of the network that was trained last, layer by layer.</summary>
    public async Task<double[]> WeightsAsync()
    {
        byte[] bytes = (await Live.EvaluateAsync($$"""
            (() => {
              const weights = {{Laboratory}}.network.layers.flatMap(layer => Array.from(layer.weights));
              const bytes = new Uint8Array(Float64Array.from(weights).buffer);
              let text = '';
              for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
              return btoa(text);
            })()
            """)).GetBytesFromBase64();
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }

    public void Dispose()
    {
        Live?.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A lesson that shows an instrument, as a run leaves it.</summary>
internal static class InstrumentLesson
{
    public static NotebookFile Of(string name, params Instrument[] instruments) => new(name, SampleNotebook.Metadata,
    [
        new("title", CellKind.Markdown, "# Try it\n\n## Here"),
        new("instrument", CellKind.Code, "Instruments.Laboratory(mnist)")
        {
            ExecutionCount = 1,
            Outputs = [.. instruments.Select(Output)],
        },
        new("rest", CellKind.Code, string.Concat(Enumerable.Repeat("1\n", 50))) { ExecutionCount = 2 },
    ]);

    public static DisplayOutput Output(Instrument instrument) => new(new(
    [
        new(MimeBundle.Instrument, JsonElement.Parse(instrument.ToPageJson())),
        new(MimeBundle.Plain, Json.Text(instrument.ToText())),
    ]), IsResult: true);
}
