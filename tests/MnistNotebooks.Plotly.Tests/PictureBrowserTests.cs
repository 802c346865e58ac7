namespace MnistNotebooks.Plotly.Tests;

public sealed class PictureBrowserTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-notebooks-browser-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_named_program_is_taken_and_no_other()
    {
        string named = Program("my-browser");
        Program("chromium");
        Assert.Equal(named, PictureBrowser.Find(named, _folder));
        Assert.Equal(named, PictureBrowser.Find(Path.GetFileName(named), _folder));
        Assert.Null(PictureBrowser.Find(named + "-gone", _folder));
    }

    [Fact]
    public void Chromium_comes_before_Chrome_wherever_they_lie_in_PATH()
    {
        string second = Directory.CreateDirectory(Path.Combine(_folder, "second")).FullName;
        Program("google-chrome");
        string chromium = Program(Path.Combine("second", "chromium"));
        Assert.Equal(chromium, PictureBrowser.Find(null, string.Join(Path.PathSeparator, _folder, second)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_program_there_is_none(string? named)
    {
        Assert.Null(PictureBrowser.Find(named, _folder));
        Assert.Null(PictureBrowser.Find(named, null));
    }

    private string Program(string name)
    {
        string path = Path.Combine(_folder, OperatingSystem.IsWindows() && !Path.HasExtension(name) ? name + ".exe" : name);
        File.WriteAllText(path, "");
        return path;
    }
}
