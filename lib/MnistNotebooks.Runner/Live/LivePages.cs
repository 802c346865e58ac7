using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Pages;

namespace MnistNotebooks.Runner.Live;

/// <summary>The pages of a server: those of a run, made when they are asked for, with lessons whose cells can be run.</summary>
/// <param name="lessons">The notebooks and what readers do with them.</param>
internal sealed class LivePages(LiveLessons lessons)
{
    public string Index(DataNote data)
    {
        var problems = new List<string>();
        Lesson[] all = Read(problems);
        Syllabus? syllabus = ReadSyllabus(problems);
        var covers = new Dictionary<string, string>();
        foreach (NotebookFile notebook in all.Select(lesson => lesson.Notebook))
        {
            if (syllabus?.Find(notebook.Name)?.Picture(notebook) is { } picture)
                covers[notebook.Name] = picture;
        }
        return new IndexPage(all, data, syllabus, covers).ToHtml(problems);
    }

    /// <param name="name">Of a notebook that is there.</param>
    /// <param name="data">Those that its cells get.</param>
    public string Lesson(string name, DataNote data)
    {
        IReadOnlyList<string> names = lessons.Names();
        int place = names.ToList().IndexOf(name);
        Lesson? Neighbour(int at) => at >= 0 && at < names.Count ? TryRead(names[at], []) : null;
        var page = new LessonPage(new(lessons.Read(name)), Neighbour(place - 1), Neighbour(place + 1), data, Links)
        {
            Frame = lessons.Frames.Add,
        };
        return page.ToHtml();
    }

    public static bool IsForTeachers(string file) =>
        file is TeacherPage.FileName or KeyPage.FileName || file.EndsWith(SheetPage.Ending, StringComparison.Ordinal);

    /// <summary>A page for whoever teaches; null when there is no such lesson.</summary>
    /// <exception cref="InvalidDataException">What a notebook says to teachers can't be used.</exception>
    public string? ForTeachers(string file, DataNote data)
    {
        if (file == TeacherPage.FileName)
            return TeacherPage.ToHtml(Read([]));
        if (file == KeyPage.FileName)
            return new KeyPage(Links).ToHtml(Read([]), data);
        Lesson? sheet = Read([]).FirstOrDefault(lesson => SheetPage.FileName(lesson) == file);
        return sheet is null ? null : new SheetPage(Links).ToHtml(sheet);
    }

    private PageLinks Links => new(lessons.Folder, lessons.Folder);

    private Lesson[] Read(List<string> problems) => [.. lessons.Names().Select(name => TryRead(name, problems)).OfType<Lesson>()];

    // One notebook that can't be read is no reason to show none.
    private Lesson? TryRead(string name, List<string> problems)
    {
        try
        {
            return new(lessons.Read(name));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    private Syllabus? ReadSyllabus(List<string> problems)
    {
        try
        {
            return Syllabus.Read(lessons.Folder);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Add(e.Message);
            return null;
        }
    }
}
