using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with an instrument that a network's digits are stored in, open in a browser.</summary>
internal sealed class ReadingsPage : InstrumentPage
{
    // Few records, so that the network makes mistakes enough.
    private static readonly Lazy<Score> LazyScore = new(() =>
    {
        Network network = Network.Tutorial(50, seed: 1);
        Training.Run(network, TrainedNetworks.Data.Train.Range(0, 500), new() { Epochs = 2 });
        return network.Score(Digits);
    });

    private ReadingsPage(string name)
        : base(name)
    {
    }

    /// <summary>A thousand digits that the network was not trained on.</summary>
    public static DigitSet Digits => TrainedNetworks.Data.Train.Range(2_000, 1_000);

    /// <summary>How the network did on them.</summary>
    public static Score Score => LazyScore.Value;

    public static async Task<ReadingsPage> OpenAsync(
        string name, Instrument instrument, int width = 1280, bool touch = false, Instrument? below = null)
    {
        var page = new ReadingsPage(name);
        await page.OpenAsync(below is null ? [instrument] : [instrument, below], width, touch);
        await page.PosedAsync();
        return page;
    }

    /// <summary>The digit that a network would choose if it did not choose what it chose.</summary>
    public static int SecondChoice(int record) => Score.Outputs.Row(record).Select((output, node) => (output, node))
        .Where(one => one.node != Score.Predicted[record]).MaxBy(one => one.output).node;

    /// <summary>The levels that a canvas shows, 255 for ink.</summary>
    public async Task<byte[]> InkAsync(string canvas) =>
    [
        .. (await Live.EvaluateAsync($$"""
            (canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data).filter((_, i) => i % 4 === 0))({{canvas}})
            """)).EnumerateArray().Select(level => (byte)(255 - level.GetInt32())),
    ];

    /// <summary>The ten outputs that are shown are those of a record, as numbers and as bars.</summary>
    public async Task CheckOutputsAsync(int record)
    {
        Assert.Equal(Score.Outputs.Row(record).Select(GlassChecks.Fixed), await TextsAsync("outputs", ".value"));
        JsonElement bars = await Live.EvaluateAsync($"[...{Part("outputs")}.querySelectorAll('.bar')]"
            + ".map(bar => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width)");
        foreach ((int node, JsonElement bar) in bars.EnumerateArray().Index())
            Assert.Equal(Score.Outputs[record, node], bar.GetDouble(), 0.01);
    }
}
