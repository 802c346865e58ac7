using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

public class PngTests
{
    private static readonly (int Width, int Height)[] _sizes = [(1, 1), (2, 3), (5, 5), (8, 8), (9, 1), (1, 12), (33, 17)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_colour_type_and_depth_is_read_interlaced_or_not(bool isInterlaced)
    {
        foreach (var (colour, depth) in PngSample.Kinds)
        {
            foreach (var (width, height) in _sizes)
            {
                var sample = new PngSample(width, height, depth, colour);
                AssertLooksLike(sample, PictureFiles.Read(sample.File(isInterlaced)), $"{sample}, interlaced: {isInterlaced}");
            }
        }
    }

    [Fact]
    public void Transparent_parts_lie_on_white_paper()
    {
        var palette = new PngSample(20, 20, 4, 3) { Transparency = [0, 128, 255, 7] };
        AssertLooksLike(palette, PictureFiles.Read(palette.File()), "palette");
        AssertLooksLike(palette, PictureFiles.Read(palette.File(isInterlaced: true)), "interlaced palette");

        foreach (var (colour, depth) in PngSample.Kinds.Where(kind => kind.Colour is 0 or 2))
        {
            var plain = new PngSample(20, 20, depth, colour);
            int channels = plain.Samples.Length / 400;
            var keyed = plain with
            {
                Transparency =
                [.. plain.Samples.Take(channels).SelectMany(part => new[] { (byte)(part >> 8), (byte)part })]
            };
            GreyPicture read = PictureFiles.Read(keyed.File());
            Assert.Equal(255, read.Pixels[0]);
            AssertLooksLike(keyed, read, keyed.ToString());
        }
    }

    [Fact]
    public void Pixels_may_be_cut_into_chunks_anywhere_and_unknown_chunks_stand_around_them()
    {
        var sample = new PngSample(33, 17, 8, 2);
        List<byte[]> chunks = sample.Chunks(isInterlaced: false, bytesPerChunk: 1);
        chunks.Insert(1, Png.Chunk("tEXt", [.. "Comment\0a hand-drawn one"u8]));
        chunks.Insert(2, Png.Chunk("prVt", new byte[100_000]));
        chunks.Insert(4, Png.Chunk("IDAT", []));
        chunks.Add(Png.Chunk("tIME", new byte[7]));
        AssertLooksLike(sample, PictureFiles.Read([.. Png.File(chunks), .. "what follows the end"u8]), "chunks");
    }

    private static void AssertLooksLike(PngSample sample, GreyPicture read, string what)
    {
        Assert.Equal((sample.Width, sample.Height), (read.Width, read.Height));
        double[] expected = sample.Greys();
        // Of 16 bits of grey beside transparency SkiaSharp keeps 8.
        double tolerance = sample.Depth == 16 ? 2 : 0.53; // grey is rounded twice
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - read.Pixels[i]) < tolerance, $"{what}: pixel {i} is {read.Pixels[i]}, not {expected[i]}.");
    }
}
