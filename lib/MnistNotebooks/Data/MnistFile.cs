using System.Security.Cryptography;

namespace MnistNotebooks.Data;

/// <summary>One of MNIST's four files as it was published.</summary>
/// <param name="Name">Its name, unpacked.</param>
/// <param name="Kind">Pictures or labels.</param>
/// <param name="Count">Its records.</param>
/// <param name="Sha256">
/// Of its unpacked content, in hexadecimal digits: the packed files in circulation differ, because some were packed anew, and unpack to the same.
/// </param>
internal sealed record MnistFile(string Name, IdxKind Kind, int Count, string Sha256)
{
    public static MnistFile TrainImages { get; } = new("train-images-idx3-ubyte", IdxKind.Pictures, 60_000, "BA891046E6505D7AADCBBE25680A0738AD16AEC93BDE7F9B65E87A2FC25776DB");

    public static MnistFile TrainLabels { get; } = new("train-labels-idx1-ubyte", IdxKind.Labels, 60_000, "65A50CBBF4E906D70832878AD85CCDA5333A97F0F4C3DD2EF09A8A9EEF7101C5");

    public static MnistFile TestImages { get; } = new("t10k-images-idx3-ubyte", IdxKind.Pictures, 10_000, "0FA7898D509279E482958E8CE81C8E77DB3F2F8254E26661CEB7762C4D494CE7");

    public static MnistFile TestLabels { get; } = new("t10k-labels-idx1-ubyte", IdxKind.Labels, 10_000, "FF7BCFD416DE33731A308C3F266CC351222C34898ECBEAF847F06E48F7EC33F2");

    public static IReadOnlyList<MnistFile> All { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Its name as it is downloaded, packed with gzip.</summary>
    public string PackedName => Name + ".gz";

    /// <summary>Bytes of the unpacked file.</summary>
    public long Length => Kind.HeaderSize + (long)Count * Kind.RecordSize;

    /// <summary>Where the file is in a folder, packed or not, with a hyphen or a dot before <c>idx</c>; null when it isn't there.</summary>
    public string? Find(string folder)
    {
        string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] names = [Name, PackedName, dotted, dotted + ".gz"];
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

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
