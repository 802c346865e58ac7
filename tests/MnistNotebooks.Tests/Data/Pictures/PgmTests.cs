using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

public class PgmTests
{
    [Theory]
    [InlineData("P2 3 2 255 0 1 2 127 254 255")]
    [InlineData("P2\n# made by hand\n3#columns\n2 # rows\r\n255\n0 1 2\n127#grey\r254\t255\n")]
    [InlineData("P2 3 2 255\n0 1 2 127 254 255 256 what follows the picture")]
    public void Levels_as_text_are_read(string file) => AssertPicture(3, 2, [0, 1, 2, 127, 254, 255], Read(file));

    [Theory]
    [InlineData("P5 3 2 255\n")]
    [InlineData("P5\n# made by hand\n3 2\n# white:\n255 ")]
    [InlineData("P5\n3\n2\n255#no other comment\n")]
    public void Levels_as_bytes_are_read(string header) =>
        AssertPicture(3, 2, [10, 32, 35, 0, 255, 9], PictureFiles.Read([.. Encoding.ASCII.GetBytes(header), 10, 32, 35, 0, 255, 9, 77]));

    [Fact]
    public void Another_white_than_255_is_scaled()
    {
        AssertPicture(4, 1, [0, 85, 170, 255], Read("P2 4 1 3 0 1 2 3"));
        AssertPicture(3, 1, [0, 128, 255], Read("P2 3 1 65535 0 32768 65535"));
        AssertPicture(2, 1, [102, 255], PictureFiles.Read([.. "P5 2 1 10\n"u8, 4, 10]));
        AssertPicture(3, 1, [1, 128, 255], PictureFiles.Read([.. "P5 3 1 65535\n"u8, 1, 0, 128, 0, 255, 255]));
        AssertPicture(2, 1, [64, 255], PictureFiles.Read([.. "P5 2 1 1000\n"u8, 0, 250, 3, 232]));
    }

    [Theory]
    [InlineData("P2 0 7 255", "is 0×7 pixels in size; a picture has at least one")]
    [InlineData("P5 9142858 7 255", "is 9142858×7 pixels in size; pictures of at most 64 million pixels are read")]
    [InlineData("P5 99999999999999999999 7 255", "is 100000000×7 pixels in size; pictures of at most 64 million pixels are read")]
    [InlineData("P5 2 2 0 ", "has 0 for the level of white before byte 9; 1 to 65535 was expected")]
    [InlineData("P5 2 2 65536 ", "has 65536 for the level of white before byte 13; 1 to 65535 was expected")]
    [InlineData("P5 2 x 255 ", "has no number at byte 5, where the height was expected")]
    [InlineData("P5 2 2x 255 ", "has no number at byte 6, where the height was expected")]
    [InlineData("P5 -2 2 255 ", "has no number at byte 3, where the width was expected")]
    [InlineData("P5 2 2", "ends after 6 bytes, where the level of white was expected")]
    [InlineData("P5 # no end", "ends after 11 bytes, where the width was expected")]
    [InlineData("P5 2 2 255 abc", "ends after 14 bytes, in row 1 of 2")]
    [InlineData("P5 2 2 256 abcdefg", "has the level 24930 in row 0, column 0; white is 256")]
    [InlineData("P5 2 1 9 \u0009\u000A", "has the level 10 in row 0, column 1; white is 9")]
    [InlineData("P2 2 2 255 1 2 3", "ends after 16 bytes, where the level in row 1, column 1 was expected")]
    [InlineData("P2 2 2 255 1 2 three", "has no number at byte 15, where the level in row 1, column 0 was expected")]
    [InlineData("P2 2 2 255 1 2 256", "has the level 256 in row 1, column 0; white is 255")]
    [InlineData("P2 2 2 255 1.5 2 3 4", "has no number at byte 12, where the level in row 0, column 0 was expected")]
    public void What_is_wrong_is_told_with_its_place(string file, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(file));
        Assert.Equal($"own.png: {message}.", error.Message);
    }

    [Fact]
    public void A_damaged_file_gives_a_clear_error_or_a_picture_and_nothing_else()
    {
        byte[] text = Encoding.ASCII.GetBytes("P2 8 8 255\n" + string.Join(' ', Enumerable.Range(0, 64)));
        byte[] bytes = [.. "P5 8 8 1000\n"u8, .. Enumerable.Range(0, 64).SelectMany(i => new byte[] { 3, (byte)i })];
        int refused = 0;
        foreach (byte[] file in Sample.Damaged(text, 1000).Concat(Sample.Damaged(bytes, 1000)))
        {
            try
            {
                PictureFiles.Read(file);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.Matches(@"^own\.png: .*\.$", error.Message);
            }
        }
        Assert.InRange(refused, 500, 1999);
    }

    private static GreyPicture Read(string file) => PictureFiles.Read(Encoding.ASCII.GetBytes(file));

    private static void AssertPicture(int width, int height, byte[] pixels, GreyPicture picture)
    {
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(pixels, picture.Pixels.ToArray());
    }
}
