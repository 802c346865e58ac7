using System.Text.Json;
using MnistNotebooks.Data;
using MnistNotebooks.Instruments;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>Digits come out of their picture as they went in.</summary>
public sealed class DigitsImageTests(EnginePage page) : IClassFixture<EnginePage>
{
    [BrowserFact]
    public async Task Every_level_and_label_is_exact()
    {
        MnistData data = TrainedNetworks.Data;
        JsonElement read = await ReadAsync("mnistDigits");
        Assert.Equal(data.Source.Description, read.GetProperty("name").GetString());
        Assert.Equal(data.Source.IsMnist, read.GetProperty("isMnist").GetBoolean());
        Check(data.Train.Range(0, Math.Min(5_000, data.Train.Count)), read.GetProperty("train"));
        Check(data.Test.Range(0, Math.Min(1_000, data.Test.Count)), read.GetProperty("test"));
    }

    [BrowserFact]
    public async Task Few_digits_of_all_levels_are_exact_too()
    {
        MnistData few = Noise(55, 7);
        await (await page.LiveAsync()).EvaluateAsync("globalThis.kept = mnistDigits; " + DigitsImage.Of(few).ToScript());
        JsonElement read = await ReadAsync("mnistDigits");
        await (await page.LiveAsync()).EvaluateAsync("globalThis.mnistDigits = kept");
        Check(few.Train, read.GetProperty("train"));
        Check(few.Test, read.GetProperty("test"));
    }

    [Fact]
    public void The_same_digits_make_the_same_picture()
    {
        MnistData few = Noise(55, 7);
        Assert.Equal(DigitsImage.Of(few).Png, DigitsImage.Of(few).Png);
    }

    [Fact]
    public void Six_thousand_digits_take_about_a_megabyte() =>
        Assert.InRange(DigitsImage.Of(TrainedNetworks.Data).Png.Length, 300_000, 1_200_000);

    private async Task<JsonElement> ReadAsync(string stored) => await (await page.LiveAsync()).EvaluateAsync($$"""
        mnistEngine.readDigits({{stored}}).then(({ name, isMnist, train, test }) => {
          const part = ({ pixels, labels }) => ({ pixels: base64(pixels), labels: base64(labels) });
          return { name, isMnist, train: part(train), test: part(test) };
        })
        """);

    private static void Check(DigitSet expected, JsonElement actual)
    {
        Assert.True(expected.Pixels.SequenceEqual(actual.GetProperty("pixels").GetBytesFromBase64()));
        Assert.True(expected.Labels.SequenceEqual(actual.GetProperty("labels").GetBytesFromBase64()));
    }

    private static MnistData Noise(int train, int test)
    {
        var random = new Random(1);
        return new(Some(train), Some(test), new(IsMnist: false, "Noise, with 'quotes' and <signs>."));

        DigitSet Some(int count)
        {
            byte[] pixels = new byte[count * DigitSet.PixelCount];
            random.NextBytes(pixels);
            return new(pixels, Enumerable.Range(0, count).Select(i => (byte)(i % 10)).ToArray());
        }
    }
}
