using System.IO.Compression;
using System.Security.Cryptography;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Download;

/// <summary>Four files with MNIST's names and a few digits of no meaning, and servers that have them.</summary>
internal static class SmallMnist
{
    public static DigitSet Train { get; } = Sample.Digits(60, seed: 1);

    public static DigitSet Test { get; } = Sample.Digits(20, seed: 2);

    /// <summary>Packed files by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Packed { get; } = new Dictionary<string, byte[]>
    {
        [MnistFile.TrainImages.PackedName] = Pack(Content(IdxKind.Pictures, Train)),
        [MnistFile.TrainLabels.PackedName] = Pack(Content(IdxKind.Labels, Train)),
        [MnistFile.TestImages.PackedName] = Pack(Content(IdxKind.Pictures, Test)),
        [MnistFile.TestLabels.PackedName] = Pack(Content(IdxKind.Labels, Test)),
    };

    public static IReadOnlyList<MnistFile> Files { get; } = [.. MnistFile.All.Select(file =>
    {
        DigitSet digits = file.Name.StartsWith("train", StringComparison.Ordinal) ? Train : Test;
        return file with { Count = digits.Count, Sha256 = Convert.ToHexString(SHA256.HashData(Content(file.Kind, digits))) };
    })];

    public static string[] Names { get; } = [.. Packed.Keys.Order(StringComparer.Ordinal)];

    public static byte[] Content(IdxKind kind, DigitSet digits) =>
        [.. kind.Header(digits.Count), .. kind == IdxKind.Labels ? digits.Labels : digits.Pixels];

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>A server that has the files.</summary>
    public static LoopbackServer Server() =>
        new((file, connection, stop) => LoopbackServer.WriteAsync(connection, "200 OK", Packed[file], stop));

    public static void WriteTo(TemporaryFolder folder)
    {
        foreach ((string name, byte[] content) in Packed)
            folder.Write(name, content);
    }
}
