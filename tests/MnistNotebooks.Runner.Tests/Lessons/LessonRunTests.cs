using System.Globalization;
using System.Text.RegularExpressions;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Tests;

namespace MnistNotebooks.Runner.Tests.Lessons;

/// <summary>The lessons executed with all exercises solved; as they are, the main job runs them.</summary>
public sealed class LessonRunTests
{
    public static TheoryData<string> Names => StoredLessons.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_solution_is_right(string name)
    {
        NotebookFile lesson = await LessonRuns.OfAsync(name);
        Assert.Empty(LessonChecks.FailedCells(lesson));
        // Pictures were stored with the lesson; what is made anew takes the place of the old.
        Assert.All(lesson.Figures(), figure => Assert.Null(figure.Text(MimeBundle.Png)));
        Assert.All(Exercises.Of(lesson), cell => Assert.StartsWith("✓", new[] { cell }.Text(), StringComparison.Ordinal));
    }

    [MnistFact]
    public async Task On_MNIST_every_step_shows_its_output_and_every_number_in_the_prose_is_printed()
    {
        var lessons = new List<NotebookFile>();
        foreach (string path in StoredLessons.Paths)
            lessons.Add(await LessonRuns.OfAsync(Path.GetFileNameWithoutExtension(path)));

        Assert.Empty(LessonChecks.WrongSteps(lessons));
        Assert.Empty(lessons.SelectMany(PrintedNumbers.Unsupported));
        if (Requirement.ReferenceFolder is not null)
        {
            const string agreement = "accuracy 0.9352: 9352 of 10000 right\nits maps agree to 1e-6: True";
            Assert.Contains(agreement, Printed("09"), StringComparison.Ordinal);
            Assert.Equal(9, Regex.Count(Printed("09"), "^Sample weights, ", RegexOptions.Multiline));
        }
        Assert.InRange(Number(@"^performance = (0\.\d+)$", "06"), 0.970, 0.99);
        Assert.InRange(Number(@"^784-100-10, .*\nright on the test set: (\d+\.\d+) %$", "07"), 97, 99);
        Assert.InRange(Number(@"^784-1-2: (\d+\.\d+) % of", "07"), 99, 100);

        string Printed(string number) => lessons.Single(lesson => lesson.Name.StartsWith(number, StringComparison.Ordinal)).Cells.Text();

        double Number(string pattern, string lesson) =>
            double.Parse(Regex.Match(Printed(lesson), pattern, RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
