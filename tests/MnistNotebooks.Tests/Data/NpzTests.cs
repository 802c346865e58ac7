using System.IO.Compression;
using MathNet.Numerics.LinearAlgebra;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

public sealed class NpzTests : IDisposable
{
    private static readonly Matrix<double> _wih = Matrix<double>.Build.Random(20, 30, seed: 1);
    private static readonly Vector<double> _biases = Vector<double>.Build.Random(20, seed: 2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_is_loaded_again_in_order()
    {
        Npz.Save(_folder.File("w.npz"), ("wih", _wih), ("b.1", _biases), ("a", NpyArray.FromMatrix(_wih, NpyType.SinglePrecision)));
        Npz loaded = Npz.Load(_folder.File("w.npz"));

        Assert.Equal(["wih", "b.1", "a"], loaded.Names);
        Assert.Equal(_wih, loaded["wih"].ToMatrix(20, 30));
        Assert.Equal(_biases, loaded["b.1"].ToVector(20));
        Assert.Equal(_wih.Map(w => (double)(float)w), loaded["a"].ToMatrix());
        Assert.Equal(["w.npz"], _folder.Files);
    }

    [Fact]
    public void The_same_arrays_make_the_same_bytes_unpacked_as_numpy_savez_leaves_them()
    {
        Npz.Save(_folder.File("one.npz"), ("wih", _wih));
        Npz.Save(_folder.File("two.npz"), ("wih", _wih));
        Npy.Save(_folder.File("wih.npy"), _wih);

        byte[] one = File.ReadAllBytes(_folder.File("one.npz"));
        Assert.Equal(one, File.ReadAllBytes(_folder.File("two.npz")));
        Assert.True(one.AsSpan().IndexOf(File.ReadAllBytes(_folder.File("wih.npy"))) > 0,
            "The .npy file does not stand in the archive as it is.");
    }

    [Fact]
    public void An_archive_without_arrays_has_none()
    {
        Npz.Save(_folder.File("w.npz"));

        Assert.Empty(Npz.Load(_folder.File("w.npz")).Names);
    }

    [Fact]
    public void An_array_that_is_not_there_is_refused_with_those_that_are()
    {
        string path = _folder.File("w.npz");
        Npz.Save(path, ("W1", _wih), ("b1", _biases));

        Assert.Equal($"{path}: has no array 'wih'; it has W1, b1.",
            Assert.Throws<KeyNotFoundException>(() => Npz.Load(path)["wih"]).Message);
    }

    [Fact]
    public void Names_that_cannot_be_told_apart_are_refused_and_nothing_is_written()
    {
        Assert.Throws<ArgumentException>("arrays", () => Npz.Save(_folder.File("w.npz"), ("a", _wih), ("a", _wih)));
        Assert.Throws<ArgumentException>("arrays", () => Npz.Save(_folder.File("w.npz"), ("", _wih)));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Messages_name_the_file_and_the_array()
    {
        string path = _folder.File("w.npz");
        Matrix<double> weights = _wih.Clone();
        weights[3, 5] = double.NaN;
        Npz.Save(path, ("wih", weights));
        NpyArray loaded = Npz.Load(path)["wih"];

        Assert.Equal($"{path}, array 'wih': the shape is (20, 30); (200, 784) was expected.",
            Assert.Throws<InvalidDataException>(() => loaded.ToMatrix(200, 784)).Message);
        Assert.Equal($"{path}, array 'wih': the value in row 3, column 5 is NaN; a finite number was expected.",
            Assert.Throws<InvalidDataException>(loaded.RequireFinite).Message);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        AssertBad([], ": is empty.");
        AssertBad("wih,who"u8.ToArray(), ": is not a .npz file (a ZIP archive), or a damaged one.");
        Npy.Save(_folder.File("w.npy"), _wih);
        AssertBad(File.ReadAllBytes(_folder.File("w.npy")), ": is not a .npz file (a ZIP archive), or a damaged one.");
    }

    [Fact]
    public void An_archive_of_something_else_is_refused()
    {
        AssertBad(Archive(("notes.txt", "hello"u8.ToArray())), ": has no array; it holds 'notes.txt', and .npy files were expected.");
        AssertBadArray(Archive(("wih.npy", "hello"u8.ToArray())), ", array 'wih': does not start as a .npy file does, with \\x93NUMPY.");
        byte[] array = Saved(_wih);
        AssertBad(Archive(("wih.npy", array), ("wih.npy", array)), ", array 'wih': is there twice.");
        AssertBadArray(Archive(("wih.npy", array[..^8])),
            ", array 'wih': has 4792 bytes after its header of 128; the shape (20, 30) needs 4800.");
    }

    [Fact]
    public void One_array_that_cannot_be_read_leaves_the_others()
    {
        byte[] text = [.. "\u0093NUMPY\u0001\0"u8[1..]];
        byte[] words = NpyFileOf("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", new byte[16]);
        string path = _folder.Write("w.npz", Archive(
            ("weights/", []), ("__MACOSX/._wih.npy", text), ("words.npy", words), ("notes.txt", text), ("wih.npy", Saved(_wih))));

        var archive = Npz.Load(path);

        Assert.Equal(["words", "wih"], archive.Names);
        Assert.Equal(_wih, archive["wih"].ToMatrix());
        Assert.Equal($"{path}, array 'words': holds values of the type '|O'; "
            + "float16 to float64 ('<f2' to '<f8'), integers and bool are read.",
            Assert.Throws<InvalidDataException>(() => archive["words"]).Message);
    }

    [Fact]
    public void A_packed_array_of_gigabytes_is_refused_before_it_is_unpacked()
    {
        byte[] file = Archive(
            ("a.npy", NpyFileOf("{'descr': '<f8', 'fortran_order': False, 'shape': (55000000,), }", new byte[440_000_000])));
        string path = _folder.Write("w.npz", file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal($"{path}, array 'a': unpacks to 440000080 bytes; of a packed array at most 200000000 are read.",
            Assert.Throws<InvalidDataException>(() => Npz.Load(path)["a"]).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_packed_array_whose_values_would_take_gigabytes_is_refused()
    {
        byte[] file = Archive(
            ("a.npy", NpyFileOf("{'descr': '|i1', 'fortran_order': False, 'shape': (30000, 1000), }", new byte[30_000_000])));
        string path = _folder.Write("w.npz", file);

        Assert.Equal($"{path}, array 'a': unpacks to 240000000 bytes; of a packed array at most 200000000 are read.",
            Assert.Throws<InvalidDataException>(() => Npz.Load(path)["a"]).Message);
    }

    [Fact]
    public void An_array_shorter_than_the_archive_says_takes_no_memory()
    {
        byte[] file = Archive(("a.npy", NpyFileOf("{'descr': '<f8', 'fortran_order': False, 'shape': (40000000,), }", new byte[800])));
        string path = _folder.Write("w.npz", file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.EndsWith("needs 320000000.", Assert.Throws<InvalidDataException>(() => Npz.Load(path)["a"]).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [NumPyFact]
    public void Every_kind_of_number_is_read()
    {
        NumPy.Run(_folder.Path, """
            a = np.array([[0, 1, 2], [100, 101, 102]])
            np.savez('kinds.npz', **{k: a.astype(k) for k in ['f2', 'f4', 'f8', '>f2', '>f4', 'i1', 'u1', 'i2', 'u2', '>i2', 'i4', 'u4',
                'i8', '>i8', 'u8', '>u8', '>u2', '>u4', '>i4']}, flags=a > 1, half=np.array([[.5, -2.25, 65504]], 'f2'),
                columns=np.asfortranarray(a))
            """);
        var archive = Npz.Load(_folder.File("kinds.npz"));

        var expected = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1, 2 }, { 100, 101, 102 } });
        Assert.All(archive.Names.Except(["flags", "half"]), name => Assert.Equal(expected, archive[name].ToMatrix()));
        Assert.Equal(expected.Map(value => value > 1 ? 1.0 : 0), archive["flags"].ToMatrix());
        Assert.Equal([0.5, -2.25, 65504], archive["half"].ToVector());
    }

    [NumPyFact]
    public void A_method_of_packing_that_is_not_read_is_called_that()
    {
        NumPy.Run(_folder.Path, """
            import io, zipfile
            array = io.BytesIO(); np.save(array, np.ones((2, 2)))
            with zipfile.ZipFile('w.npz', 'w') as file:
                file.writestr('wih.npy', array.getvalue(), zipfile.ZIP_LZMA)
                file.writestr('who.npy', array.getvalue(), zipfile.ZIP_BZIP2)
                file.writestr('both.npy', array.getvalue(), zipfile.ZIP_DEFLATED)
            """);
        var archive = Npz.Load(_folder.File("w.npz"));

        Assert.Equal(Matrix<double>.Build.Dense(2, 2, 1), archive["both"].ToMatrix());
        foreach (string name in new[] { "wih", "who" })
            Assert.Equal($"{_folder.File("w.npz")}, array '{name}': is packed by a method that is not read; "
                + "numpy.savez and numpy.savez_compressed write what is.",
                    Assert.Throws<InvalidDataException>(() => archive[name]).Message);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_changed_value_is_noticed(CompressionLevel level)
    {
        byte[] archive = Archive(level, ("wih.npy", Saved(_wih)));
        archive[2000] ^= 1;

        AssertBadArray(archive, ", array 'wih': is damaged");
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Any_damage_is_refused_in_one_sentence_or_leaves_the_arrays_as_they_were(CompressionLevel level)
    {
        byte[] whole = Archive(level, ("wih.npy", Saved(_wih)));
        int refused = 0;
        foreach (byte[] damaged in Sample.Damaged(whole, 1000))
        {
            string path = _folder.Write("w.npz", damaged);
            try
            {
                Npz loaded = Npz.Load(path);
                foreach (string name in loaded.Names)
                    Assert.Equal(_wih, loaded[name].ToMatrix());
            }
            catch (InvalidDataException problem)
            {
                refused++;
                Assert.StartsWith(path, problem.Message);
                Assert.EndsWith(".", problem.Message);
            }
        }
        Assert.InRange(refused, 500, 1000);
    }

    [NumPyFact]
    public void NumPy_reads_what_was_saved()
    {
        Npz.Save(_folder.File("ours.npz"), ("wih", _wih), ("b", _biases), ("single", NpyArray.FromMatrix(_wih, NpyType.SinglePrecision)));
        Npy.Save(_folder.File("wih.npy"), _wih);

        NumPy.Run(_folder.Path, """
            ours = np.load('ours.npz')
            assert ours.files == ['wih', 'b', 'single'], ours.files
            assert ours['wih'].dtype == np.float64 and ours['wih'].shape == (20, 30)
            assert (ours['wih'] == np.load('wih.npy')).all()
            assert ours['b'].shape == (20,)
            assert ours['single'].dtype == np.float32 and (ours['single'] == ours['wih'].astype('f4')).all()
            """);
    }

    [NumPyFact]
    public void What_NumPy_saved_is_read()
    {
        NumPy.Run(_folder.Path, """
            a = np.arange(600).reshape(20, 30) / 7
            np.savez('plain.npz', a=a, f=np.asfortranarray(a), v=a[0].astype('f4'))
            np.savez_compressed('packed.npz', a=a, f=np.asfortranarray(a), v=a[0].astype('f4'))
            """);

        foreach (string file in new[] { "plain.npz", "packed.npz" })
        {
            Npz loaded = Npz.Load(_folder.File(file));
            Assert.Equal(["a", "f", "v"], loaded.Names);
            Assert.Equal(Matrix<double>.Build.Dense(20, 30, (row, column) => (30 * row + column) / 7.0), loaded["a"].ToMatrix());
            Assert.Equal(loaded["a"].ToMatrix(), loaded["f"].ToMatrix());
            Assert.Equal((double)(29f / 7f), loaded["v"].ToVector()[29]);
        }
    }

    [ReferenceFact]
    public void The_reference_arrays_are_read()
    {
        Npz first = Npz.Load(Requirement.Reference("tutorial", "first-step.npz"));

        Assert.Equal(8, first.Names.Count);
        Assert.Equal(1, first["output_errors"].ToVector(10)[5] + first["final_outputs"].ToVector(10)[5] + 0.01, 12);
    }

    private void AssertBad(byte[] file, string problem)
    {
        string path = _folder.Write("w.npz", file);
        Assert.StartsWith(path + problem, Assert.Throws<InvalidDataException>(() => Npz.Load(path)).Message);
    }

    private void AssertBadArray(byte[] file, string problem)
    {
        string path = _folder.Write("w.npz", file);
        Assert.StartsWith(path + problem, Assert.Throws<InvalidDataException>(() => Npz.Load(path)["wih"]).Message);
    }

    private static byte[] NpyFileOf(string header, byte[] values)
    {
        string text = header.PadRight(69) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(text), .. values];
    }

    private byte[] Saved(Matrix<double> matrix)
    {
        Npy.Save(_folder.File("saved.npy"), matrix);
        return File.ReadAllBytes(_folder.File("saved.npy"));
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files) => Archive(CompressionLevel.Optimal, files);

    private static byte[] Archive(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream stream = archive.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
