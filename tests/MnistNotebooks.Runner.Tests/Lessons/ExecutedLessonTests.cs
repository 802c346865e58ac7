using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The lessons as the main job has just executed them on MNIST.</summary>
public sealed class ExecutedLessonTests
{
    [ExecutedFact]
    public void On_MNIST_every_step_shows_its_output_and_every_number_in_the_prose_is_printed()
    {
        NotebookFile[] lessons =
            [.. StoredLessons.Paths.Select(path => NotebookFile.Read(Path.Combine(ExecutedFactAttribute.Folder!, Path.GetFileName(path))))];
        Assert.Empty(lessons.SelectMany(LessonChecks.FailedCells));
        Assert.Empty(LessonChecks.WrongSteps(lessons));
        Assert.Empty(lessons.SelectMany(PrintedNumbers.Unsupported));
        Assert.InRange(Number(@"^performance = (0\.\d+)$", "06"), 0.970, 0.99);
        Assert.InRange(Number(@"^784-100-10, .*\nright on the test set: (\d+\.\d+) %$", "07"), 97, 99);
        Assert.InRange(Number(@"^784-1-2: (\d+\.\d+) % of", "07"), 99, 100);

        string Printed(string number) => lessons.Single(lesson => lesson.Name.StartsWith(number, StringComparison.Ordinal)).Cells.Text();

        double Number(string pattern, string lesson) =>
            double.Parse(Regex.Match(Printed(lesson), pattern, RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }
}

/// <summary>A test of what the main job has written when it ran on MNIST, so that no lesson runs twice.</summary>
internal sealed class ExecutedFactAttribute() : ConditionalFactAttribute(
    Directory.Exists(Folder) ? null : $"{Variable} does not name the folder of the lessons that were executed on MNIST.")
{
    private const string Variable = "LESSONS_EXECUTED";

    /// <summary>The main job's output folder, or null.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(Variable);
}
