using System.Runtime.InteropServices;
using MnistNotebooks.Instruments;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>A lesson's page with a laboratory on it, open in a browser.</summary>
internal sealed class LaboratoryPage : InstrumentPage
{
    private LaboratoryPage()
        : base("laboratory")
    {
    }

    /// <summary>Learns from the digits of the trained networks.</summary>
    public static Instrument Instrument => MnistNotebooks.Instruments.Instruments.Laboratory(TrainedNetworks.Data);

    /// <param name="hash">What the address ends with.</param>
    /// <param name="width">Of the window, in pixels.</param>
    public static async Task<LaboratoryPage> OpenAsync(string hash = "", int width = 1280)
    {
        var page = new LaboratoryPage();
        await page.OpenAsync([Instrument], width, hash: hash);
        return page;
    }

    /// <summary>Waits until nothing is trained, and what came out is on the screen.</summary>
    public Task TrainedAsync() => Live.EvaluateAsync($$"""
        (async () => {
          while ({{Element}}.isTraining) await new Promise(done => setTimeout(done, 20));
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        })()
        """);

    /// <summary>All weights of the network that was trained last, layer by layer.</summary>
    public async Task<double[]> WeightsAsync()
    {
        byte[] bytes = (await Live.EvaluateAsync($$"""
            (() => {
              const weights = {{Element}}.network.layers.flatMap(layer => Array.from(layer.weights));
              const bytes = new Uint8Array(Float64Array.from(weights).buffer);
              let text = '';
              for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
              return btoa(text);
            })()
            """)).GetBytesFromBase64();
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }
}
