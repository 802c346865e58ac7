using System.Diagnostics;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>tests/pages/pictures, which adds pictures to the notebooks that are stored.</summary>
public sealed class PicturesTests
{
    [PicturesFact]
    public void Every_figure_gets_its_picture_and_nothing_else_changes()
    {
        using var folder = new TemporaryFolder();
        string path = folder["lesson.ipynb"];
        byte[] executed = NotebookWriter.ToUtf8(SampleLesson.Notebook);
        File.WriteAllBytes(path, executed);

        AddPictures(path);
        byte[] stored = File.ReadAllBytes(path);
        NotebookFile notebook = NotebookFile.Read(path);
        Assert.Equal(SampleLesson.Figures, notebook.Figures().Count());
        Assert.All(notebook.Figures(), FigurePicture.Check);
        Assert.Equal(stored, NotebookWriter.ToUtf8(notebook));
        Assert.Equal(executed, NotebookWriter.ToUtf8(WithoutPictures(notebook)));

        AddPictures(path);
        Assert.Equal(stored, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    private static void AddPictures(string notebook)
    {
        using Process tool = Process.Start(new ProcessStartInfo(PicturesFactAttribute.Node, [Path.Combine(Chromium.TestsFolder, "pages", "pictures"), notebook])
        { RedirectStandardOutput = true })!;
        string said = tool.StandardOutput.ReadToEnd();
        tool.WaitForExit();
        Assert.Equal((0, $"{notebook}: {SampleLesson.Figures} pictures, {new FileInfo(notebook).Length} bytes\n"), (tool.ExitCode, said));
    }

    private static NotebookFile WithoutPictures(NotebookFile notebook) => notebook with
    {
        Cells = [.. notebook.Cells.Select(cell => cell with
        {
            Outputs = [.. cell.Outputs.Select(output => output is DisplayOutput display && display.Data.Json(MimeBundle.Plotly) is not null
                ? display with { Data = display.Data.Without(FigurePicture.MimeType) } : output)],
        })],
    };
}

/// <summary>A test that draws figures in a browser which Node tells what to do.</summary>
internal sealed class PicturesFactAttribute : FactAttribute
{
    public const string Node = "node";

    public PicturesFactAttribute() => Skip = (Chromium.Missing ?? Chromium.MissingPlotly ?? MissingNode)!;

    private static string? MissingNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Node)))
            ? null : "Node was not found (Debian's package nodejs).";
}
