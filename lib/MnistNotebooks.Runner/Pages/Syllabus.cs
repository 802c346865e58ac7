using System.Text.Json;
using System.Text.Json.Serialization;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pages;

/// <summary>How the notebooks of a folder belong together, as syllabus.json beside them says.</summary>
/// <param name="Parts">In reading order.</param>
/// <param name="Routes">Ways through the lessons for those who have little time or know much.</param>
internal sealed record Syllabus(IReadOnlyList<SyllabusPart> Parts, IReadOnlyList<Route> Routes)
{
    public const string FileName = "syllabus.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <returns>Null for a folder without one.</returns>
    /// <exception cref="InvalidDataException">The file is no syllabus; the message names it and says why.</exception>
    public static Syllabus? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Syllabus>(File.ReadAllBytes(path), Format)
                ?? throw new InvalidDataException($"{path}: null is no syllabus.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}");
        }
    }

    /// <summary>What it says of a lesson; null when it says nothing.</summary>
    public SyllabusLesson? Find(string name) => Parts.SelectMany(part => part.Lessons).FirstOrDefault(lesson => lesson.Name == name);
}

/// <summary>Lessons that belong together.</summary>
/// <param name="Title">Of the part.</param>
/// <param name="About">A sentence.</param>
/// <param name="Lessons">In reading order.</param>
internal sealed record SyllabusPart(string Title, string About, IReadOnlyList<SyllabusLesson> Lessons);

/// <summary>A lesson as it invites readers.</summary>
/// <param name="Name">Of the notebook.</param>
/// <param name="Cover">The id of the cell whose last figure is the lesson's picture.</param>
/// <param name="See">What one sees in it, in a sentence.</param>
internal sealed record SyllabusLesson(string Name, string Cover, string See)
{
    /// <summary>The lesson's picture as an address; null when the notebook is stored without it.</summary>
    public string? Picture(NotebookFile stored)
    {
        string? png = stored.Cells.FirstOrDefault(cell => cell.Id == Cover)?.Outputs.OfType<DisplayOutput>()
            .LastOrDefault(output => output.Data.Text(MimeBundle.Png) is not null)?.Data.Text(MimeBundle.Png);
        return png is null ? null : "data:image/png;base64," + png.ReplaceLineEndings("");
    }
}

/// <summary>A way through the lessons.</summary>
/// <param name="Title">For whom, or how long.</param>
/// <param name="About">A sentence.</param>
/// <param name="Lessons">Names of notebooks, in reading order.</param>
internal sealed record Route(string Title, string About, IReadOnlyList<string> Lessons);
