using MnistNotebooks.Data;
using MnistNotebooks.Instruments;

namespace MnistNotebooks.Tests.Instruments;

public sealed class ScriptCacheTests : IDisposable
{
    private readonly string _name = $"test-{Path.GetRandomFileName()}.js";
    private int _made;

    private static string Folder => Path.Combine(Path.GetDirectoryName(typeof(ScriptCache).Assembly.Location)!, "scripts");

    [Fact]
    public void A_script_is_made_once_for_all_kernels()
    {
        Assert.Equal("script 1", ACache().Of(Digits(labels: [3, 5])).Text);
        // Another cache is another kernel, which has read the same digits again.
        Assert.Equal("script 1", ACache().Of(Digits(labels: [3, 5])).Text);
        Assert.Equal(1, _made);
    }

    [Fact]
    public void Other_digits_have_another_script()
    {
        Assert.Equal("script 1", ACache().Of(Digits(labels: [3, 5])).Text);
        Assert.Equal("script 2", ACache().Of(Digits(labels: [5, 3])).Text);
        // The same digits, otherwise divided.
        Assert.Equal("script 3", ACache().Of(Digits(labels: [3, 5], train: 2)).Text);
    }

    [Fact]
    public void Scripts_of_another_build_are_deleted()
    {
        string other = Path.Combine(Folder, $"{Guid.NewGuid():N}");
        Directory.CreateDirectory(other);
        ACache().Of(Digits(labels: [3]));
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public void What_cannot_be_kept_is_made_again()
    {
        string path = Kept(ACache(), Digits(labels: [7]));
        File.Delete(path);
        // A folder in the file's place.
        Directory.CreateDirectory(path);
        Assert.Equal("script 2", ACache().Of(Digits(labels: [7])).Text);
        Assert.Equal("script 3", ACache().Of(Digits(labels: [7])).Text);
        Directory.Delete(path);
    }

    public void Dispose()
    {
        foreach (string path in Directory.GetFiles(Folder, $"*-{_name}", SearchOption.AllDirectories))
            File.Delete(path);
    }

    private string Kept(ScriptCache cache, MnistData data)
    {
        cache.Of(data);
        return Assert.Single(Directory.GetFiles(Folder, $"*-{_name}", SearchOption.AllDirectories));
    }

    private ScriptCache ACache() => new(_name, _ => $"script {++_made}");

    private static MnistData Digits(byte[] labels, int train = 1)
    {
        var all = new DigitSet(new byte[labels.Length * DigitSet.PixelCount], labels);
        return new(all.Range(0, train), all.Range(train, labels.Length - train), new(IsMnist: false, "Blank paper."));
    }
}
