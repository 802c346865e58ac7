using MnistNotebooks.Data;
using MnistNotebooks.Runner.Tests.Lessons;
using MnistNotebooks.Runner.Tests.Pages;

namespace MnistNotebooks.Runner.Tests.Instruments;

/// <summary>
/// Photos that the page prepares as the library's <see cref="OwnPicture"/> does: one sheet of paper, lit evenly or not, with a digit on it.
/// </summary>
public sealed class PhotoTests(EnginePage page) : IClassFixture<EnginePage>
{
    private const int Width = 300, Height = 380, Ink = 220;

    // The library's greys of paper are single precision, the engine's double, so a pixel may be rounded the other way.
    private const int OneLevel = 1;

    /// <summary>Grey of the paper, of the ink, how much darker a corner is, and grain.</summary>
    public static TheoryData<int, int, double, int> Lights => new()
    {
        { 255, 0, 0, 0 },
        { 230, 40, 0, 6 },
        { 215, 60, 0.5, 4 },
        { 200, 140, 0.2, 2 },
        { 25, 235, 0, 4 },
    };

    [LongBrowserTheory]
    [MemberData(nameof(Lights))]
    public async Task A_digit_on_paper_in_any_light_is_prepared_as_the_library_does_it(int paper, int ink, double shadow, int grain)
    {
        foreach (Digit digit in TrainedNetworks.Digits.Range(0, 8))
        {
            GreyPicture photo = Photo(digit, paper, ink, shadow, grain);
            double[] pixels = await PreparedAsync(photo);
            Assert.Equal(784, pixels.Length);
            EnginePage.Close(OwnPicture.From(photo).Centred.Pixels.ToArray().Select(level => (double)level), pixels, OneLevel);
        }
    }

    [LongBrowserTheory]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task A_short_line_below_is_left_out_or_refused_as_the_library_does_it(int gap)
    {
        foreach (Digit digit in TrainedNetworks.Digits.Range(0, 8))
        {
            GreyPicture photo = Photo(digit, paper: 255, ink: 0, shadow: 0, grain: 0);
            int bottom = Enumerable.Range(0, Height).Last(y => photo.Row(y).ContainsAnyExcept((byte)255));
            byte[] pixels = photo.Pixels.ToArray();
            for (int y = bottom + gap; y < bottom + gap + 5; y++)
                pixels.AsSpan(y * Width + 80, 110).Clear();
            var ruled = new GreyPicture(Width, Height, pixels);
            double[] prepared = await PreparedAsync(ruled);
            OwnPicture? own = null;
            Exception? refused = Record.Exception(() => own = OwnPicture.From(ruled));
            if (refused is not null)
                Assert.Contains("shows a line close below its digit", refused.Message, StringComparison.Ordinal);
            EnginePage.Close(own is null ? [] : own.Centred.Pixels.ToArray().Select(level => (double)level), prepared, OneLevel);
        }
    }

    [BrowserFact]
    public async Task Paper_without_ink_grain_alone_and_strips_are_refused()
    {
        Digit none = new(0, 0, new byte[784]);
        Assert.Empty(await PreparedAsync(Photo(none, paper: 255, ink: 0, shadow: 0, grain: 0)));
        Assert.Empty(await PreparedAsync(Photo(none, paper: 200, ink: 0, shadow: 0.4, grain: 12)));
        GreyPicture photo = Photo(TrainedNetworks.Digits[0], paper: 255, ink: 0, shadow: 0, grain: 0);
        Assert.Empty(await PreparedAsync(photo.Scaled(70, 300)));
    }

    [LongBrowserFact]
    public async Task A_file_that_is_chosen_is_read_and_one_that_is_no_picture_is_refused()
    {
        await using MicroscopePage microscope = await MicroscopePage.OpenAsync();
        string file = Path.Combine(StoredLessons.Folder, "..", "data", "own-one.png");
        string bytes = Convert.ToBase64String(await File.ReadAllBytesAsync(file));
        await microscope.WatchShiftsAsync();
        await LoadAsync(microscope, $"Uint8Array.from(atob('{bytes}'), character => character.charCodeAt(0))",
            "element.sight.pixels && !element.find('photo').hidden");
        EnginePage.Close(OwnPicture.Read(file).Centred.Pixels.ToArray().Select(level => (double)level),
            (await microscope.PixelsAsync()).Select(level => (double)level).ToArray(), OneLevel);
        Assert.Equal($"The network says {await microscope.WholeAsync(".sight.winner")}", await microscope.TextAsync("answer"));

        await LoadAsync(microscope, "new Blob(['nothing'])", "element.find('fault').textContent.startsWith('This')");
        Assert.Equal("This file can’t be read as a picture", await microscope.TextAsync("fault"));
        Assert.Equal("Draw a digit", await microscope.TextAsync("answer"));
        await LoadAsync(microscope, "await (canvas => (canvas.getContext('2d'), canvas.convertToBlob()))(new OffscreenCanvas(200, 300))",
            "element.find('fault').textContent.startsWith('No digit')");
        Assert.Equal("No digit can be told from its paper here", await microscope.TextAsync("fault"));

        // Whoever goes on sees nothing of it any more.
        await microscope.DrawAsync("mouse", microscope.Part("paper"), (0.5, 0.2), (0.5, 0.8));
        Assert.Equal("", await microscope.TextAsync("fault"));
        Assert.True((await microscope.AskAsync(".find('photo').hidden")).GetBoolean());
        await microscope.CheckQuietAsync(1280);
    }

    /// <summary>What the engine makes of a photo; nothing when it finds no digit.</summary>
    private Task<double[]> PreparedAsync(GreyPicture photo) => page.NumbersAsync($$"""
        (ink => ink ? mnistEngine.prepared(ink) : [])(
          mnistEngine.inkOf({ width: {{photo.Width}}, height: {{photo.Height}}, levels: {{EnginePage.Script(photo.Pixels)}} }))
        """);

    /// <summary>Chooses a file, and waits.</summary>
    private static async Task LoadAsync(MicroscopePage microscope, string blob, string wanted) => await microscope.Live.EvaluateAsync($$"""
        (async element => {
          const files = new DataTransfer(), input = element.find('file');
          files.items.add(new File([{{blob}}], 'digit.png'));
          input.files = files.files;
          input.dispatchEvent(new Event('change'));
          while (!({{wanted}})) await new Promise(done => setTimeout(done, 20));
        })({{microscope.Element}})
        """);

    // A digit in a fifth of the paper, left of the middle.
    private static GreyPicture Photo(Digit digit, int paper, int ink, double shadow, int grain)
    {
        GreyPicture large = new GreyPicture(28, 28, digit.Pixels.ToArray()).Scaled(Ink, Ink);
        var random = new Random(1);
        byte[] pixels = new byte[Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int x = i % Width, y = i / Width, left = x - 30, top = y - 90;
            double inked = left is >= 0 and < Ink && top is >= 0 and < Ink ? large.Row(top)[left] / 255.0 : 0;
            double light = 1 - shadow * (x + y) / (Width + Height);
            double grey = light * (paper + inked * (ink - paper)) + grain * (random.NextDouble() - 0.5);
            pixels[i] = (byte)Math.Clamp(Math.Round(grey), 0, 255);
        }
        return new(Width, Height, pixels);
    }
}
