using System.Globalization;
using System.Security.Cryptography;

namespace MnistNotebooks.Data;

/// <summary>The digits that the lessons work with: MNIST wherever it can be had, and digits drawn by the library elsewhere.</summary>
public static class Mnist
{
    private static Loaded? _last;

    /// <summary>
    /// Loads training and test digits from the first of these: the given folder; the folder that the environment variable MNIST_DIR names;
    /// data/mnist beside MnistNotebooks.sln; a download into that folder, unless MNIST_OFFLINE is set (to anything but 0);
    /// <see cref="DrawnDigits"/>. <see cref="MnistData.Source"/> says which it was. Loaded again, files that have not changed since give
    /// the same digits at once.
    /// </summary>
    /// <param name="folder">
    /// A folder with MNIST's four IDX files, each packed (.gz) or not, or with Keras's mnist.npz; in itself or one level down.
    /// </param>
    /// <param name="drawnTrain">How many training digits to draw, if it comes to that.</param>
    /// <param name="drawnTest">How many test digits to draw, if it comes to that.</param>
    /// <param name="progress">Told how a download goes, and why a mirror failed.</param>
    /// <param name="cancellationToken">Ends a download, leaving nothing half-written.</param>
    /// <exception cref="IOException">A folder was given or named by MNIST_DIR, and it or one of its files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or not of the format; the message names it.</exception>
    /// <exception cref="OperationCanceledException">A download was cancelled.</exception>
    public static MnistData Load(
        string? folder = null,
        int drawnTrain = 60_000,
        int drawnTest = 10_000,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        bool offline = Environment.GetEnvironmentVariable("MNIST_OFFLINE") is not (null or "" or "0");
        using Downloader? downloader = offline ? null : MnistDownload.CreateDownloader();
        var search = new MnistSearch(folder, Environment.GetEnvironmentVariable("MNIST_DIR"), SolutionFolder.Find(), downloader);
        return search.Load(progress, cancellationToken)
            ?? Once((drawnTrain, drawnTest), () => DrawnDigits.Create(drawnTrain, drawnTest));
    }

    /// <summary>
    /// The digits of the last call, if it had the same key. Those who load them again, in the first cell of the next lesson or of the same
    /// one, then find all that was made of them, too: training keeps what it prepares with the set.
    /// </summary>
    internal static MnistData Once(object key, Func<MnistData> load)
    {
        Loaded? last = _last;
        if (last?.Key.Equals(key) != true)
            _last = last = new(key, load());
        return last.Digits;
    }

    private sealed record Loaded(object Key, MnistData Digits);
}

/// <summary>Training and test digits, and where they came from.</summary>
/// <param name="Train">60,000 digits, unless fewer were asked for.</param>
/// <param name="Test">10,000 digits of other writers, unless fewer were asked for.</param>
/// <param name="Source">Said at the top of every run, so that drawn digits never pass for MNIST.</param>
public sealed record MnistData(DigitSet Train, DigitSet Test, DataSource Source);

/// <summary>Where a set of digits came from.</summary>
/// <param name="IsMnist">True for MNIST, false for the library's own drawn digits.</param>
/// <param name="Description">One sentence for the reader, without paths of the machine.</param>
public sealed record DataSource(bool IsMnist, string Description)
{
    /// <inheritdoc/>
    public override string ToString() => Description;
}

/// <summary>Where MNIST is looked for, in this order. A folder that somebody named is never passed over.</summary>
/// <param name="Given">The folder given in the call, or null.</param>
/// <param name="MnistDir">The folder named by MNIST_DIR, or null or empty.</param>
/// <param name="Solution">The solution's folder, whose data/mnist is looked in and downloaded into; null when there is none.</param>
/// <param name="Downloader">Null when nothing may be downloaded.</param>
internal sealed record MnistSearch(string? Given, string? MnistDir, string? Solution, Downloader? Downloader)
{
    /// <summary>The digits found, or null.</summary>
    public MnistData? Load(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (Given is not null)
            return new MnistFolder(Given, "from the folder given").Read();
        if (!string.IsNullOrEmpty(MnistDir))
            return new MnistFolder(MnistDir, "from MNIST_DIR").Read();
        if (Solution is null)
            return null;

        string path = Path.Combine(Solution, "data", "mnist");
        var folder = new MnistFolder(path, "from data/mnist");
        return folder.HasDigits || TryDownload(path, progress, cancellationToken) ? folder.Read() : null;
    }

    private bool TryDownload(string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (Downloader is null)
            return false;
        try
        {
            // On the thread pool, so that waiting here can't lock up a caller with a synchronisation context.
            Task.Run(() => Downloader.FetchAsync(path, progress, cancellationToken), cancellationToken).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            // No network, or a folder that can't be written: progress was told of each mirror, and there are digits to draw.
            return false;
        }
    }
}

/// <summary>A folder that holds, or should hold, MNIST's four IDX files, or Keras's mnist.npz.</summary>
/// <param name="path">Where it is.</param>
/// <param name="origin">What readers are told of where the digits came from, without paths of the machine.</param>
internal sealed class MnistFolder(string path, string origin)
{
    private const string KerasFile = "mnist.npz";

    /// <summary>Whether there is something to read.</summary>
    public bool HasDigits => IsComplete || Keras is not null;

    private bool IsComplete => MnistFile.All.All(file => file.Find(path) is not null);

    private string? Keras => MnistFile.Places(path).Select(place => Path.Combine(place, KerasFile)).FirstOrDefault(File.Exists);

    /// <summary>Reads the four files, and says whether they are MNIST or only named like it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">Not all four files are there.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or not of the format.</exception>
    public MnistData Read()
    {
        if (File.Exists(path))
            throw new DirectoryNotFoundException($"{path}: is a file; a folder with MNIST's four files was expected ({origin}).");
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"{path}: there is no such folder; one with MNIST's four files was expected ({origin}).");
        if (!IsComplete && Keras is { } keras)
            return Mnist.Once(KeyOf(keras), () => ReadKeras(keras));
        string[] missing = [.. MnistFile.All.Where(file => file.Find(path) is null).Select(file =>
            file.Name + (file.IsFolderIn(path) ? " (a folder of this name is there, without the file)" : ""))];
        if (missing.Length > 0)
        {
            throw new FileNotFoundException($"{path}: has no {string.Join(", no ", missing)}; MNIST's four files were expected, "
                + $"each packed (.gz) or not ({origin}).");
        }
        string[] files = [.. MnistFile.All.Select(file => file.Find(path)!)];
        return Mnist.Once(KeyOf(files), () => Named(Idx.Read(files[0], files[1]), Idx.Read(files[2], files[3])));
    }

    private string KeyOf(params IEnumerable<string> files) => string.Join('|', files.Select(file => new FileInfo(file)).Select(file =>
        string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")).Prepend(origin));

    private MnistData ReadKeras(string file)
    {
        var archive = Npz.Load(file);
        try
        {
            return Named(DigitNpy.Read(archive, "x_train", "y_train"), DigitNpy.Read(archive, "x_test", "y_test"));
        }
        catch (KeyNotFoundException missing)
        {
            throw new InvalidDataException($"{missing.Message} x_train, y_train, x_test and y_test were expected.", missing);
        }
    }

    private MnistData Named(DigitSet train, DigitSet test)
    {
        bool isMnist = MnistFile.TrainImages.HasRecords(train.Pixels) && MnistFile.TrainLabels.HasRecords(train.Labels)
            && MnistFile.TestImages.HasRecords(test.Pixels) && MnistFile.TestLabels.HasRecords(test.Labels);
        string counts = string.Create(CultureInfo.InvariantCulture, $"{train.Count:N0} training and {test.Count:N0} test digits");
        string description = isMnist
            ? $"MNIST: {counts}."
            : $"Not MNIST, though the files have its names: {counts} ({origin}).{Emnist.NoteOn(train.Count)}";
        return new(train, test, new DataSource(isMnist, description));
    }
}

/// <summary>One of MNIST's four files as it was published.</summary>
/// <param name="Name">Its name, unpacked.</param>
/// <param name="Kind">Pictures or labels.</param>
/// <param name="Count">Its records.</param>
/// <param name="Sha256">
/// Of its unpacked content, in hexadecimal digits: the packed files in circulation differ, because some were packed anew, and unpack to
/// the same.
/// </param>
internal sealed record MnistFile(string Name, IdxKind Kind, int Count, string Sha256)
{
    public static MnistFile TrainImages { get; } = new(
        "train-images-idx3-ubyte", IdxKind.Pictures, 60_000, "BA891046E6505D7AADCBBE25680A0738AD16AEC93BDE7F9B65E87A2FC25776DB");

    public static MnistFile TrainLabels { get; } = new(
        "train-labels-idx1-ubyte", IdxKind.Labels, 60_000, "65A50CBBF4E906D70832878AD85CCDA5333A97F0F4C3DD2EF09A8A9EEF7101C5");

    public static MnistFile TestImages { get; } = new(
        "t10k-images-idx3-ubyte", IdxKind.Pictures, 10_000, "0FA7898D509279E482958E8CE81C8E77DB3F2F8254E26661CEB7762C4D494CE7");

    public static MnistFile TestLabels { get; } = new(
        "t10k-labels-idx1-ubyte", IdxKind.Labels, 10_000, "FF7BCFD416DE33731A308C3F266CC351222C34898ECBEAF847F06E48F7EC33F2");

    public static IReadOnlyList<MnistFile> All { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Its name as it is downloaded, packed with gzip.</summary>
    public string PackedName => Name + ".gz";

    private string[] Names => [.. new[] { Name, Name.Replace("-idx", ".idx", StringComparison.Ordinal) }
        .SelectMany(name => new[] { name, name + ".gz" })];

    /// <summary>Bytes of the unpacked file.</summary>
    public long Length => Kind.HeaderSize + (long)Count * Kind.RecordSize;

    /// <summary>
    /// Where in a folder MNIST's files may be: in itself, or one level down, as torchvision, 7-Zip and others leave them.
    /// </summary>
    public static IEnumerable<string> Places(string folder) => Directory.Exists(folder)
        ? [folder, Path.Combine(folder, "MNIST", "raw"), .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>
    /// Where the file is in a folder, packed or not, with a hyphen or a dot before <c>idx</c>; null when it isn't there. A program that
    /// unpacks may have made a folder of the file's name around it.
    /// </summary>
    public string? Find(string folder)
    {
        string[] names = Names;
        return Places(folder).SelectMany(place => names.Select(name => Path.Combine(place, name)))
            .SelectMany(path => names.Select(name => Path.Combine(path, name)).Prepend(path))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Whether a folder stands where the file was expected.</summary>
    public bool IsFolderIn(string folder) =>
        Places(folder).SelectMany(place => Names.Select(name => Path.Combine(place, name))).Any(Directory.Exists);

    /// <summary>Whether these records, pictures or labels, are those that were published.</summary>
    public bool HasRecords(ReadOnlySpan<byte> records)
    {
        if (records.Length != (long)Count * Kind.RecordSize)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Kind.Header(Count));
        hash.AppendData(records);
        return Convert.ToHexString(hash.GetHashAndReset()) == Sha256;
    }

    /// <summary>Whether this is the file that was published, packed or not.</summary>
    public bool IsIntact(string path)
    {
        try
        {
            return HasRecords(IdxInput.ReadRecords(path, Kind, Count));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
