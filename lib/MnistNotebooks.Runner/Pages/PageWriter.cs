using System.Text;
using MnistNotebooks.Data;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>Writes the pages of a run into one folder; they work from disk and link to each other and the notebooks beside them.</summary>
internal sealed class PageWriter
{
    private readonly string _folder;
    private readonly DataNote _data;
    private readonly SharedFiles _shared;

    /// <param name="folder">Made when it doesn't exist.</param>
    /// <param name="data">The data of the run.</param>
    public PageWriter(string folder, DataNote data)
    {
        _folder = folder;
        _data = data;
        _shared = new((name, content) => Write(name, content));
        Directory.CreateDirectory(folder);
        Write(PlotlyScript.Name, File.ReadAllBytes(PlotlyScript.Path));
    }

    /// <summary>Writes a lesson's page; safe to call from several threads for different lessons.</summary>
    /// <param name="sourcePath">The notebook that was run; its relative links and pictures are found from its folder.</param>
    /// <param name="executed">The notebook with its outputs.</param>
    /// <param name="previous">The notebook before it in the series, if any.</param>
    /// <param name="next">The notebook after it in the series, if any.</param>
    public WrittenPage WriteLesson(string sourcePath, NotebookFile executed, NotebookFile? previous, NotebookFile? next)
    {
        var lesson = new Lesson(executed);
        var links = new PageLinks(Path.GetDirectoryName(Path.GetFullPath(sourcePath))!, _folder);
        var page = new LessonPage(lesson, previous is null ? null : new(previous), next is null ? null : new(next), _data, links);
        string path = Write(lesson.PageName, page.ToHtml());
        return new(path, [.. page.Faults, .. _shared.Write(page.Files).Select(fault => $"{executed.Name}: {fault}")]);
    }

    /// <summary>Writes index.html.</summary>
    /// <param name="executed">The notebooks of the run, in reading order.</param>
    /// <param name="syllabus">How they belong together; null when nothing says so.</param>
    /// <param name="covers">Addresses of the lessons' pictures, by name.</param>
    /// <returns>The page's path.</returns>
    public string WriteIndex(
        IReadOnlyList<NotebookFile> executed, Syllabus? syllabus = null, IReadOnlyDictionary<string, string>? covers = null) =>
        Write("index.html", new IndexPage(Lessons(executed), _data, syllabus, covers ?? new Dictionary<string, string>()).ToHtml());

    /// <summary>Writes the pages for whoever teaches the lessons: the teacher's page, a sheet for each lesson, and the key.</summary>
    /// <param name="sourceFolder">Of the notebooks that were run.</param>
    /// <param name="executed">The notebooks of the run, in reading order.</param>
    /// <exception cref="InvalidDataException">What a notebook says to teachers can't be used.</exception>
    public void WriteTeaching(string sourceFolder, IReadOnlyList<NotebookFile> executed)
    {
        var links = new PageLinks(sourceFolder, _folder);
        Lesson[] lessons = Lessons(executed);
        Write(TeacherPage.FileName, TeacherPage.ToHtml(lessons));
        Write(KeyPage.FileName, new KeyPage(links).ToHtml(lessons, _data));
        foreach (Lesson lesson in lessons)
            Write(SheetPage.FileName(lesson), new SheetPage(links).ToHtml(lesson));
    }

    private static Lesson[] Lessons(IEnumerable<NotebookFile> executed) => [.. executed.Select(notebook => new Lesson(notebook))];

    private string Write(string name, string page) => Write(name, Encoding.UTF8.GetBytes(page));

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        using var file = new WholeFile(path);
        file.Stream.Write(content);
        file.Complete();
        return path;
    }
}

/// <summary>A lesson's page on disk.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Faults">A line for each cell that the page could only show as its source, or whose prediction can't be used.</param>
internal sealed record WrittenPage(string Path, IReadOnlyList<string> Faults);
