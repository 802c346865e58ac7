using System.Security.Cryptography;
using System.Text.Json;
using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data;

/// <summary>Real MNIST, where it is.</summary>
public sealed class MnistTests
{
    private static readonly Lazy<MnistData> _mnist = new(() => Mnist.Load(Requirement.MnistFolder));

    [MnistFact]
    public void MNIST_is_recognised()
    {
        MnistData mnist = _mnist.Value;

        Assert.True(mnist.Source.IsMnist);
        Assert.Equal("MNIST: 60,000 training and 10,000 test digits.", mnist.Source.Description);
        Assert.Equal(60_000, mnist.Train.Count);
        Assert.Equal(10_000, mnist.Test.Count);
    }

    [MnistFact]
    public void The_unpacked_files_have_the_published_checksums()
    {
        MnistData mnist = _mnist.Value;

        Assert.Equal("6bbc9ace898e44ae57da46a324031adb", Md5(IdxKind.Pictures, mnist.Train));
        Assert.Equal("a25bea736e30d166cdddb491f175f624", Md5(IdxKind.Labels, mnist.Train));
        Assert.Equal("2646ac647ad5339dbf082846283269ea", Md5(IdxKind.Pictures, mnist.Test));
        Assert.Equal("27ae3e4e09519cfbb04c329615203637", Md5(IdxKind.Labels, mnist.Test));
    }

    [MnistFact]
    public void Every_file_is_intact_as_it_was_published() =>
        Assert.All(MnistFile.All, file => Assert.True(file.IsIntact(file.Find(Requirement.MnistFolder!)!), file.Name));

    [MnistReferenceFact]
    public void The_first_record_is_the_one_that_the_tutorial_prints()
    {
        using JsonDocument printed = JsonDocument.Parse(File.ReadAllText(Requirement.Reference("tutorial-printed-values.json")));
        JsonElement record = printed.RootElement.GetProperty("firstRecord");

        Digit first = _mnist.Value.Train[0];

        Assert.Equal(record.GetProperty("label").GetInt32(), first.Label);
        Assert.Equal(record.GetProperty("pixels").EnumerateArray().Select(pixel => pixel.GetByte()), first.Pixels);
    }

#pragma warning disable CA5351 // The published checksums are MD5; nothing here depends on their strength.
    private static string Md5(IdxKind kind, DigitSet digits) =>
        Convert.ToHexStringLower(MD5.HashData([.. kind.Header(digits.Count), .. kind == IdxKind.Labels ? digits.Labels : digits.Pixels]));
#pragma warning restore CA5351
}
