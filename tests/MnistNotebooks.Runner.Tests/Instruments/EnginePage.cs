using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Networks;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>
/// A page from the disk that has nothing but the engine and its digits: one for all tests of a class, opened by the first.
/// </summary>
public sealed class EnginePage : IAsyncLifetime
{
    private readonly Lazy<Task<LivePage>> _page = new(OpenAsync);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_page.IsValueCreated && _page.Value.IsCompletedSuccessfully)
            await (await _page.Value).DisposeAsync();
    }

    /// <summary>The page in the browser.</summary>
    internal Task<LivePage> LiveAsync() => _page.Value;

    /// <summary>The numbers that a JavaScript expression gives, alone or in arrays of any depth, one after the other.</summary>
    internal async Task<double[]> NumbersAsync(string expression)
    {
        LivePage page = await LiveAsync();
        byte[] bytes = (await page.EvaluateAsync($"(async () => packed({expression}))()")).GetBytesFromBase64();
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }

    /// <summary>A JavaScript expression for numbers.</summary>
    internal static string Script(IEnumerable<double> numbers) =>
        $"doubles('{Convert.ToBase64String(MemoryMarshal.AsBytes<double>(numbers.ToArray()))}')";

    /// <summary>A JavaScript expression for bytes.</summary>
    internal static string Script(ReadOnlySpan<byte> bytes) => $"bytes('{Convert.ToBase64String(bytes)}')";

    /// <summary>A JavaScript expression for digits.</summary>
    internal static string Script(DigitSet digits) => $"{{ pixels: {Script(digits.Pixels)}, labels: {Script(digits.Labels)} }}";

    /// <summary>A JavaScript expression for a network.</summary>
    internal static string Script(Network network)
    {
        IEnumerable<string> layers = network.Layers.Select(layer => $"{{ inputs: {layer.Inputs}, weights: {Script(Rows(layer.Weights))}, "
            + $"biases: {(layer.Biases is null ? "null" : Script(layer.Biases))}, "
            + $"activation: '{layer.Activation.Name.ToLowerInvariant()}' }}");
        string scale = $"{{ offset: {Script([network.Scale.Offset])}[0], factor: {Script([network.Scale.Factor])}[0] }}";
        return $"new mnistEngine.Network({{ scale: {scale}, layers: [{string.Join(", ", layers)}] }})";
    }

    /// <summary>The numbers of a matrix, row by row.</summary>
    internal static double[] Rows(Matrix<double> matrix) => matrix.ToRowMajorArray();

    /// <summary>Weights and biases of all layers, one after the other.</summary>
    internal static double[] Parameters(Network network) =>
        [.. network.Layers.SelectMany(layer => Rows(layer.Weights).Concat(layer.Biases ?? Enumerable.Empty<double>()))];

    /// <summary>A JavaScript expression for the same of a network there.</summary>
    internal static string Parameters(string network) => $"{network}.layers.map(layer => [layer.weights, layer.biases ?? []])";

    /// <summary>Fails where two arrays differ by more than that anywhere.</summary>
    internal static void Close(IEnumerable<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count(), actual.Count);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max(), 0, tolerance);
    }

    private static async Task<LivePage> OpenAsync()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder[InstrumentScript.FileName], InstrumentScript.Engine);
        await File.WriteAllTextAsync(folder[DigitsImage.FileName], DigitsImage.Of(TrainedNetworks.Data).ToScript());
        await File.WriteAllTextAsync(folder["engine.html"], $$"""
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Engine</title>
            <script src="{{InstrumentScript.FileName}}"></script>
            <script src="{{DigitsImage.FileName}}"></script>
            <script>
            const bytes = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
            const doubles = text => new Float64Array(bytes(text).buffer);
            const flat = value => typeof value === 'number' ? [value]
              : ArrayBuffer.isView(value) ? Array.from(value) : Array.from(value).flatMap(flat);
            const base64 = all => {
              let text = '';
              for (let i = 0; i < all.length; i += 8192) text += String.fromCharCode(...all.subarray(i, i + 8192));
              return btoa(text);
            };
            const packed = value => base64(new Uint8Array(Float64Array.from(flat(value)).buffer));
            </script>
            </html>
            """);
        return await LivePage.OpenAsync(folder["engine.html"]);
    }
}
