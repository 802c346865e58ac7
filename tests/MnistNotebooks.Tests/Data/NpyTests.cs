using System.Text;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private static readonly Matrix<double> _matrix = Matrix<double>.Build.Dense(3, 4, (row, column) => row + column / 10.0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(NpyType.DoublePrecision, 0.1)]
    [InlineData(NpyType.SinglePrecision, 0.1f)]
    public void What_was_saved_is_loaded_again(NpyType type, double tenth)
    {
        Npy.Save(_folder.File("a.npy"), NpyArray.FromMatrix(_matrix, type));
        NpyArray loaded = Npy.Load(_folder.File("a.npy"));

        Assert.Equal([3, 4], loaded.Shape);
        Assert.Equal(type, loaded.Type);
        Assert.Equal(tenth, loaded.ToMatrix()[0, 1]);
        Assert.Equal(2.25, loaded.ToMatrix()[2, 2] + 0.05, 6);
        Assert.Equal(["a.npy"], _folder.Files);
    }

    [Fact]
    public void Matrices_and_vectors_are_saved_as_they_are()
    {
        Npy.Save(_folder.File("m.npy"), _matrix);
        Npy.Save(_folder.File("v.npy"), _matrix.Row(1));

        Assert.Equal(_matrix, Npy.Load(_folder.File("m.npy")).ToMatrix(3, 4));
        Assert.Equal(_matrix.Row(1), Npy.Load(_folder.File("v.npy")).ToVector(4));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void Every_double_survives(double value)
    {
        Npy.Save(_folder.File("a.npy"), Vector<double>.Build.DenseOfArray([value]));

        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(Npy.Load(_folder.File("a.npy")).Values[0]));
    }

    [Fact]
    public void A_file_has_the_bytes_that_numpy_save_writes()
    {
        Npy.Save(_folder.File("a.npy"), Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, -2.0 } }));

        string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }".PadRight(117) + "\n";
        byte[] expected =
            [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. BitConverter.GetBytes(1.0),
            .. BitConverter.GetBytes(-2.0)];
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("a.npy")));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n", 1)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", 2)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }        \n", 3)]
    [InlineData("{\"shape\":(2L, 3L),\"fortran_order\":False,\"descr\":\"<f8\"}", 1)]
    public void Every_version_and_form_of_the_header_is_read(string header, byte version)
    {
        Matrix<double> loaded = Npy.Load(_folder.Write("a.npy", NpyFile(header, [1, 2, 3, 4, 5, 6], version))).ToMatrix(2, 3);

        Assert.Equal([1, 2, 3, 4, 5, 6], loaded.ToRowMajorArray());
    }

    [Fact]
    public void Numbers_stored_by_column_are_put_in_their_place()
    {
        byte[] file = NpyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }\n", [1, 4, 2, 5, 3, 6]);

        Assert.Equal([1, 2, 3, 4, 5, 6], Npy.Load(_folder.Write("a.npy", file)).Values.ToArray());
    }

    [Fact]
    public void Numbers_in_the_other_byte_order_are_read()
    {
        byte[] file = NpyFile("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }\n", []);

        Assert.Equal([1], Npy.Load(_folder.Write("a.npy", [.. file, 0x3f, 0x80, 0, 0])).Values.ToArray());
    }

    [Theory]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
        "holds values of the type '<c8'; float16 to float64 ('<f2' to '<f8'), integers and bool are read")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "holds values of the type '|O'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "the shape is (); arrays of one or two dimensions are read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1), }",
        "the shape is (1, 1, 1); arrays of one or two dimensions are read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "the shape is (-1,); arrays of one or two dimensions are read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "the shape is (99999999999,)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
        "has 8 bytes after its header of 67; the shape (2,) needs 2 values of 8 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2), }",
        "has 8 bytes after its header of 69; the shape (0, 2) needs 0 values of 8 bytes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647), }",
        "has 8 bytes after its header of 87; the shape (2147483647, 2147483647) needs ")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }",
        "the header does not name a plain type, 'fortran_order' and a shape")]
    [InlineData("{'descr': '<f8', 'fortran_order': 'no', 'shape': (1,), }",
        "the header does not name a plain type, 'fortran_order' and a shape")]
    [InlineData("{'descr': '<f8', 'descr': '<f8', 'shape': (1,), }", "the header does not name a plain type, 'fortran_order' and a shape")]
    [InlineData("__import__('os').remove('x')", "the header does not name a plain type, 'fortran_order' and a shape")]
    public void An_array_that_is_not_read_is_refused(string header, string problem) => AssertBad(NpyFile(header, [1]), problem);

    [Fact]
    public void A_file_that_is_no_array_is_refused()
    {
        AssertBad([], "is empty");
        AssertBad("1,2,3"u8.ToArray(), "does not start as a .npy file does, with \\x93NUMPY");
        AssertBad([0x93, .. "NUMPY"u8, 9, 0, 10, 0], "has the format version 9.0; 1.0, 2.0 and 3.0 are known");
        AssertBad([0x93, .. "NUMPY"u8, 1, 0], "ends after 8 bytes, within its header");
        AssertBad([0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255], "has a header of 4294967295 bytes; at most 10000 are read");
        AssertBad([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. "{'descr'"u8], "ends after 18 bytes, within its header of 128");
    }

    [Fact]
    public void A_shape_that_was_not_expected_is_refused()
    {
        string path = _folder.File("wih.npy");
        Npy.Save(path, _matrix);
        NpyArray loaded = Npy.Load(path);

        Assert.Equal($"{path}: the shape is (3, 4); (200, 784) was expected.",
            Assert.Throws<InvalidDataException>(() => loaded.ToMatrix(200, 784)).Message);
        Assert.Equal($"{path}: the shape is (3, 4); (4,) was expected.",
            Assert.Throws<InvalidDataException>(() => loaded.ToVector(4)).Message);
        Assert.Equal($"{path}: the shape is (3, 4); a vector was expected.",
            Assert.Throws<InvalidDataException>(() => loaded.ToVector()).Message);
        Assert.Equal("array: the shape is (4,); a matrix was expected.",
            Assert.Throws<InvalidDataException>(() => NpyArray.FromVector(_matrix.Row(0)).ToMatrix()).Message);
        Assert.Equal("array: the shape is (4,); (2, 2) was expected.",
            Assert.Throws<InvalidDataException>(() => NpyArray.FromVector(_matrix.Row(0)).ToMatrix(2, 2)).Message);
    }

    [Fact]
    public void One_row_or_one_column_is_a_vector_too()
    {
        Assert.Equal(_matrix.Row(1), NpyArray.FromMatrix(_matrix.SubMatrix(1, 1, 0, 4)).ToVector(4));
        Assert.Equal(_matrix.Column(2), NpyArray.FromMatrix(_matrix.SubMatrix(0, 3, 2, 1)).ToVector());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "infinite")]
    public void A_value_that_is_no_number_is_kept_and_refused_on_demand_with_its_place(double value, string word)
    {
        Matrix<double> weights = _matrix.Clone();
        weights[2, 1] = value;
        string path = _folder.File("wih.npy");
        Npy.Save(path, weights);
        NpyArray loaded = Npy.Load(path);

        Assert.Equal(value, loaded.ToMatrix()[2, 1]);
        Assert.Equal($"{path}: the value in row 2, column 1 is {word}; a finite number was expected.",
            Assert.Throws<InvalidDataException>(loaded.RequireFinite).Message);
        Assert.Equal(_matrix, NpyArray.FromMatrix(_matrix).RequireFinite().ToMatrix());
    }

    [Fact]
    public void Any_damage_is_refused_in_one_sentence_or_leaves_an_array_of_the_files_size()
    {
        Npy.Save(_folder.File("whole.npy"), _matrix);
        byte[] whole = File.ReadAllBytes(_folder.File("whole.npy"));
        int refused = 0;
        foreach (byte[] damaged in Sample.Damaged(whole, 1000))
        {
            string path = _folder.Write("a.npy", damaged);
            try
            {
                NpyArray loaded = Npy.Load(path);
                Assert.Equal(whole.Length - 128, loaded.Values.Length * (loaded.Type == NpyType.DoublePrecision ? 8 : 4), 8.0);
            }
            catch (InvalidDataException problem)
            {
                refused++;
                Assert.StartsWith(path + ": ", problem.Message);
                Assert.EndsWith(".", problem.Message);
            }
        }
        Assert.InRange(refused, 620, 1000);
    }

    [NumPyFact]
    public void NumPy_writes_the_same_bytes()
    {
        int[][] shapes = [[0], [1], [7], [784], [1234567], [0, 5], [1, 1], [1, 9], [9, 1], [10, 200], [200, 784]];
        NumPy.Run(_folder.Path, """
            for shape in [(0,), (1,), (7,), (784,), (1234567,), (0, 5), (1, 1), (1, 9), (9, 1), (10, 200), (200, 784)]:
                for kind in ['f4', 'f8']:
                    np.save(f"{'x'.join(map(str, shape))}-{kind}.npy", (np.arange(np.prod(shape)) / 7).reshape(shape).astype(kind))
            """);

        foreach (int[] shape in shapes)
        {
            foreach (string kind in new[] { "f4", "f8" })
            {
                string theirs = _folder.File($"{string.Join('x', shape)}-{kind}.npy");
                double[] values =
                    [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(i => kind == "f4" ? (float)(i / 7.0) : i / 7.0)];
                NpyArray loaded = Npy.Load(theirs);
                Assert.Equal(shape, loaded.Shape);
                Assert.True(loaded.Values.SequenceEqual(values), theirs);

                Npy.Save(_folder.File("ours.npy"), loaded);
                Assert.True(File.ReadAllBytes(theirs).AsSpan().SequenceEqual(File.ReadAllBytes(_folder.File("ours.npy"))), theirs);
            }
        }
    }

    [NumPyFact]
    public void NumPy_files_of_every_layout_are_read()
    {
        NumPy.Run(_folder.Path, """
            a = np.arange(12).reshape(3, 4) + np.arange(4) / 8
            layouts = {'c': a, 'fortran': np.asfortranarray(a), 'big': a.astype('>f8'),
                'big4fortran': np.asfortranarray(a.astype('>f4')), 'single': a.astype('f4'), 'view': np.hstack([a, a])[:, :4]}
            for name, b in layouts.items():
                for version in [(1, 0), (2, 0), (3, 0)]:
                    with open(f'{name}-{version[0]}.npy', 'wb') as f:
                        np.lib.format.write_array(f, b, version)
            """);

        double[] expected = [.. Enumerable.Range(0, 12).Select(i => i + i % 4 / 8.0)];
        Assert.Equal(18, _folder.Files.Length);
        foreach (string file in _folder.Files)
        {
            NpyArray loaded = Npy.Load(_folder.File(file));
            Assert.Equal([3, 4], loaded.Shape);
            Assert.Equal(expected, loaded.Values.ToArray());
        }
    }

    [ReferenceFact]
    public void The_start_weights_of_the_tutorial_are_read()
    {
        Matrix<double> wih = Npy.Load(Requirement.Reference("tutorial", "wih-start.npy")).RequireFinite().ToMatrix(200, 784);

        // Drawn from a normal distribution with the deviation 200^-0.5.
        Assert.Equal(Math.Pow(200, -0.5), Math.Sqrt(wih.Enumerate().Average(w => w * w)), 3);
    }

    private void AssertBad(byte[] file, string problem)
    {
        string path = _folder.Write("a.npy", file);
        string message = Assert.Throws<InvalidDataException>(() => Npy.Load(path)).Message;
        Assert.StartsWith($"{path}: {problem}", message);
        Assert.EndsWith(".", message);
    }

    private static byte[] NpyFile(string header, double[] values, byte version = 1)
    {
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes((uint)header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)];
    }
}
