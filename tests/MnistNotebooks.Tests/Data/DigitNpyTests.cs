using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class DigitNpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_that_were_written_are_read_again()
    {
        DigitSet digits = DrawnDigits.Create(12, 1, seed: 3).Train;
        DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), digits);
        DigitSet read = DigitNpy.Read(_folder.File("x.npy"), _folder.File("y.npy"));

        Assert.Equal(digits.Pixels, read.Pixels);
        Assert.Equal(digits.Labels, read.Labels);
        Assert.Equal(["x.npy", "y.npy"], _folder.Files.Order());
    }

    [Fact]
    public void The_files_have_the_bytes_that_numpy_save_writes()
    {
        DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), DrawnDigits.Create(2, 1, seed: 3).Train);

        string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 28, 28), }".PadRight(117) + "\n";
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header)],
            File.ReadAllBytes(_folder.File("x.npy"))[..128]);
        Assert.Equal(128 + 2 * 784, new FileInfo(_folder.File("x.npy")).Length);
        Assert.Equal(128 + 2, new FileInfo(_folder.File("y.npy")).Length);
    }

    [NumPyFact]
    public void NumPy_reads_what_is_written_and_writes_what_is_read()
    {
        DigitSet digits = DrawnDigits.Create(5, 1, seed: 3).Train;
        DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), digits);
        NumPy.Run(_folder.Path, """
            x, y = np.load('x.npy'), np.load('y.npy')
            assert x.dtype == np.uint8 and x.shape == (5, 28, 28) and y.shape == (5,)
            np.save('x2.npy', x[::-1].copy()); np.save('y2.npy', y[::-1].copy())
            """);
        DigitSet reversed = DigitNpy.Read(_folder.File("x2.npy"), _folder.File("y2.npy"));

        Assert.Equal(digits[4].Pixels, reversed[0].Pixels);
        Assert.Equal(digits.Labels.ToArray().Reverse(), reversed.Labels.ToArray());
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 28, 28), }", 784,
        "holds values of the type '<f8'; unsigned bytes ('|u1') were expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 784), }", 784,
        "the shape is (1, 784); [records, 28, 28] was expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 28, 28), }", 784,
        "the shape is (-1, 28, 28); [records, 28, 28] was expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 28, 28), }", 784,
        "is stored column by column; row by row was expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 28, 28), }", 783,
        "has 783 bytes after its header of 74; the shape (1, 28, 28) needs 784.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 28, 28), }", 1568, "has 1 labels for the 2 pictures of")]
    public void What_is_no_file_of_digits_is_refused(string header, int bytes, string message)
    {
        string images = _folder.Write("x.npy", NpyFile(header, new byte[bytes]));
        string labels = _folder.Write("y.npy", NpyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [7]));

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => DigitNpy.Read(images, labels)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_above_9_is_refused()
    {
        string labels = _folder.Write("y.npy", NpyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [7, 10]));

        Assert.Equal($"{labels}: record 1 has the label 10; labels are 0 to 9.",
            Assert.Throws<InvalidDataException>(() => DigitNpy.Read(labels, labels)).Message);
    }

    private static byte[] NpyFile(string header, byte[] values) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values];
}
