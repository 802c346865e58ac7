using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

public class BadPngTests
{
    private static readonly byte[] _pixels = Png.Chunk("IDAT", Png.Packed([0, 10, 20, 0, 30, 40])); // of a 2×2 grey picture
    private static readonly byte[] _header = Png.Header(2, 2);

    [Theory]
    [InlineData(0, 7, "is 0×7 pixels in size; a picture has at least one")]
    [InlineData(7, 0, "is 7×0 pixels in size; a picture has at least one")]
    [InlineData(4097, 1, "is 4097×1 pixels in size; at most 4096×4096 are read")]
    [InlineData(1, 4097, "is 1×4097 pixels in size; at most 4096×4096 are read")]
    [InlineData(uint.MaxValue, uint.MaxValue, "is 4294967295×4294967295 pixels in size; at most 4096×4096 are read")]
    public void A_size_that_no_picture_may_have_is_refused(long width, long height, string message) =>
        AssertRefused(Png.File(Png.Header(width, height), _pixels), message);

    [Theory]
    [InlineData(3, 0)]
    [InlineData(32, 0)]
    [InlineData(16, 3)]
    [InlineData(4, 2)]
    [InlineData(2, 4)]
    [InlineData(8, 1)]
    [InlineData(8, 7)]
    public void A_depth_that_the_colour_type_does_not_have_is_refused(int depth, int colour) =>
        AssertRefused(Png.File(Png.Header(2, 2, depth, colour), _pixels),
            $"has the colour type {colour} with {depth} bits in its header (bytes 24 and 25), which PNG does not know");

    [Fact]
    public void An_unknown_interlace_method_is_refused() =>
        AssertRefused(Png.File(Png.Header(2, 2, interlace: 2), _pixels),
            "has the compression, filter and interlace methods 0, 0 and 2 in its header (bytes 26 to 28); PNG has 0, 0 and 0 or 1");

    [Fact]
    public void A_header_of_another_length_is_refused()
    {
        AssertRefused(Png.File(Png.Chunk("IHDR", new byte[12]), _pixels), "has a header chunk IHDR of 12 bytes; 13 were expected");
        AssertRefused(Png.File(Png.Chunk("IHDR", new byte[14]), _pixels), "has a chunk IHDR of 14 bytes at byte 8; it can have 13 at most");
        AssertRefused(Png.File(_pixels), "is not a picture that can be read: its first chunk is IDAT, where IHDR was expected");
    }

    [Fact]
    public void A_wrong_checksum_is_refused()
    {
        byte[] file = Png.File(_header, _pixels);
        file[45] ^= 1; // in the compressed pixels: the chunk starts at 33 and its data at 41
        string message = AssertRefused(file);
        Assert.Matches(
            @"^own\.png: is damaged: the checksum \(CRC\) of its chunk IDAT at byte 33 is [0-9A-F]{8}, but [0-9A-F]{8} is stored\.$",
            message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = Png.File(_header, _pixels);
        for (int length = 1; length < file.Length; length++)
            AssertRefused(file[..length]);
        AssertRefused(file[..^12], $"is truncated: it ends after {file.Length - 12} bytes without the chunk IEND");
        AssertRefused(file[..50],
            $"is truncated: it ends after 50 bytes, in the chunk IDAT at byte 33, which has {_pixels.Length - 12} bytes of data");
    }

    [Fact]
    public void Too_few_pixels_and_too_many_are_refused()
    {
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", Png.Packed([0, 10, 20, 0, 30]))),
            "is truncated: its pixels end in row 1, before the picture of 2×2 is complete");
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", Png.Packed([0, 10, 20, 0, 30, 40, 50]))),
            "has more pixels than the 2×2 of its header");
        AssertRefused(Png.File(Png.Header(2, 2, interlace: 1), Png.Chunk("IDAT", Png.Packed([0, 10, 0, 20]))),
            "is truncated: its pixels end in row 0 of pass 7, before the picture of 2×2 is complete");
        AssertRefused(Png.File(_header), "is truncated: its pixels end in row 0, before the picture of 2×2 is complete");
    }

    [Fact]
    public void A_filter_type_that_is_none_is_refused() =>
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", Png.Packed([0, 10, 20, 5, 30, 40]))),
            "has the filter type 5 in row 1; PNG has 0 to 4");

    [Fact]
    public void Compressed_pixels_that_make_no_sense_are_refused()
    {
        byte[] packed = Png.Packed([0, 10, 20, 0, 30, 40]);
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", [.. "no zlib stream"u8])),
            "is damaged: its compressed pixels make no sense in row 0");
        packed[^1] ^= 1; // zlib's own sum
        AssertRefused(Png.File(_header, Png.Chunk("IDAT", packed)), "is damaged: its compressed pixels make no sense in ");
    }

    [Fact]
    public void A_palette_must_be_there_and_hold_every_colour()
    {
        byte[] header = Png.Header(2, 2, depth: 8, colour: 3), pixels = Png.Chunk("IDAT", Png.Packed([0, 0, 1, 0, 1, 2]));
        AssertRefused(Png.File(header, pixels), "has no palette (chunk PLTE) for its colours");
        AssertRefused(Png.File(header, Png.Chunk("PLTE", new byte[6]), pixels),
            "has a colour in row 1, column 1, that its palette of 2 entries lacks");
        AssertRefused(Png.File(header, Png.Chunk("PLTE", new byte[7]), pixels),
            "has a palette (chunk PLTE) of 7 bytes; three for each entry were expected");
        AssertRefused(Png.File(header, Png.Chunk("PLTE", new byte[771]), pixels),
            "has a chunk PLTE of 771 bytes at byte 33; it can have 768 at most");
        AssertRefused(Png.File(header, Png.Chunk("PLTE", new byte[3]), Png.Chunk("tRNS", new byte[2]), pixels),
            "has 2 transparent palette entries (chunk tRNS), but the palette has 1");
        AssertRefused(Png.File(header, pixels, Png.Chunk("PLTE", new byte[9])),
            "has a chunk PLTE that PNG does not know or not in this place, after IDAT");
    }

    [Fact]
    public void Chunks_that_can_not_be_understood_are_refused()
    {
        AssertRefused(Png.File(_header, Png.Chunk("NEWC", []), _pixels),
            "has a chunk NEWC that PNG does not know or not in this place, after IHDR");
        AssertRefused(Png.File(_header, _header, _pixels), "has a chunk IHDR that PNG does not know or not in this place, after IHDR");
        AssertRefused(Png.File(_header, _pixels, Png.Chunk("tEXt", []), _pixels),
            "has a chunk IDAT that PNG does not know or not in this place, after tEXt");
        AssertRefused(Png.File(_header, Png.Chunk("tRNS", new byte[1]), _pixels),
            "has 1 bytes of transparency (chunk tRNS), which don't fit the colour type 0");
        AssertRefused(Png.File(_header, Png.Chunk("a\0b1", []), _pixels), "is damaged: no chunk has the name 61006231 at byte 37");
    }

    [Fact]
    public void A_header_that_lies_takes_little_memory_and_bombs_do_not_go_off()
    {
        byte[] bomb = Png.File(Png.Header(300, 300), Png.Chunk("IDAT", Png.Packed(new byte[20_000_000])));
        byte[] manyPixels = Png.File(_header, Png.Chunk("IDAT", new byte[100_000]));
        byte[] longChunk = [.. Png.File(_header)[..33], 0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 1, 2, 3];
        byte[] nothing = Png.File(Png.Header(4096, 4096, 16, 6), _pixels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(bomb, "has more pixels than the 300×300 of its header");
        AssertRefused(manyPixels, "has more than 1064 bytes of compressed pixels, too many for 2×2 of them");
        AssertRefused(longChunk, "is truncated: it ends after 44 bytes, in the chunk IDAT at byte 33, which has 4294967295 bytes of data");
        AssertRefused(nothing, "is truncated: its pixels end in row 0, before the picture of 4096×4096 is complete");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000); // the 16 MB of 4096×4096 greys at most once
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(3, 4)]
    [InlineData(6, 16)]
    public void A_damaged_file_gives_a_clear_error_or_a_picture_and_nothing_else(int colour, int depth)
    {
        var sample = new PngSample(13, 11, depth, colour);
        List<byte[]> chunks = sample.Chunks(isInterlaced: true);
        byte[] rows = sample.Rows(isInterlaced: true), packed = Png.Packed(rows);

        List<byte[]> files = [.. Sample.Damaged(Png.File(chunks), 600)];
        // With right checksums the damage gets further in.
        files.AddRange(Sample.Damaged(packed, 300).Select(damaged => Png.File([.. chunks[..^1], Png.Chunk("IDAT", damaged)])));
        files.AddRange(Sample.Damaged(rows, 300).Select(damaged => Png.File([.. chunks[..^1], Png.Chunk("IDAT", Png.Packed(damaged))])));
        files.AddRange(Sample.Damaged(chunks[0][8..^4], 300).Select(damaged => Png.File([Png.Chunk("IHDR", damaged), .. chunks[1..]])));
        int refused = 0;
        foreach (byte[] file in files)
        {
            try
            {
                GreyPicture read = Png.Read(file);
                Assert.Equal(read.Width * read.Height, read.Pixels.Length);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.Matches(@"^own\.png: .*\.$", error.Message);
            }
        }
        Assert.InRange(refused, files.Count / 2, files.Count - 1);
    }

    private static void AssertRefused(byte[] file, string message) =>
        Assert.StartsWith($"own.png: {message}", AssertRefused(file), StringComparison.Ordinal);

    private static string AssertRefused(byte[] file) => Assert.Throws<InvalidDataException>(() => Png.Read(file)).Message;
}
