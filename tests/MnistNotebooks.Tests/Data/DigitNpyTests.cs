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
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1, 28, 28), }", 784,
        "holds values of the type '<c8'; float16 to float64 ('<f2' to '<f8'), integers and bool are read.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (28, 28), }", 784,
        "the shape is (28, 28); [records, 28, 28] or [records, 784] was expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 28, 27), }", 756,
        "the shape is (1, 28, 27); [records, 28, 28] or [records, 784] was expected.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 28, 28), }", 784,
        "has 784 bytes after its header of 75; the shape (-1, 28, 28) needs 1 values of 1 byte.")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 28, 28), }", 783,
        "has 783 bytes after its header of 74; the shape (1, 28, 28) needs 784 values of 1 byte.")]
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

        Assert.Equal($"{labels}: record 1 has the label 10; whole numbers from 0 to 9 were expected.",
            Assert.Throws<InvalidDataException>(() => DigitNpy.Read(labels, labels)).Message);
    }

    [NumPyFact]
    public void Every_form_in_which_digits_are_found_is_read()
    {
        DigitSet digits = DrawnDigits.Create(6, 1, seed: 3).Train;
        DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), digits);
        NumPy.Run(_folder.Path, """
            x, y = np.load('x.npy'), np.load('y.npy')
            np.save('wide.npy', y.astype('i8')); np.save('column.npy', y.reshape(-1, 1).astype('>i4')); np.save('real.npy', y.astype('f4'))
            np.save('flat.npy', x.reshape(-1, 784)); np.save('channel.npy', x[..., None]); np.save('first.npy', x[:, None])
            np.save('fortran.npy', np.asfortranarray(x)); np.save('integers.npy', x.astype('i4')); np.save('reals.npy', x.astype('>f8'))
            np.save('fortran-flat.npy', np.asfortranarray(x.reshape(-1, 784).astype('i8')))
            np.savez_compressed('kmnist-imgs.npz', x); np.savez('kmnist-labels.npz', y)
            """);
        foreach (string labels in new[] { "wide.npy", "column.npy", "real.npy", "kmnist-labels.npz" })
            Sample.AssertSame(digits, DigitNpy.Read(_folder.File("x.npy"), _folder.File(labels)));
        foreach (string images in new[]
            { "flat.npy", "channel.npy", "first.npy", "fortran.npy", "integers.npy", "reals.npy", "fortran-flat.npy", "kmnist-imgs.npz" })
            Sample.AssertSame(digits, DigitNpy.Read(_folder.File(images), _folder.File("y.npy")));
    }

    [NumPyFact]
    public void Pictures_on_another_scale_are_refused()
    {
        NumPy.Run(_folder.Path, """
            x = np.arange(784).reshape(1, 28, 28) % 256
            np.save('y.npy', np.array([3], 'u1')); np.save('unit.npy', x / 255); np.save('black-and-white.npy', x > 127)
            np.save('negative.npy', x.astype('i2') - 128); np.save('nan.npy', np.where(x == 7, np.nan, x)); np.save('large.npy', x * 257)
            np.savez('two.npz', x=x, y=x)
            """);
        foreach ((string file, string problem) in new[]
        {
            ("unit.npy", ": record 0 has the grey level 0.0039"),
                ("black-and-white.npy", ": has no value above 1; grey levels from 0 to 255"),
            ("negative.npy", ": record 0 has the grey level -128;"), ("nan.npy", ": record 0 has the grey level NaN;"),
            ("large.npy", ": record 0 has the grey level 257;"), ("two.npz", ": has 2 arrays (x, y); one was expected."),
        })
        {
            Assert.StartsWith(_folder.File(file) + problem,
                Assert.Throws<InvalidDataException>(() => DigitNpy.Read(_folder.File(file), _folder.File("y.npy"))).Message);
        }
    }

    private static byte[] NpyFile(string header, byte[] values) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values];
}
