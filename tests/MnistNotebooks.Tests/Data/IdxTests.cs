using System.Buffers.Binary;
using System.IO.Compression;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "")]
    [InlineData(7, "")]
    [InlineData(0, ".gz")]
    [InlineData(7, ".gz")]
    public void What_was_written_is_read_again(int count, string ending)
    {
        DigitSet digits = Sample.Digits(count);
        string images = _folder.File("images" + ending), labels = _folder.File("labels" + ending);

        Idx.Write(images, labels, digits);

        Sample.AssertSame(digits, Idx.Read(images, labels));
        Assert.Equal(["images" + ending, "labels" + ending], _folder.Files);
        Assert.Equal(ending == ".gz", File.ReadAllBytes(images) is [0x1f, 0x8b, ..]);
    }

    [Fact]
    public void A_file_has_the_bytes_that_the_format_asks_for()
    {
        DigitSet digits = Sample.Digits(3);
        Idx.Write(_folder.File("images"), _folder.File("labels"), digits);

        byte[] imageHeader = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28];
        Assert.Equal([.. imageHeader, .. digits.Pixels], File.ReadAllBytes(_folder.File("images")));
        Assert.Equal([0, 0, 8, 1, 0, 0, 0, 3, .. digits.Labels], File.ReadAllBytes(_folder.File("labels")));
    }

    [Fact]
    public void Packing_is_recognised_by_content_and_not_by_name()
    {
        DigitSet digits = Sample.Digits(2);
        string images = _folder.Write("images", Packed(Images(digits))), labels = _folder.Write("labels.gz", Labels(digits));

        Sample.AssertSame(digits, Idx.Read(images, labels));
    }

    [Fact]
    public void Pictures_that_pack_a_thousandfold_are_read_whole()
    {
        var blank = new DigitSet(new byte[500 * DigitSet.PixelCount], new byte[500]);
        Idx.Write(_folder.File("images.gz"), _folder.File("labels.gz"), blank);

        Assert.InRange(new FileInfo(_folder.File("images.gz")).Length, 1, 500 * DigitSet.PixelCount / 100);
        Sample.AssertSame(blank, Idx.Read(_folder.File("images.gz"), _folder.File("labels.gz")));
    }

    [Fact]
    public void An_empty_file_is_refused() => AssertBadImages([], "is empty");

    [Fact]
    public void Labels_in_place_of_pictures_are_refused() =>
        AssertBadImages(Labels(Sample.Digits(3)), "starts with the number 0x00000801; an IDX file of pictures starts with 0x00000803");

    [Fact]
    public void Text_in_place_of_pictures_is_refused() => AssertBadImages("5,0,0,0,0,0"u8.ToArray(), "starts with the number 0x352C302C");

    [Fact]
    public void A_header_cut_short_is_refused() =>
        AssertBadImages([0, 0, 8, 3, 0, 0], "ends after 6 bytes; the header of an IDX file of pictures alone has 16");

    [Fact]
    public void Pictures_of_another_size_are_refused() =>
        AssertBadImages(With(Images(Sample.Digits(3)), 8, 20), "has pictures of 20×28 pixels (bytes 8 to 15); 28×28 were expected");

    [Fact]
    public void Pictures_cut_short_are_refused() =>
        AssertBadImages(Images(Sample.Digits(3))[..2000], "ends after byte 2000, in record 2; its 3 pictures need 2368 bytes");

    [Fact]
    public void Bytes_after_the_last_picture_are_refused() =>
        AssertBadImages([.. Images(Sample.Digits(3)), 0], "goes on after its 3 pictures, which end with byte 2368");

    [Theory]
    [InlineData(uint.MaxValue, "says it has 4294967295 pictures (bytes 4 to 7)")]
    [InlineData(2_700_000, "ends after byte 2368, in record 3; its 2700000 pictures need 2116800016 bytes")]
    public void A_header_that_claims_gigabytes_takes_no_memory(uint count, string problem)
    {
        byte[] images = With(Images(Sample.Digits(3)), 4, count);
        long before = GC.GetAllocatedBytesForCurrentThread();

        AssertBadImages(images, problem);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Packed_pictures_cut_short_are_refused() =>
        AssertBadImages(Packed(Images(Sample.Digits(3)))[..1500], "is a damaged gzip file");

    [Fact]
    public void A_packed_file_that_promises_more_than_is_unpacked_is_refused() =>
        AssertBadImages(Packed(With(Images(Sample.Digits(3)), 4, 2_700_000)),
            "says it has 2700000 pictures (bytes 4 to 7); at most 300000 can be read");

    // RFC 1952: a file may have several members; tape drives add zeros, and bgzip an empty block.
    [Fact]
    public void Every_valid_form_of_gzip_is_read()
    {
        DigitSet digits = Sample.Digits(9);
        byte[] images = Images(digits), whole = Packed(images);
        string labels = _folder.Write("labels", Labels(digits));
        byte[] empty = Convert.FromHexString("1f8b08040000000000ff0600424302001b0003000000000000000000");
        byte[] header = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, .. "name\0comment\0"u8];
        uint sum = Crc32.Of(header);
        byte[] named = [.. header, (byte)sum, (byte)(sum >> 8), .. whole[10..]];
        byte[][] files =
        [
            [.. Packed(images[..3000]), .. Packed(images[3000..])],
            [.. whole, .. new byte[512]],
            [.. whole, .. empty],
            [.. Packed(images[..10]), .. Packed(images[10..20]), .. Packed(images[20..]), .. empty, .. new byte[3]],
            named,
            [.. named, .. empty],
        ];
        foreach (byte[] file in files)
            Sample.AssertSame(digits, Idx.Read(_folder.Write("images.gz", file), labels));
    }

    [Fact]
    public void A_gzip_file_of_several_members_that_was_cut_is_refused()
    {
        byte[] images = Images(Sample.Digits(3)), first = Packed(images[..1000]), second = Packed(images[1000..]);
        foreach (int end in new[] { 3, 9, 12, 300, second.Length - 8, second.Length - 1 })
            AssertBadImages([.. first, .. second[..end]], "is a damaged gzip file");
    }

    [Theory]
    [InlineData("<!doctype html>\n<title>Not found</title>", "is a web page, saved in place of the file: download the file itself.")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "is a pointer of Git LFS, which stands for the file: run 'git lfs pull'")]
    public void What_is_known_to_be_something_else_is_named(string text, string problem)
    {
        AssertBadImages(System.Text.Encoding.UTF8.GetBytes(text), problem);
        AssertBadImages(Packed(System.Text.Encoding.UTF8.GetBytes(text)), problem);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void A_gzip_file_without_its_end_is_refused(int missing) =>
        AssertBadImages(Packed(Images(Sample.Digits(3)))[..^missing], "is a damaged gzip file");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(900)]
    public void A_gzip_file_with_a_wrong_byte_is_refused(int fromTheEnd)
    {
        byte[] packed = Packed(Images(Sample.Digits(3)));
        packed[^fromTheEnd] ^= 0x10;
        AssertBadImages(packed, "is a damaged gzip file");
    }

    [Fact]
    public void A_gzip_file_with_only_its_first_bytes_is_refused() => AssertBadImages([0x1f, 0x8b, 8], "is a damaged gzip file");

    [Fact]
    public void A_label_above_9_is_refused()
    {
        DigitSet digits = Sample.Digits(3);
        byte[] labels = Labels(digits);
        labels[9] = 12;
        string path = _folder.Write("labels", labels);

        var problem = Assert.Throws<InvalidDataException>(() => Idx.Read(_folder.Write("images", Images(digits)), path));

        Assert.Equal($"{path}: record 1 (byte 9) has the label 12; labels are 0 to 9.", problem.Message);
    }

    [Fact]
    public void Another_number_of_labels_than_pictures_is_refused()
    {
        string images = _folder.Write("images", Images(Sample.Digits(3))), labels = _folder.Write("labels", Labels(Sample.Digits(4)));

        var problem = Assert.Throws<InvalidDataException>(() => Idx.Read(images, labels));

        Assert.Equal($"{labels}: has 4 labels for the 3 pictures of {images}; there must be one for each.", problem.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var problem = Assert.Throws<FileNotFoundException>(() =>
            Idx.Read(_folder.File("no-images"), _folder.Write("labels", Labels(Sample.Digits(1)))));
        Assert.Contains("no-images", problem.Message);
    }

    [Fact]
    public void Pictures_and_labels_in_one_file_are_refused() =>
        Assert.Throws<ArgumentException>("labelsPath", () => Idx.Write(_folder.File("a"), _folder.File("a"), Sample.Digits(1)));

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_nothing_half_written()
    {
        Directory.CreateDirectory(_folder.File("images"));

        Assert.ThrowsAny<SystemException>(() => Idx.Write(_folder.File("images"), _folder.File("labels"), Sample.Digits(1)));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_device_is_not_replaced_by_a_file() =>
        Assert.EndsWith("/dev/no-device: is a device; the name of a file was expected.",
            Assert.Throws<IOException>(() => Idx.Write("/dev/no-device", _folder.File("labels"), Sample.Digits(1))).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_damage_is_refused_in_one_sentence_or_leaves_pictures_of_the_right_size(bool packed)
    {
        DigitSet digits = Sample.Digits(3);
        string labels = _folder.Write("labels", Labels(digits));
        byte[] whole = packed ? Packed(Images(digits)) : Images(digits);
        int refused = 0;
        foreach (byte[] damaged in Sample.Damaged(whole, 1000))
        {
            string images = _folder.Write("images", damaged);
            try
            {
                DigitSet read = Idx.Read(images, labels);
                Assert.Equal(3, read.Count);
                // gzip notices any change; in a plain file a changed pixel is just another pixel.
                Assert.True(!packed || read.Pixels.SequenceEqual(digits.Pixels));
            }
            catch (InvalidDataException problem)
            {
                refused++;
                Assert.StartsWith(images, problem.Message);
                Assert.EndsWith(".", problem.Message);
                Assert.DoesNotContain('\n', problem.Message);
            }
        }
        Assert.InRange(refused, 660, 1000);
    }

    private void AssertBadImages(byte[] images, string problem)
    {
        string path = _folder.Write("images", images), labels = _folder.Write("labels", Labels(Sample.Digits(3)));
        string message = Assert.Throws<InvalidDataException>(() => Idx.Read(path, labels)).Message;
        Assert.StartsWith($"{path}: {problem}", message);
        Assert.EndsWith(".", message);
    }

    private static byte[] Images(DigitSet digits) => [.. IdxKind.Pictures.Header(digits.Count), .. digits.Pixels];

    private static byte[] Labels(DigitSet digits) => [.. IdxKind.Labels.Header(digits.Count), .. digits.Labels];

    private static byte[] With(byte[] file, int at, uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at), number);
        return file;
    }

    internal static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
