using MnistNotebooks.Data;
using MnistNotebooks.Experiments;

namespace MnistNotebooks.Tests.Data;

/// <summary>Formats whose own tests say nothing of damage: a thousand damaged files each are read or refused in one sentence.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DigitSet _digits = Sample.Digits(4);

    public DamagedFileTests() => DigitNpy.Write(_folder.File("x.npy"), _folder.File("y.npy"), _digits);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_as_an_array() =>
        AssertRefused(File.ReadAllBytes(_folder.File("x.npy")), path => Assert.Equal(4, DigitNpy.Read(path, _folder.File("y.npy")).Count));

    [Fact]
    public void Labels_as_an_array() =>
        AssertRefused(File.ReadAllBytes(_folder.File("y.npy")), path => Assert.Equal(4, DigitNpy.Read(_folder.File("x.npy"), path).Count));

    [Fact]
    public void Packed_text()
    {
        DigitCsv.Write(_folder.File("digits.csv"), _digits);
        AssertRefused(
            IdxTests.Packed(File.ReadAllBytes(_folder.File("digits.csv"))), path => Sample.AssertSame(_digits, DigitCsv.Read(path)));
    }

    [Fact]
    public void A_cache_of_experiments()
    {
        const string cache = """
            {"version":2,"outcomes":{"data=a,Trial(Hidden=[3])":{"accuracy":0.5,"trainingAccuracy":0.75,"losses":[0.5,0.25],"seconds":1}}}
            """;
        AssertRefused(System.Text.Encoding.UTF8.GetBytes(cache), path => Assert.NotNull(TrialCache.Open(path, "a")));
    }

    private void AssertRefused(byte[] whole, Action<string> read)
    {
        int refused = 0;
        foreach (byte[] damaged in Sample.Damaged(whole, 1000))
        {
            string path = _folder.Write("damaged", damaged);
            try
            {
                read(path);
            }
            catch (InvalidDataException problem)
            {
                refused++;
                Assert.DoesNotContain('\n', problem.Message);
                Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
            }
        }
        Assert.InRange(refused, 300, 1000);
    }
}
