using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

public class DamagedPictureTests
{
    private static readonly byte[] _pixels = Png.Chunk("IDAT", Png.Packed([0, 10, 200, 0, 30, 40])); // of a 2×2 grey picture
    private static readonly byte[] _header = Png.Header(2, 2);
    private static readonly GreyPicture _noisy = Noisy(60, 50);

    public static TheoryData<string> Kinds => [.. PictureFiles.OfEachKind(_noisy).Keys];

    [Theory]
    [InlineData(8001, 8001)]
    [InlineData(1_000_000, 65)]
    [InlineData(30_000, 30_000)]
    public void More_pixels_than_are_read_are_refused(int width, int height) =>
        AssertRefused(Png.File(Png.Header(width, height), _pixels),
            $"is {width}×{height} pixels in size; pictures of at most 64 million pixels are read.");

    [Fact]
    public void Faults_that_leave_the_pixels_whole_are_passed_over()
    {
        byte[] text = Png.Chunk("tEXt", [.. "Comment\0a 1"u8]);
        text[^1] ^= 1; // its checksum
        byte[] whole = Png.File(_header, _pixels);
        foreach (byte[] file in (byte[][])[whole, Png.File(_header, text, _pixels), Png.File(_header, _pixels, text), whole[..^12],
            [.. whole, .. "what follows the end"u8]])
            Assert.Equal([10, 200, 30, 40], PictureFiles.Read(file).Pixels.ToArray());
        byte[] jpeg = PictureFiles.OfEachKind(_noisy)["jpg"];
        Assert.Equal(PictureFiles.Read(jpeg).Pixels, PictureFiles.Read(jpeg[..^2]).Pixels);
        foreach (string kind in Kinds)
        {
            byte[] file = PictureFiles.OfEachKind(_noisy)[kind];
            Assert.Equal(PictureFiles.Read(file).Pixels, PictureFiles.Read([.. file, .. "what follows the end"u8]).Pixels);
        }
    }

    [Fact]
    public void Damaged_pixels_are_refused()
    {
        byte[] file = Png.File(_header, _pixels);
        file[45] ^= 1; // in the compressed pixels: the chunk starts at 33 and its data at 41
        AssertRefused(file, "is a PNG picture that is damaged: its pixels make no sense (ErrorInInput).");
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", Png.Packed([0, 10, 20, 0, 30]))),
            "is a PNG picture that is truncated: pixels are missing at its end.");
        AssertRefused(Png.File(_header),
            "is a PNG picture that can't be read: it is damaged, or of a rare kind; save it anew as JPEG or PNG.");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    public void A_jpeg_whose_codes_make_no_sense_is_refused(int quality)
    {
        byte[] file = PictureFiles.Encoded(_noisy, SkiaSharp.SKEncodedImageFormat.Jpeg, quality);
        int start = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 14, refused = 0;
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = [.. file];
            random.NextBytes(damaged.AsSpan(random.Next(start, file.Length - 40), 32));
            Exception? error = Record.Exception(() => PictureFiles.Read(damaged));
            Assert.True(error is null or InvalidDataException, $"{error}");
            refused += error is null ? 0 : 1;
        }
        // Some codes come out even after all.
        Assert.InRange(refused, 75, 100);
        Assert.Matches("^own.png: is a JPEG picture that is damaged: its compressed pixels make no sense before byte [0-9]+ of [0-9]+\\.$",
            Assert.Throws<InvalidDataException>(() => PictureFiles.Read([.. file[..start], .. file[(start + 100)..]])).Message);
    }

    [Fact]
    public void A_jpeg_of_several_passes_is_read_and_refused_where_one_is_damaged_or_cut()
    {
        using Stream stream = typeof(DamagedPictureTests).Assembly.GetManifestResourceStream("progressive.jpg")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        byte[] file = copy.ToArray();
        GreyPicture whole = PictureFiles.Read(file);
        Assert.Equal(whole.Pixels, PictureFiles.Read(file[..^2]).Pixels);
        int first = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        int last = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.NotEqual(first, last);
        foreach (int length in (int[])[first, first + 100, last, file.Length - 20])
            AssertRefused(file[..length], "is a JPEG picture that is truncated: pixels are missing at its end.");
        Assert.Matches("is a JPEG picture that is damaged",
            Assert.Throws<InvalidDataException>(() => PictureFiles.Read([.. file[..(first + 20)], .. file[(first + 60)..]])).Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_cut_in_its_middle_is_refused(string kind)
    {
        byte[] file = PictureFiles.OfEachKind(_noisy)[kind];
        Assert.Matches("^own.png: (is a .* picture that is truncated: pixels are missing at its end|ends after .* bytes, in row .*)\\.$",
            Assert.Throws<InvalidDataException>(() => PictureFiles.Read(file[..(file.Length * 3 / 4)])).Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_file_gives_a_clear_error_or_a_picture_and_nothing_else(string kind)
    {
        byte[] whole = PictureFiles.OfEachKind(_noisy)[kind];
        int refused = 0;
        foreach (byte[] file in Sample.Damaged(whole, 1000))
        {
            try
            {
                GreyPicture read = PictureFiles.Read(file);
                Assert.Equal(read.Width * read.Height, read.Pixels.Length);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.Matches(@"^own\.png: .*\.$", error.Message);
            }
        }
        Assert.InRange(refused, 200, 800);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(3, 4)]
    [InlineData(6, 16)]
    public void A_png_damaged_under_right_checksums_gives_a_clear_error_or_a_picture(int colour, int depth)
    {
        var sample = new PngSample(13, 11, depth, colour);
        List<byte[]> chunks = sample.Chunks(isInterlaced: true);
        byte[] rows = sample.Rows(isInterlaced: true), packed = Png.Packed(rows);
        List<byte[]> files = [.. Sample.Damaged(packed, 300).Select(damaged => Png.File([.. chunks[..^1], Png.Chunk("IDAT", damaged)]))];
        files.AddRange(Sample.Damaged(rows, 300).Select(damaged => Png.File([.. chunks[..^1], Png.Chunk("IDAT", Png.Packed(damaged))])));
        files.AddRange(Sample.Damaged(chunks[0][8..^4], 300).Select(damaged => Png.File([Png.Chunk("IHDR", damaged), .. chunks[1..]])));
        foreach (byte[] file in files)
        {
            Exception? error = Record.Exception(() => PictureFiles.Read(file));
            Assert.True(error is null or InvalidDataException, $"{error}");
        }
    }

    private static GreyPicture Noisy(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        new Random(1).NextBytes(pixels);
        return new(width, height, pixels);
    }

    private static void AssertRefused(byte[] file, string message) =>
        Assert.Equal($"own.png: {message}", Assert.Throws<InvalidDataException>(() => PictureFiles.Read(file)).Message);
}
