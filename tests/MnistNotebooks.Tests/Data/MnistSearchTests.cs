using MnistNotebooks.Data;
using MnistNotebooks.Tests.Data.Download;

namespace MnistNotebooks.Tests.Data;

public sealed class MnistSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", true)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte.gz", true)]
    public void The_files_are_found_under_each_name_they_have_in_the_world(string images, bool packed)
    {
        SmallMnist.WriteTo(_folder);
        File.Delete(_folder.File("train-images-idx3-ubyte.gz"));
        byte[] content = SmallMnist.Content(IdxKind.Pictures, SmallMnist.Train);
        _folder.Write(images, packed ? SmallMnist.Pack(content) : content);

        MnistData found = Mnist.Load(_folder.Path);

        Sample.AssertSame(SmallMnist.Train, found.Train);
        Sample.AssertSame(SmallMnist.Test, found.Test);
    }

    [Fact]
    public void Files_are_read_once_until_they_change()
    {
        SmallMnist.WriteTo(_folder);
        string test = _folder.File("t10k-labels-idx1-ubyte.gz");
        DigitSet Test() => Mnist.Load(_folder.Path).Test;

        // Tests of other classes may load other digits in between.
        Assert.Contains(Enumerable.Range(0, 100), _ => ReferenceEquals(Test(), Test()));

        byte[] labels = [.. SmallMnist.Test.Labels];
        labels[0] = (byte)(9 - labels[0]);
        var changed = new DigitSet(SmallMnist.Test.Pixels.ToArray(), labels);
        File.WriteAllBytes(test, SmallMnist.Pack(SmallMnist.Content(IdxKind.Labels, changed)));
        File.SetLastWriteTimeUtc(test, DateTime.UtcNow.AddSeconds(1));

        Sample.AssertSame(changed, Test());
    }

    [Theory]
    [InlineData("MNIST/raw")]
    [InlineData("mnist")]
    [InlineData("archive")]
    public void The_files_are_found_where_others_put_them(string below)
    {
        string deep = Directory.CreateDirectory(Path.Combine(_folder.Path, below)).FullName;
        foreach ((string name, byte[] content) in SmallMnist.Packed)
            File.WriteAllBytes(Path.Combine(deep, name), content);

        Sample.AssertSame(SmallMnist.Test, Mnist.Load(_folder.Path).Test);
    }

    [Fact]
    public void A_folder_around_each_file_is_looked_into()
    {
        foreach ((string name, byte[] content) in SmallMnist.Packed)
        {
            string around = Directory.CreateDirectory(_folder.File(name.Replace(".gz", "", StringComparison.Ordinal))).FullName;
            File.WriteAllBytes(Path.Combine(around, name.Replace("-idx", ".idx", StringComparison.Ordinal)), content);
        }

        Sample.AssertSame(SmallMnist.Train, Mnist.Load(_folder.Path).Train);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_named()
    {
        foreach ((string name, byte[] content) in SmallMnist.Packed.Skip(1))
            File.WriteAllBytes(_folder.File(name), content);
        string name0 = SmallMnist.Packed.First().Key;
        Directory.CreateDirectory(_folder.File(name0));

        Assert.Contains($": has no {name0[..^3]} (a folder of this name is there, without the file); MNIST's four files were expected",
            Assert.Throws<FileNotFoundException>(() => Mnist.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [NumPyFact]
    public void The_file_of_Keras_is_read()
    {
        DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), SmallMnist.Train);
        DigitNpy.Write(_folder.File("u.npy"), _folder.File("v.npy"), SmallMnist.Test);
        NumPy.Run(_folder.Path, """
            x, y, u, v = (np.load(f'{name}.npy') for name in 'xyuv')
            np.savez('mnist.npz', x_test=u, x_train=x, y_train=y.astype('i8'), y_test=v)
            """);

        MnistData found = Load(null, _folder.Path, null)!;

        Sample.AssertSame(SmallMnist.Train, found.Train);
        Sample.AssertSame(SmallMnist.Test, found.Test);
        Assert.False(found.Source.IsMnist);
        NumPy.Run(_folder.Path, "np.savez('mnist.npz', x_train=np.load('x.npy'))");
        Assert.Equal($"{_folder.File("mnist.npz")}: has no array 'y_train'; it has x_train. "
            + "x_train, y_train, x_test and y_test were expected.",
            Assert.Throws<InvalidDataException>(() => Load(null, _folder.Path, null)).Message);
    }

    [Fact]
    public void Digits_with_the_names_of_MNIST_do_not_pass_for_MNIST()
    {
        SmallMnist.WriteTo(_folder);

        DataSource source = Mnist.Load(_folder.Path).Source;

        Assert.False(source.IsMnist);
        Assert.Equal("Not MNIST, though the files have its names: 60 training and 20 test digits (from the folder given).",
            source.ToString());
    }

    [Fact]
    public void A_folder_given_comes_before_MNIST_DIR_and_that_before_the_solution()
    {
        using TemporaryFolder given = new(), named = new();
        SmallMnist.WriteTo(given);
        SmallMnist.WriteTo(named);
        WriteSolutionData();

        Assert.Contains("(from the folder given)", Load(given.Path, named.Path, _folder.Path)!.Source.Description);
        Assert.Contains("(from MNIST_DIR)", Load(null, named.Path, _folder.Path)!.Source.Description);
        Assert.Contains("(from data/mnist)", Load(null, "", _folder.Path)!.Source.Description);
        Assert.Null(Load(null, null, null));
    }

    [Fact]
    public void A_folder_that_was_named_is_never_passed_over()
    {
        WriteSolutionData();
        using var empty = new TemporaryFolder();
        string none = _folder.File("none");

        Assert.Equal(
            $"{none}: there is no such folder; one with MNIST's four files was expected (from the folder given).",
            Assert.Throws<DirectoryNotFoundException>(() => Load(none, null, _folder.Path)).Message);
        Assert.Equal(
            $"{empty.Path}: has no train-images-idx3-ubyte, no train-labels-idx1-ubyte, no t10k-images-idx3-ubyte, "
            + "no t10k-labels-idx1-ubyte; MNIST's four files were expected, each packed (.gz) or not (from MNIST_DIR).",
            Assert.Throws<FileNotFoundException>(() => Load(null, empty.Path, _folder.Path)).Message);
        Assert.Throws<DirectoryNotFoundException>(() => Load("", null, _folder.Path));
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_no_reason_to_draw()
    {
        WriteSolutionData();
        string labels = Path.Combine(_folder.Path, "data", "mnist", "t10k-labels-idx1-ubyte.gz");
        File.WriteAllBytes(labels, []);

        Assert.Equal($"{labels}: is empty.", Assert.Throws<InvalidDataException>(() => Load(null, null, _folder.Path)).Message);
    }

    [Fact]
    public void What_is_not_there_is_downloaded_into_the_solutions_folder()
    {
        using LoopbackServer server = SmallMnist.Server();
        using Downloader downloader = Downloader(server.Uri);

        MnistData found = new MnistSearch(null, null, _folder.Path, downloader).Load(null, CancellationToken.None)!;

        Sample.AssertSame(SmallMnist.Train, found.Train);
        Assert.Contains("(from data/mnist)", found.Source.Description);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder.Path, "data", "mnist")).Length);
    }

    [Fact]
    public void Without_a_network_nothing_is_found_and_nothing_is_left()
    {
        using Downloader downloader = Downloader(LoopbackServer.Nobody());

        Assert.Null(new MnistSearch(null, null, _folder.Path, downloader).Load(null, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Offline_nothing_is_asked_for()
    {
        Assert.Null(Load(null, null, _folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Cancelling_ends_the_search_and_does_not_lead_to_drawn_digits()
    {
        using LoopbackServer server = SmallMnist.Server();
        using Downloader downloader = Downloader(server.Uri);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new MnistSearch(null, null, _folder.Path, downloader).Load(null, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_solution_is_found_from_any_folder_below_it()
    {
        string deep = Directory.CreateDirectory(Path.Combine(_folder.Path, "notebooks", "deep")).FullName;
        Assert.Null(SolutionFolder.Above(deep));
        Assert.Null(SolutionFolder.Above(""));

        _folder.Write("MnistNotebooks.sln", "");

        Assert.Equal(_folder.Path, SolutionFolder.Above(deep));
        Assert.Equal(_folder.Path, SolutionFolder.Above(_folder.Path));
    }

    private void WriteSolutionData()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder.Path, "data", "mnist")).FullName;
        foreach ((string name, byte[] content) in SmallMnist.Packed)
            File.WriteAllBytes(Path.Combine(data, name), content);
    }

    private static MnistData? Load(string? given, string? mnistDir, string? solution) =>
        new MnistSearch(given, mnistDir, solution, Downloader: null).Load(null, CancellationToken.None);

    private static Downloader Downloader(Uri mirror)
    {
        var limits = new DownloadLimits(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
        return new(SmallMnist.Files, [mirror], limits, new SocketsHttpHandler { UseProxy = false });
    }
}
