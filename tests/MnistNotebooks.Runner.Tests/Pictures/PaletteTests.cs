using System.Diagnostics;
using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Runner.Tests.Pictures;

public sealed class PaletteTests
{
    // Colours 0xRRGGBB without any order.
    private static int[] Noise(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(1 << 24))];
    }

    private static int Difference(int a, int b)
    {
        return Math.Max(Channel(16), Math.Max(Channel(8), Channel(0)));

        int Channel(int shift) => Math.Abs((a >> shift & 255) - (b >> shift & 255));
    }

    [Fact]
    public void A_few_colours_stay_what_they_are()
    {
        int[] pixels = [.. Noise(256), .. Noise(256)];
        var palette = Palette.Of(pixels);
        Assert.Equal(256, palette.Colors.Count);
        Assert.All(pixels, pixel => Assert.Equal(pixel, palette.Colors[palette[pixel]]));
    }

    [Fact]
    public void Of_many_colours_the_frequent_ones_stay_and_each_gets_the_nearest_that_is_there()
    {
        int[] frequent = [0xFFFFFF, 0x123456, 0x123457, 0x000000];
        int[] pixels = [.. Noise(3000), .. frequent, .. frequent];
        var palette = Palette.Of(pixels);
        Assert.InRange(palette.Colors.Count, 1, 256);
        Assert.Contains(0x000000, palette.Colors);
        Assert.Contains(0xFFFFFF, palette.Colors);
        Assert.All(pixels, pixel =>
            Assert.Equal(palette.Colors.Min(color => Difference(color, pixel)), Difference(palette.Colors[palette[pixel]], pixel)));
        Assert.Equal(palette.Colors, Palette.Of(pixels).Colors);
    }

    [PillowFact]
    public void Pillow_reads_the_picture_and_sees_nearly_what_was_in_it()
    {
        using var folder = new TemporaryFolder();
        Pillow(folder, """
            across, down = np.meshgrid(np.arange(120), np.arange(90))
            Image.fromarray(np.stack([across * 2, down * 2, 200 - across], axis=-1).astype(np.uint8), 'RGB').save('smooth.png')
            plain = np.stack([across // 60 * 99, down // 30 * 80, across * 0, across * 0 + 255], axis=-1)
            Image.fromarray(plain.astype(np.uint8), 'RGBA').save('plain.png')
            """);
        foreach (string name in (string[])["smooth", "plain"])
            File.WriteAllBytes(folder[name + "-few.png"], PalettePng.FromScreen(File.ReadAllBytes(folder[name + ".png"])));
        Pillow(folder, """
            for name in ('smooth', 'plain'):
                before, after = Image.open(name + '.png'), Image.open(name + '-few.png')
                assert after.mode == 'P' and len(after.getcolors()) <= 256, after.mode
                difference = np.abs(np.asarray(before.convert('RGB')).astype(int) - np.asarray(after.convert('RGB')))
                assert (difference.max() == 0) == (name == 'plain') and difference.max() <= 12, difference.max()
            """);
    }

    private static void Pillow(TemporaryFolder folder, string script)
    {
        string[] arguments = ["-c", "import numpy as np\nfrom PIL import Image\n" + script];
        var start = new ProcessStartInfo(Requirement.Python, arguments) { WorkingDirectory = folder.Root, RedirectStandardError = true };
        using Process python = Process.Start(start)!;
        string said = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, said);
    }
}
