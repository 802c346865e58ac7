using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

public sealed class GreyPictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("P", "is not a picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read")]
    [InlineData("label,1x1,1x2", "is not a picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read")]
    [InlineData("\u0089PNG\n\u001A\n\0\0\0\rIHDR", "is a PNG picture damaged in its first 8 bytes, perhaps copied as text")]
    [InlineData("II*\0\u0008", "is a TIFF picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("\0\0\0\u0018ftypheic",
        "is a HEIC picture, as iPhones take; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("\0\0\0\u0018ftypavif",
        "is an AVIF picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("%PDF-1.7", "is a PDF document; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("<?xml version=\"1.0\"?><svg/>",
        "is an SVG drawing or another kind of XML; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("<!DOCTYPE html>", "is a web page, saved in place of the file: download the file itself")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n",
        "is a pointer of Git LFS, which stands for the file: run 'git lfs pull' to have the file itself")]
    [InlineData("P6 1 1 255 abc",
        "is a colour PPM picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    [InlineData("P4 8 1 a",
        "is a black-and-white PBM picture; JPEG, PNG, WebP, GIF, BMP and PGM pictures are read, so save it as JPEG or PNG")]
    public void What_is_not_read_is_named_and_refused(string content, string message)
    {
        string path = _folder.Write("own.png", Encoding.Latin1.GetBytes(content));
        Assert.Equal($"{path}: {message}.", Assert.Throws<InvalidDataException>(() => GreyPicture.Read(path)).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_found() =>
        Assert.Throws<FileNotFoundException>(() => GreyPicture.Read(_folder.File("own.png")));

    [Fact]
    public void The_kind_of_a_file_is_told_by_its_content_and_not_by_its_name()
    {
        string path = _folder.Write("own.png", "P2 1 1 255 77");
        Assert.Equal([77], GreyPicture.Read(path).Pixels.ToArray());
    }

    [Fact]
    public void Scaling_down_takes_the_mean_of_the_area()
    {
        var picture = new GreyPicture(3, 2, new byte[] { 0, 30, 60, 90, 120, 150 });
        Assert.Equal([75], picture.Scaled(1, 1).Pixels.ToArray());
        Assert.Equal([45, 75, 105], picture.Scaled(3, 1).Pixels.ToArray());
        Assert.Equal([10, 50, 100, 140], picture.Scaled(2, 2).Pixels.ToArray()); // (0 + ½·30) / 1½ …
        Assert.Equal([0, 0, 30, 30, 60, 60], picture.Scaled(6, 2).Pixels[..6].ToArray());
        Assert.Equal(picture.Pixels, picture.Scaled(3, 2).Pixels);
    }

    [Fact]
    public void Scaling_keeps_the_mean_grey()
    {
        byte[] pixels = new byte[97 * 61];
        new Random(1).NextBytes(pixels);
        var picture = new GreyPicture(97, 61, pixels);
        double mean = pixels.Average(level => (double)level);
        foreach (var (width, height) in ((int, int)[])[(28, 28), (1, 61), (96, 1), (200, 300)])
            Assert.Equal(mean, picture.Scaled(width, height).Pixels.ToArray().Average(level => (double)level), 0.5);
    }

    [Fact]
    public void A_matrix_and_a_digit_hold_the_same_pixels()
    {
        Digit digit = Sample.Digits(1)[0];
        var picture = new GreyPicture(28, 28, digit.Pixels);
        Assert.Equal(digit.Image(), picture.Image());
        Assert.Equal(digit.Pixels, picture.ToDigit(7).Pixels);
        Assert.Equal(7, picture.ToDigit(7).Label);
        Assert.Equal(digit.Image().Transpose()[3, 9], new GreyPicture(28, 28, digit.Pixels).Row(9)[3]);
        Assert.Equal(255 - digit.Image(), picture.Inverted().Image());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Equal("2×3 pixels need as many grey levels, but there are 5. (Parameter 'pixels')",
            Assert.Throws<ArgumentException>(() => new GreyPicture(2, 3, new byte[5])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreyPicture(0, 3, Array.Empty<byte>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreyPicture(3, 0, Array.Empty<byte>()));
        var picture = new GreyPicture(2, 3, new byte[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Scaled(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Scaled(3, -1));
        Assert.Equal("A digit has 28×28 pixels, but this picture has 2×3.",
            Assert.Throws<InvalidOperationException>(() => picture.ToDigit(1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Scaled(28, 28).ToDigit(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Scaled(28, 28).ToDigit(-1));
    }
}
