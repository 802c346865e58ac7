using MnistNotebooks.Data;

namespace MnistNotebooks.Tests.Data.Pictures;

/// <summary>The hand-drawn 1 of lesson 08.</summary>
public class OwnOneTests
{
    private static string Folder { get; } = Path.Combine(SolutionFolder.Find()!, "data");

    [NumPyFact]
    public void It_is_what_its_script_draws()
    {
        using var folder = new TemporaryFolder();
        NumPy.Run(folder.Path, "import runpy, sys; sys.argv = ['own-one.py', 'drawn.png']; "
            + $"runpy.run_path(r'{Path.Combine(Folder, "own-one.py")}', run_name='__main__')");
        GreyPicture drawn = GreyPicture.Read(folder.File("drawn.png")), stored = GreyPicture.Read(Path.Combine(Folder, "own-one.png"));
        Assert.Equal((drawn.Width, drawn.Height), (stored.Width, stored.Height));
        Assert.Equal(drawn.Pixels.ToArray(), stored.Pixels.ToArray());
    }

    [Fact]
    public void It_is_dark_ink_on_light_paper_and_becomes_a_slim_upright_stroke()
    {
        OwnPicture own = OwnPicture.Read(Path.Combine(Folder, "own-one.png"));
        Assert.True(own.IsPaperLight);
        Assert.Equal(20, own.Fitted.Height);
        Assert.InRange(own.Fitted.Width, 3, 7);
        Assert.All(Enumerable.Range(6, 16), row => Assert.InRange(own.Centred.Row(row).ToArray().Count(pixel => pixel > 0), 1, 6));
    }
}
