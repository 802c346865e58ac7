using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>Pictures that Pillow wrote, or read, compared with the library's; Pillow's grey is that of ITU-R BT.601 too.</summary>
public sealed class PillowTests : IDisposable
{
    // Saves, as NAME.raw, what Pillow sees in a picture: grey on white paper, a byte for each pixel.
    private const string Greys = """
        from PIL import Image
        def save_greys(name):
            with Image.open(name) as picture:
                if picture.mode in ('I', 'I;16', 'I;16B'):
                    greys = np.asarray(picture, dtype=np.float64) / 257
                else:
                    r, g, b, a = (np.asarray(band, dtype=np.float64) for band in picture.convert('RGBA').split())
                    greys = (0.299 * r + 0.587 * g + 0.114 * b) * a / 255 + 255 - a
            np.rint(greys).astype(np.uint8).tofile(name + '.raw')

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PillowFact]
    public void What_Pillow_writes_is_read()
    {
        NumPy.Run(_folder.Path, Greys + """
            random = np.random.default_rng(1)
            across, down = np.meshgrid(np.arange(61), np.arange(47))
            smooth = np.stack([across * 4, down * 5, across + down, 255 - across * 2], axis=-1).astype(np.uint8)
            noise = random.integers(0, 256, (47, 61, 4), dtype=np.uint8)
            for name, pixels in (('smooth', smooth), ('noise', noise)):
                rgba = Image.fromarray(pixels, 'RGBA')
                for mode in ('1', 'L', 'LA', 'P', 'RGB', 'RGBA'):
                    rgba.convert(mode).save(f'{name}-{mode}.png')
                rgba.convert('L').save(f'{name}-optimised.png', optimize=True)
                rgba.convert('L').save(f'{name}-stored.png', compress_level=0)
                rgba.convert('L').save(f'{name}.pgm')
                Image.fromarray(pixels[:, :, 0].astype(np.uint16) * 256 + pixels[:, :, 1]).save(f'{name}-16.png')
                Image.fromarray(pixels[:, :, 0].astype(np.int32) * 256 + pixels[:, :, 1], 'I').save(f'{name}-16.pgm')
                for bits in (1, 2, 4):
                    rgba.convert('RGB').quantize(1 << bits).save(f'{name}-palette{bits}.png', bits=bits)
                rgba.convert('RGB').quantize(40).save(f'{name}-see-through-palette.png', transparency=bytes(range(0, 240, 6)))
                rgba.convert('RGB').quantize(40).save(f'{name}-see-through-entry.png', transparency=3)
                rgba.convert('L').save(f'{name}-see-through-level.png', transparency=int(rgba.convert('L').getpixel((5, 5))))
                rgba.convert('RGB').save(f'{name}-see-through-colour.png', transparency=rgba.getpixel((5, 5))[:3])
            import glob
            for name in glob.glob('*.p*m') + glob.glob('*.png'):
                save_greys(name)
            """);

        string[] pictures = [.. _folder.Files.Where(file => !file.EndsWith(".raw", StringComparison.Ordinal))];
        Assert.Equal(36, pictures.Length);
        Assert.All(pictures, AssertSame);
    }

    [PillowFact]
    public void Pillow_reads_the_pictures_of_the_other_tests_as_the_library_does()
    {
        // Interlaced pictures above all, which Pillow reads but does not write.
        foreach (var (colour, depth) in PngSample.Kinds)
        {
            foreach (bool isInterlaced in (bool[])[false, true])
                _folder.Write($"colour{colour}-{depth}bits{(isInterlaced ? "-interlaced" : "")}.png",
                    new PngSample(33, 17, depth, colour).File(isInterlaced));
        }
        var written = new GreyPicture(28, 28, Sample.Digits(1)[0].Pixels);
        written.WritePng(_folder.File("written.png"));

        NumPy.Run(_folder.Path, Greys + """
            import glob
            for name in glob.glob('*.png'):
                save_greys(name)
            """);

        Assert.All(Directory.GetFiles(_folder.Path, "*.png").Select(Path.GetFileName), name => AssertSame(name!));
        Assert.Equal(written.Pixels.ToArray(), File.ReadAllBytes(_folder.File("written.png.raw")));
    }

    private void AssertSame(string name)
    {
        byte[] expected = File.ReadAllBytes(_folder.File(name + ".raw"));
        ReadOnlySpan<byte> read = GreyPicture.Read(_folder.File(name)).Pixels;
        Assert.Equal(expected.Length, read.Length);
        // Pillow's greys are rounded once more; of two samples of 16 bits, level and alpha, it takes the high bytes only.
        int tolerance = name.Contains("16bits", StringComparison.Ordinal) ? 2 : 1;
        for (int i = 0; i < read.Length; i++)
            Assert.True(Math.Abs(expected[i] - read[i]) <= tolerance, $"{name}: pixel {i} is {read[i]}, but {expected[i]} to Pillow.");
    }
}
