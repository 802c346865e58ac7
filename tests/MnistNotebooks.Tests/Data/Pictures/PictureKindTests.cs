using System.Buffers.Binary;
using MnistNotebooks.Data;
using SkiaSharp;

namespace MnistNotebooks.Tests.Data.Pictures;

public sealed class PictureKindTests : IDisposable
{
    // A dark corner, a grey rest, and no two sides that look alike.
    private static readonly GreyPicture _corner = new(40, 24,
        Enumerable.Range(0, 40 * 24).Select(i => (byte)(i % 40 < 24 && i / 40 < 8 ? 20 : 180)).ToArray());

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. PictureFiles.OfEachKind(_corner).Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_read_whatever_the_name(string kind) =>
        AssertClose(_corner, GreyPicture.Read(_folder.Write("own.txt", PictureFiles.OfEachKind(_corner)[kind])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_picture_is_turned_as_the_camera_was_held(byte orientation)
    {
        // EXIF 2.32: where the first row and the first column of the file are, seen from in front.
        string[] sides = ["top left", "top right", "bottom right", "bottom left", "left top", "right top", "right bottom", "left bottom"];
        string[] seen = sides[orientation - 1].Split(' ');
        byte[] turned = new byte[40 * 24];
        bool isTurned = orientation > 4;
        int width = isTurned ? 24 : 40, height = isTurned ? 40 : 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int row = Side(seen[0], x, y, width, height), column = Side(seen[1], x, y, width, height);
                turned[y * width + x] = _corner.Row(row)[column];
            }
        }
        foreach (string kind in new[] { "jpg", "png" })
        {
            byte[] file = PictureFiles.Held(PictureFiles.OfEachKind(_corner)[kind], orientation);
            AssertClose(new(width, height, turned), PictureFiles.Read(file));
        }

        // The distance of a place from a side.
        static int Side(string side, int x, int y, int width, int height) =>
            side switch { "top" => y, "bottom" => height - 1 - y, "left" => x, _ => width - 1 - x };
    }

    [Fact]
    public void Red_on_green_as_bright_is_told_apart()
    {
        GreyPicture read = Read(new SKColor(255, 0, 0), new SKColor(0, 130, 0));
        Assert.InRange(Math.Abs(read.Pixels[0] - read.Pixels[^1]), 200, 255);
    }

    [Fact]
    public void Where_brightness_separates_it_is_taken() =>
        Assert.Equal([76, 255], Read(new SKColor(255, 0, 0), new SKColor(255, 255, 255)).Pixels.ToArray().Distinct());

    [Fact]
    public void Ink_in_the_transparency_shows_in_black_and_in_white()
    {
        Assert.Equal([0, 255], Read(new SKColor(0, 0, 0), new SKColor(0, 0, 0, 0)).Pixels.ToArray().Distinct());
        Assert.Equal([255, 0], Read(new SKColor(255, 255, 255), new SKColor(255, 255, 255, 0)).Pixels.ToArray().Distinct());
        Assert.Equal([255, 0], Read(new SKColor(255, 255, 255), new SKColor(0, 0, 0, 0)).Pixels.ToArray().Distinct());
    }

    [Fact]
    public void Greys_that_lie_close_together_are_spread()
    {
        GreyPicture close = new(40, 24, _corner.Pixels.ToArray().Select(level => (byte)(level == 20 ? 7 : 9)).ToArray());
        Assert.Equal([0, 255], PictureFiles.Read(PictureFiles.OfEachKind(close)["png"]).Pixels.ToArray().Distinct());
        Assert.Equal([0, 255], PictureFiles.Read(PictureFiles.OfEachKind(close)["pgm"]).Pixels.ToArray().Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Sixteen_bits_of_which_few_are_used_are_spread(int colour)
    {
        // Levels of eight bits stored in sixteen, as other programs write them.
        int channels = colour == 0 ? 1 : 3;
        byte[] rows = new byte[24 * (1 + 40 * 2 * channels)];
        for (int i = 0; i < 40 * 24 * channels; i++)
        {
            int at = i / (40 * channels) * (1 + 80 * channels) + 1 + i % (40 * channels) * 2;
            BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan(at), _corner.Pixels[i / channels]);
        }
        GreyPicture read = PictureFiles.Read(Png.File(Png.Header(40, 24, 16, colour), Png.Chunk("IDAT", Png.Packed(rows))));
        Assert.Equal([0, 255], read.Pixels.ToArray().Distinct());
    }

    [Fact]
    public void Grain_that_lies_close_together_is_not_spread()
    {
        var random = new Random(1);
        GreyPicture grain = new(50, 50, Enumerable.Range(0, 2500).Select(_ => (byte)(200 + random.Next(4))).ToArray());
        Assert.InRange(PictureFiles.Read(PictureFiles.OfEachKind(grain)["png"]).Pixels.ToArray().Min(), 200, 203);
    }

    [Fact]
    public void A_picture_of_fifty_megapixels_is_shrunk()
    {
        byte[] rows = new byte[8192 * (1 + 6144 / 8)];
        GreyPicture read = PictureFiles.Read(Png.File(Png.Header(6144, 8192, depth: 1), Png.Chunk("IDAT", Png.Packed(rows))));
        Assert.Equal((1536, 2048), (read.Width, read.Height));
        Assert.Equal(-1, read.Pixels.IndexOfAnyExcept((byte)0));
        byte[] narrow = [.. "P5 50000000 1 255\n"u8, .. new byte[50_000_000]];
        Assert.Equal((12_500_000, 1), (PictureFiles.Read(narrow).Width, PictureFiles.Read(narrow).Height));
    }

    [Fact]
    public void Where_the_decoder_can_not_be_loaded_the_message_says_so()
    {
        using var input = new PictureInput(new MemoryStream(), "own.jpg");
        Exception[] failures =
        [
            new DllNotFoundException("libSkiaSharp"), new TypeInitializationException("SKObject", new DllNotFoundException("libSkiaSharp")),
        ];
        foreach (Exception failure in failures)
        {
            var error = Assert.Throws<PlatformNotSupportedException>(
                () => PictureDecoder.Guarded<int>(input, "a JPEG picture", () => throw failure));
            Assert.Equal("own.jpg: is a JPEG picture, which SkiaSharp reads, but SkiaSharp or its native part, libSkiaSharp, can't be "
                + "loaded on this machine; a PGM picture is read without it.", error.Message);
        }
    }

    private static GreyPicture Read(SKColor ink, SKColor paper) => PictureFiles.Read(PictureFiles.Encoded(40, 24,
        [.. _corner.Pixels.ToArray().Select(level => level == 20 ? ink : paper)], SKEncodedImageFormat.Png));

    private static void AssertClose(GreyPicture expected, GreyPicture actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (int i = 0; i < expected.Pixels.Length; i++)
            Assert.InRange(actual.Pixels[i], expected.Pixels[i] - 4, expected.Pixels[i] + 4);
    }
}
