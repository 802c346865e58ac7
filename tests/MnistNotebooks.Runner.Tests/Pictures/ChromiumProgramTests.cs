using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Runner.Tests.Pictures;

public sealed class ChromiumProgramTests
{
    [Fact]
    public void The_one_that_is_named_comes_first_then_the_usual_names_in_the_path()
    {
        using var folder = new TemporaryFolder();
        string chrome = folder.Write("b/google-chrome", ""), chromium = folder.Write("b/chromium", ""), own = folder.Write("own", "");
        string path = string.Join(Path.PathSeparator, folder["a"], folder["b"]);
        Assert.Equal(own, ChromiumProgram.Find(own, path));
        Assert.Equal(chrome, ChromiumProgram.Find("google-chrome", path));
        Assert.Equal(chromium, ChromiumProgram.Find("", path));
        File.Delete(chromium);
        Assert.Equal(chrome, ChromiumProgram.Find(null, path));
    }

    [Fact]
    public void A_name_that_leads_nowhere_is_not_replaced_by_another()
    {
        using var folder = new TemporaryFolder();
        folder.Write("chromium", "");
        var error = Assert.Throws<FileNotFoundException>(() => ChromiumProgram.Find("/no/such/browser", folder.Root));
        Assert.Equal("The environment variable CHROMIUM names /no/such/browser, where a Chromium was expected.", error.Message);
    }
}
